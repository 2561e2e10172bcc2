"""Reading from a SPARQL service what a store has to know of itself: explicit graphs, in pages that every one gives."""

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
from kg.stores.endpoint.http import Connection, RefusedError, told
from kg.stores.endpoint.results import Term, terms
from kg.stores.rdf.terms import ACTORS, ISSUES, NEG, SCHEME, STORE
from kg.vocabulary import ID

__all__ = ["JSON", "Reader"]

JSON: Final = "application/sparql-results+json"
PAGE: Final = 2000
"""Rows, or subjects, a page."""
MANY_ROWS: Final = 10_000
"""With so many rows an answer may have been cut off: some services give no more, and say nothing."""
SUBJECTS: Final = 200
"""Subjects that one query names, or whose triples are read at once."""
DOCUMENTS: Final = 10
"""Documents whose mentions and issues are read at once."""
DOCUMENT: Final = re.compile(re.escape(f"{ID}document/") + r"([0-9a-f]{16})")
OURS: Final = re.compile(rf"<{re.escape(ID)}|<{re.escape(SCHEME.value)}>")
TELLING: Final = " ".join(str(NEG[name]) for name in ("name", "revision", "mentionedIn", "issue"))
"""Of a document's graphs: that they are there, who is mentioned, which issues are raised."""


class Reader:
    """Asks a service for what is in our graphs. It is a `kg.stores.rdf.change.Holdings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[NamedNode, frozenset[Quad]] = {}

    def notes(self) -> Mapping[str, tuple[str, ...]]:
        """What the store has noted, by the local name of the property."""
        found: dict[str, tuple[str, ...]] = {}
        names = {NEG[name]: name for name in ("history", "layout", "record", "revision", "schemeDigest", "writer")}
        for predicate, noted in self._ask(f"SELECT ?p ?o {{ GRAPH {STORE} {{ {STORE} ?p ?o }} }}"):
            if isinstance(predicate, NamedNode) and predicate in names:
                name = names[predicate]
                found[name] = (*found.get(name, ()), _words(noted))
        return found

    def mark(self) -> str | None:
        """Who is writing: empty where nobody is, None where nobody ever was."""
        return max(self.notes().get("writer", ()), default=None)

    def documents(self) -> Iterator[str]:
        """The bare ids of the documents that have a graph, in order."""
        found = self._pages(f"GRAPH ?x {{ ?x a {NEG['Document']} }}", f"{ID}document/")
        matches = (DOCUMENT.fullmatch(each.value) for each in found)
        return (match[1] for match in matches if match)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Our graphs, all but the store's own notes, by IRI."""
        own = (NamedNode(f"{ID}document/{key}") for key in self.documents())
        names = [*chain.from_iterable((graph, NamedNode(f"{graph.value}/provenance")) for graph in own)]
        for graph in (ACTORS, ISSUES, SCHEME):
            if any(True for _ in self._ask(f"SELECT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1")):
                names.append(graph)
        return tuple(sorted(names, key=lambda graph: graph.value))

    def quads(self, graph: NamedNode, subject: NamedNode | None = None) -> Iterator[Quad]:
        """What a graph says, or of one subject, subject by subject in order."""
        subjects = self._pages(f"GRAPH {graph} {{ ?x ?p ?o }}") if subject is None else iter((subject,))
        for some in batched(subjects, SUBJECTS):
            found = self.described(graph, some)
            for each in some:
                yield from sorted(found.get(each, ()), key=str)

    def of_subject(self, subject: NamedNode) -> Iterator[Quad]:
        """What our graphs say of a subject, graph by graph in order."""
        found = set(self._quads(f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {subject} }} GRAPH ?g {{ ?s ?p ?o }} }}"))
        ours = (quad for quad in found if str(quad.graph_name) != str(STORE) and OURS.match(str(quad.graph_name)))
        yield from sorted(ours, key=lambda quad: (str(quad.graph_name), str(quad)))

    def prepare(self, documents: Iterable[str]) -> None:
        """Read what `document` will be asked for; what was read before is forgotten."""
        known: dict[NamedNode, set[Quad]] = defaultdict(set)
        for keys in batched(documents, DOCUMENTS):
            for quad in self._telling(keys):
                graph = quad.graph_name
                assert isinstance(graph, NamedNode), "VALUES names the graphs"
                known[graph].add(quad)
        self._known = {graph: frozenset(quads) for graph, quads in known.items()}

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """What of these graphs was told by `prepare`."""
        return {graph: self._known[graph] for graph in graphs if graph in self._known}

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """All that a graph says of each of these subjects."""
        found: dict[NamedNode, set[Quad]] = {}
        for some in batched(subjects, SUBJECTS):
            pattern = f"VALUES ?s {{ {' '.join(map(str, some))} }} GRAPH {graph} {{ ?s ?p ?o }}"
            for quad in self._quads(f"SELECT ({graph} AS ?g) ?s ?p ?o {{ {pattern} }}"):
                assert isinstance(quad.subject, NamedNode), "VALUES names the subjects"
                found.setdefault(quad.subject, set()).add(quad)
        return {subject: frozenset(quads) for subject, quads in found.items()}

    def still_mentioned(self, actors: Collection[NamedNode], apart: Collection[NamedNode]) -> set[NamedNode]:
        """Those of the actors that documents other than those in the graphs ``apart`` mention."""
        return self._elsewhere(actors, f"?x {NEG['mentionedIn']} ?document", apart)

    def still_raised(self, issues: Collection[NamedNode], apart: Collection[NamedNode]) -> set[NamedNode]:
        """Those of the issues that documents other than those in the graphs ``apart`` raise."""
        return self._elsewhere(issues, f"?position {NEG['issue']} ?x", apart)

    def _telling(self, keys: Sequence[str]) -> Iterator[Quad]:
        """What tells of these documents; of a few at a time where the answer may have been cut off."""
        graphs = " ".join(f"<{ID}document/{key}> <{ID}document/{key}/provenance>" for key in keys)
        pattern = f"VALUES ?p {{ {TELLING} }} VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }}"
        found = list(self._quads(f"SELECT ?g ?s ?p ?o {{ {pattern} }}"))
        if len(found) < MANY_ROWS or len(keys) == 1:
            yield from found
        else:
            yield from self._telling(keys[: len(keys) // 2])
            yield from self._telling(keys[len(keys) // 2 :])

    def _elsewhere(self, nodes: Collection[NamedNode], triple: str, apart: Collection[NamedNode]) -> set[NamedNode]:
        found: set[NamedNode] = set()
        but = f"FILTER (?g NOT IN ({', '.join(map(str, apart))}))" if apart else ""
        for some in batched(sorted(nodes, key=str), SUBJECTS):
            pattern = f"VALUES ?x {{ {' '.join(map(str, some))} }} GRAPH ?g {{ {triple} }} {but}"
            found |= {x for (x,) in self._ask(f"SELECT DISTINCT ?x {{ {pattern} }}") if isinstance(x, NamedNode)}
        return found

    def _pages(self, pattern: str, prefix: str = "") -> Iterator[NamedNode]:
        """What the pattern finds for ``?x``, each once, by IRI: page after page, each from the last one on."""
        last = prefix
        # Virtuoso takes no word to begin with the empty one.
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
            raise EndpointUnreachableError(url=url, detail=told(str(error)) or type(error).__name__) from error


def _words(term: Term | None) -> str:
    return "" if term is None else term.value
