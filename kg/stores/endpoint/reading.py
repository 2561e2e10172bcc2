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
PAGE_SIZE: Final = 2000
"""Subjects in a page."""
MANY_ROWS: Final = 10_000
"""Rows from which on an answer may be incomplete: some services cut answers silently."""
SUBJECTS_PER_QUERY: Final = 200
"""Subjects that are named in one query."""
DOCUMENTS_PER_QUERY: Final = 10
"""Documents whose mentions and issues are read with one query."""
DOCUMENT_IRI: Final = re.compile(re.escape(f"{ID}document/") + r"([0-9a-f]{16})")
OUR_GRAPHS: Final = re.compile(rf"<{re.escape(ID)}|<{re.escape(SCHEME.value)}>")
LINKING_PREDICATES: Final = " ".join(str(NEG[name]) for name in ("name", "revision", "mentionedIn", "issue"))
"""Predicates that show that the graphs of a document exist, which actors it mentions and which issues it raises."""


class Reader:
    """Reads what a service holds in our graphs. It is a `kg.stores.rdf.change.Holdings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._prepared: dict[NamedNode, frozenset[Quad]] = {}

    def notes(self) -> Mapping[str, tuple[str, ...]]:
        """The store's notes of itself, by the local name of the property."""
        notes: dict[str, tuple[str, ...]] = {}
        names = {NEG[name]: name for name in ("history", "layout", "record", "revision", "schemeDigest", "writer")}
        for predicate, value in self._ask(f"SELECT ?p ?o {{ GRAPH {STORE} {{ {STORE} ?p ?o }} }}"):
            if isinstance(predicate, NamedNode) and predicate in names:
                name = names[predicate]
                notes[name] = (*notes.get(name, ()), _text(value))
        return notes

    def mark(self) -> str | None:
        """The mark of the current writer: empty if there is none, None if there never was one."""
        return max(self.notes().get("writer", ()), default=None)

    def documents(self) -> Iterator[str]:
        """The bare ids of the documents that have a graph, in order."""
        iris = self._pages(f"GRAPH ?x {{ ?x a {NEG['Document']} }}", f"{ID}document/")
        matches = (DOCUMENT_IRI.fullmatch(iri.value) for iri in iris)
        return (match[1] for match in matches if match)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Our graphs, except that of the store's notes, sorted by IRI."""
        document_graphs = (NamedNode(f"{ID}document/{key}") for key in self.documents())
        names = [*chain.from_iterable((graph, NamedNode(f"{graph.value}/provenance")) for graph in document_graphs)]
        for graph in (ACTORS, ISSUES, SCHEME):
            if any(True for _ in self._ask(f"SELECT ?s {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1")):
                names.append(graph)
        return tuple(sorted(names, key=lambda graph: graph.value))

    def quads(self, graph: NamedNode, subject: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of a graph, or of one subject in it, sorted by subject."""
        subjects = self._pages(f"GRAPH {graph} {{ ?x ?p ?o }}") if subject is None else iter((subject,))
        for batch in batched(subjects, SUBJECTS_PER_QUERY):
            quads_by_subject = self.described(graph, batch)
            for each in batch:
                yield from sorted(quads_by_subject.get(each, ()), key=str)

    def of_subject(self, subject: NamedNode) -> Iterator[Quad]:
        """The quads of a subject in our graphs, sorted by graph."""
        quads = set(self._quads(f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {subject} }} GRAPH ?g {{ ?s ?p ?o }} }}"))
        ours = (quad for quad in quads if str(quad.graph_name) != str(STORE) and OUR_GRAPHS.match(str(quad.graph_name)))
        yield from sorted(ours, key=lambda quad: (str(quad.graph_name), str(quad)))

    def prepare(self, documents: Iterable[str]) -> None:
        """Read what `document` will give for these documents, in place of what was read before."""
        quads_by_graph: dict[NamedNode, set[Quad]] = defaultdict(set)
        for keys in batched(documents, DOCUMENTS_PER_QUERY):
            for quad in self._linking(keys):
                graph = quad.graph_name
                assert isinstance(graph, NamedNode), "VALUES names the graphs"
                quads_by_graph[graph].add(quad)
        self._prepared = {graph: frozenset(quads) for graph, quads in quads_by_graph.items()}

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """The quads of these graphs that `prepare` has read."""
        return {graph: self._prepared[graph] for graph in graphs if graph in self._prepared}

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """All quads of each of these subjects in a graph."""
        quads_by_subject: dict[NamedNode, set[Quad]] = {}
        for batch in batched(subjects, SUBJECTS_PER_QUERY):
            pattern = f"VALUES ?s {{ {' '.join(map(str, batch))} }} GRAPH {graph} {{ ?s ?p ?o }}"
            for quad in self._quads(f"SELECT ({graph} AS ?g) ?s ?p ?o {{ {pattern} }}"):
                assert isinstance(quad.subject, NamedNode), "VALUES names the subjects"
                quads_by_subject.setdefault(quad.subject, set()).add(quad)
        return {subject: frozenset(quads) for subject, quads in quads_by_subject.items()}

    def still_mentioned(self, actors: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The actors that are mentioned in a graph other than those in ``excluded``."""
        return self._elsewhere(actors, f"?x {NEG['mentionedIn']} ?document", excluded)

    def still_raised(self, issues: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The issues that a position in a graph other than those in ``excluded`` is about."""
        return self._elsewhere(issues, f"?position {NEG['issue']} ?x", excluded)

    def _linking(self, keys: Sequence[str]) -> Iterator[Quad]:
        """The quads of these documents with `LINKING_PREDICATES`; in smaller queries if an answer may be cut."""
        graphs = " ".join(f"<{ID}document/{key}> <{ID}document/{key}/provenance>" for key in keys)
        pattern = f"VALUES ?p {{ {LINKING_PREDICATES} }} VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }}"
        quads = list(self._quads(f"SELECT ?g ?s ?p ?o {{ {pattern} }}"))
        if len(quads) < MANY_ROWS or len(keys) == 1:
            yield from quads
        else:
            yield from self._linking(keys[: len(keys) // 2])
            yield from self._linking(keys[len(keys) // 2 :])

    def _elsewhere(self, nodes: Collection[NamedNode], triple: str, excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The nodes that take the place of ``?x`` in the triple in a graph other than those in ``excluded``."""
        found: set[NamedNode] = set()
        exclusion = f"FILTER (?g NOT IN ({', '.join(map(str, excluded))}))" if excluded else ""
        for batch in batched(sorted(nodes, key=str), SUBJECTS_PER_QUERY):
            pattern = f"VALUES ?x {{ {' '.join(map(str, batch))} }} GRAPH ?g {{ {triple} }} {exclusion}"
            found |= {x for (x,) in self._ask(f"SELECT DISTINCT ?x {{ {pattern} }}") if isinstance(x, NamedNode)}
        return found

    def _pages(self, pattern: str, prefix: str = "") -> Iterator[NamedNode]:
        """The distinct IRIs for ``?x`` in the pattern, sorted; in pages, each starting after the last IRI so far."""
        last_iri = prefix
        # In Virtuoso no string starts with the empty string.
        prefix_filter = f' FILTER (STRSTARTS(STR(?x), "{prefix}"))' if prefix else ""
        while True:
            page_filter = f'FILTER (isIRI(?x) && STR(?x) > "{last_iri}")' + prefix_filter
            text = f"SELECT DISTINCT ?x {{ {pattern} {page_filter} }} ORDER BY STR(?x) LIMIT {PAGE_SIZE}"
            page = [x for (x,) in self._ask(text) if isinstance(x, NamedNode)]
            yield from page
            if not page:
                return
            last_iri = page[-1].value

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


def _text(term: Term | None) -> str:
    return "" if term is None else term.value
