"""Reads our graphs from a SPARQL service: explicit graphs only, in pages that no service cuts short."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import batched, chain
from typing import Final

import httpx
from pyoxigraph import NamedNode, Quad

from kg.errors import EndpointAnswerError, EndpointUnreachableError
from kg.stores.endpoint.http import Connection, RefusedError, excerpt
from kg.stores.endpoint.results import Term, terms
from kg.stores.rdf.terms import ACTORS, ISSUES, NEG, SCHEME, STORE
from kg.vocabulary import ID

__all__ = ["JSON", "Reader"]

JSON: Final = "application/sparql-results+json"
PAGE: Final = 2000
"""Subjects in a page."""
MANY_ROWS: Final = 10_000
"""Rows from which on an answer may be incomplete: some services cut answers silently."""
SUBJECTS: Final = 200
"""Subjects that are named in one query."""
DOCUMENTS: Final = 10
"""Documents whose mentions and issues are read with one query."""
DOCUMENT: Final = re.compile(re.escape(f"{ID}document/") + r"([0-9a-f]{16})")
OURS: Final = re.compile(rf"<{re.escape(ID)}|<{re.escape(SCHEME.value)}>")
LINKING: Final = " ".join(str(NEG[name]) for name in ("name", "revision", "mentionedIn", "issue"))
"""Predicates that show that the graphs of a document exist, which actors it mentions and which issues it raises."""


class Reader:
    """Reads what a service holds in our graphs. It is a `kg.stores.rdf.change.Holdings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[NamedNode, frozenset[Quad]] = {}

    def notes(self) -> Mapping[str, tuple[str, ...]]:
        """The store's notes of itself, by the local name of the property."""
        found: dict[str, tuple[str, ...]] = {}
        names = {NEG[name]: name for name in ("history", "layout", "record", "revision", "schemeDigest", "writer")}
        for predicate, noted in self._ask(f"SELECT ?p ?o {{ GRAPH {STORE} {{ {STORE} ?p ?o }} }}"):
            if isinstance(predicate, NamedNode) and predicate in names:
                name = names[predicate]
                found[name] = (*found.get(name, ()), _words(noted))
        return found

    def mark(self) -> str | None:
        """The mark of the current writer: empty if there is none, None if there never was one."""
        return max(self.notes().get("writer", ()), default=None)

    def documents(self) -> Iterator[str]:
        """The bare ids of the documents that have a graph, in order."""
        found = self._pages(f"GRAPH ?x {{ ?x a {NEG['Document']} }}", f"{ID}document/")
        matches = (DOCUMENT.fullmatch(each.value) for each in found)
        return (match[1] for match in matches if match)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Our graphs, except that of the store's notes, sorted by IRI."""
        own = (NamedNode(f"{ID}document/{key}") for key in self.documents())
        names = [*chain.from_iterable((graph, NamedNode(f"{graph.value}/provenance")) for graph in own)]
        for graph in (ACTORS, ISSUES, SCHEME):
            if any(True for _ in self._ask(f"SELECT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1")):
                names.append(graph)
        return tuple(sorted(names, key=lambda graph: graph.value))

    def quads(self, graph: NamedNode, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of a graph, or of one subject in it, sorted by subject."""
        subjects = self._pages(f"GRAPH {graph} {{ ?x ?p ?o }}") if subject is None else iter((subject,))
        for some in batched(subjects, SUBJECTS):
            found = self.described(graph, some)
            for each in some:
                yield from sorted(found.get(each, ()), key=str)

    def of_subject(self, subject: NamedNode) -> Iterator[Quad]:
        """The quads of a subject in our graphs, sorted by graph."""
        found = set(self._quads(f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {subject} }} GRAPH ?g {{ ?s ?p ?o }} }}"))
        ours = (quad for quad in found if str(quad.graph_name) != str(STORE) and OURS.match(str(quad.graph_name)))
        yield from sorted(ours, key=lambda quad: (str(quad.graph_name), str(quad)))

    def prepare(self, documents: Iterable[str]) -> None:
        """Read what `document` will give for these documents, in place of what was read before."""
        known: dict[NamedNode, set[Quad]] = defaultdict(set)
        for keys in batched(documents, DOCUMENTS):
            for quad in self._linking(keys):
                graph = quad.graph_name
                assert isinstance(graph, NamedNode), "VALUES names the graphs"
                known[graph].add(quad)
        self._known = {graph: frozenset(quads) for graph, quads in known.items()}

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """The quads of these graphs that `prepare` has read."""
        return {graph: self._known[graph] for graph in graphs if graph in self._known}

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """All quads of each of these subjects in a graph."""
        found: dict[NamedNode, set[Quad]] = {}
        for some in batched(subjects, SUBJECTS):
            pattern = f"VALUES ?s {{ {' '.join(map(str, some))} }} GRAPH {graph} {{ ?s ?p ?o }}"
            for quad in self._quads(f"SELECT ({graph} AS ?g) ?s ?p ?o {{ {pattern} }}"):
                assert isinstance(quad.subject, NamedNode), "VALUES names the subjects"
                found.setdefault(quad.subject, set()).add(quad)
        return {subject: frozenset(quads) for subject, quads in found.items()}

    def still_mentioned(self, actors: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The actors that are mentioned in a graph other than those in ``excluded``."""
        return self._elsewhere(actors, f"?x {NEG['mentionedIn']} ?document", excluded)

    def still_raised(self, issues: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The issues that a position in a graph other than those in ``excluded`` is about."""
        return self._elsewhere(issues, f"?position {NEG['issue']} ?x", excluded)

    def _linking(self, keys: Sequence[str]) -> Iterator[Quad]:
        """The quads of these documents with `LINKING` predicates; in smaller queries if an answer may be cut."""
        graphs = " ".join(f"<{ID}document/{key}> <{ID}document/{key}/provenance>" for key in keys)
        pattern = f"VALUES ?p {{ {LINKING} }} VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }}"
        found = list(self._quads(f"SELECT ?g ?s ?p ?o {{ {pattern} }}"))
        if len(found) < MANY_ROWS or len(keys) == 1:
            yield from found
        else:
            yield from self._linking(keys[: len(keys) // 2])
            yield from self._linking(keys[len(keys) // 2 :])

    def _elsewhere(self, nodes: Collection[NamedNode], triple: str, excluded: Collection[NamedNode]) -> set[NamedNode]:
        found: set[NamedNode] = set()
        but = f"FILTER (?g NOT IN ({', '.join(map(str, excluded))}))" if excluded else ""
        for some in batched(sorted(nodes, key=str), SUBJECTS):
            pattern = f"VALUES ?x {{ {' '.join(map(str, some))} }} GRAPH ?g {{ {triple} }} {but}"
            found |= {x for (x,) in self._ask(f"SELECT DISTINCT ?x {{ {pattern} }}") if isinstance(x, NamedNode)}
        return found

    def _pages(self, pattern: str, prefix: str = "") -> Iterator[NamedNode]:
        """The distinct IRIs for ``?x`` in the pattern, sorted; in pages, each starting after the last IRI so far."""
        last = prefix
        # In Virtuoso no string starts with the empty string.
        within = f' FILTER (STRSTARTS(STR(?x), "{prefix}"))' if prefix else ""
        while True:
            above = f'FILTER (isIRI(?x) && STR(?x) > "{last}")' + within
            text = f"SELECT DISTINCT ?x {{ {pattern} {above} }} ORDER BY STR(?x) LIMIT {PAGE}"
            page = [x for (x,) in self._ask(text) if isinstance(x, NamedNode)]
            yield from page
            if not page:
                return
            last = page[-1].value

    def _quads(self, text: str) -> Iterator[Quad]:
        for graph, subject, predicate, value in self._ask(text):
            if (
                isinstance(graph, NamedNode)
                and isinstance(predicate, NamedNode)
                and subject is not None
                and not isinstance(subject, str)
            ):
                yield Quad(subject, predicate, value, graph)  # type: ignore[arg-type]

    def _ask(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        url = self._connection.settings.query
        try:
            with closing(self._connection.query(text, accept=JSON)) as response:
                yield from terms(response.iter_text(), url).rows
        except RefusedError as error:
            raise EndpointAnswerError(url=url, detail=f"it refuses a query of ours ({error.words})") from error
        except httpx.HTTPError as error:
            raise EndpointUnreachableError(url=url, detail=excerpt(str(error)) or type(error).__name__) from error


def _words(term: Term | None) -> str:
    return "" if term is None else term.value
