"""Validate a graph against the SHACL shapes of ``schemas/shapes.ttl``, one document at a time to bound memory.

What documents share (actors, issues) is validated against its own shapes in pieces, after the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import batched, groupby
from typing import TYPE_CHECKING, Protocol

from kg.vocabulary import (
    ACTORS_GRAPH,
    ID,
    ISSUE,
    ISSUES_GRAPH,
    NEG,
    PREFIXES,
    SCHEME_GRAPH,
    prefixed,
    schema_path,
    short_id,
)

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

__all__ = ["GraphReport", "Quads", "Violation", "validate"]

ACTORS_AT_ONCE = 500
SHARED = frozenset(
    NEG + name
    for name in ("Actor", "Bloc", "Delegation", "Faction", "Group", "Issue", "Organization", "Person", "State")
) | {PREFIXES["skos"] + "Concept"}
"""The classes whose instances several documents share."""
PROVENANCE = "/provenance"
TYPE = PREFIXES["rdf"] + "type"
STRING = PREFIXES["xsd"] + "string"
MENTIONED_IN = NEG + "mentionedIn"

type Subject = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
type Term = Subject | pyoxigraph.Literal


class Quads(Protocol):
    """A store whose graphs can be looked at: `kg.stores.oxigraph.oxigraph.OxigraphStore` is one."""

    def graphs(self) -> tuple[pyoxigraph.NamedNode, ...]:
        """The named graphs, by IRI."""

    def quads(
        self, subject: pyoxigraph.NamedNode | None = None, graph: pyoxigraph.NamedNode | None = None
    ) -> Iterator[pyoxigraph.Quad]:
        """The quads of all graphs or of one, of every subject or of one, grouped by subject."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One violation of the shapes.

    ``focus`` is the node that violates a shape, ``path`` the property (``neg:holder``) if there is one, ``value`` the
    offending value; ids are short.
    """

    focus: str
    path: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class GraphReport:
    """The violations found in one graph, named by its short id, or in one piece of it; empty if it conforms."""

    graph: str
    violations: tuple[Violation, ...]


def validate(store: Quads) -> Iterator[GraphReport]:
    """Validate every graph of the store; yields a report for each document, then for what documents share.

    Violations are sorted by focus node, path and message. The first report takes a moment, since pySHACL is loaded.
    """
    import pyoxigraph

    for graph in store.graphs():
        if graph.value.startswith(f"{ID}document/") and not graph.value.endswith(PROVENANCE):
            provenance = pyoxigraph.NamedNode(graph.value + PROVENANCE)
            quads = [*store.quads(graph=graph), *store.quads(graph=provenance)]
            yield _report(graph, [*quads, *_kinds(store, quads)], _shapes(shared=False))
    actors = pyoxigraph.NamedNode(ACTORS_GRAPH)
    by_subject = groupby(store.quads(graph=actors), key=lambda quad: quad.subject)
    described = ((subject, tuple(quads)) for subject, quads in by_subject)
    for piece in batched(described, ACTORS_AT_ONCE):
        quads = [quad for _, quads in piece for quad in quads]
        yield _report(actors, [*quads, *_mentions(store, (subject for subject, _ in piece))], _shapes(shared=True))
    issues, scheme = pyoxigraph.NamedNode(ISSUES_GRAPH), pyoxigraph.NamedNode(SCHEME_GRAPH)
    yield _report(issues, [*store.quads(graph=issues), *store.quads(graph=scheme)], _shapes(shared=True))


def _kinds(store: Quads, quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """The classes of the actors and issues that the quads of a document name."""
    import pyoxigraph

    named = {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, pyoxigraph.NamedNode)}
    for term in named:
        if term.value.startswith(ISSUE):
            graph = SCHEME_GRAPH
        elif term.value.startswith(f"{ID}issue/"):
            graph = ISSUES_GRAPH
        else:
            graph = ACTORS_GRAPH
        described = store.quads(subject=term, graph=pyoxigraph.NamedNode(graph))
        yield from (quad for quad in described if quad.predicate.value == TYPE)


def _mentions(store: Quads, actors: Iterable[Subject]) -> Iterator[pyoxigraph.Quad]:
    """One mention of each actor that has any, and the classes of what mentions it."""
    import pyoxigraph

    for actor in actors:
        if not isinstance(actor, pyoxigraph.NamedNode):
            continue
        mention = next((quad for quad in store.quads(subject=actor) if quad.predicate.value == MENTIONED_IN), None)
        if mention is not None and isinstance(mention.object, pyoxigraph.NamedNode):
            yield mention
            document = store.quads(subject=mention.object, graph=mention.object)
            yield from (quad for quad in document if quad.predicate.value == TYPE)


def _report(graph: pyoxigraph.NamedNode, quads: Iterable[pyoxigraph.Quad], shapes: rdflib.Graph) -> GraphReport:
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    for quad in quads:
        data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    # without do_owl_imports and meta_shacl nothing is looked up outside; inplace saves a copy of the data
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    found = () if conforms else _violations(results)
    return GraphReport(short_id(graph.value) or graph.value, found)


def _violations(results: rdflib.Graph) -> tuple[Violation, ...]:
    from rdflib.namespace import RDF, SH

    found = {
        Violation(
            focus=_shown(results.value(result, SH.focusNode)) or "",
            path=_path(results, results.value(result, SH.resultPath)),
            value=_shown(results.value(result, SH.value)),
            message=str(results.value(result, SH.resultMessage)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    return tuple(sorted(found, key=lambda each: (each.focus, each.path or "", each.message, each.value or "")))


def _path(results: rdflib.Graph, path: rdflib.term.Node | None) -> str | None:
    """A predicate with its prefix; for a path of several steps, the steps joined by slashes."""
    import rdflib
    from rdflib.namespace import SH

    if path is None or isinstance(path, rdflib.URIRef):
        return None if path is None else prefixed(path)
    inverse = results.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(results, inverse)}"
    return "/".join(step for node in results.items(path) if (step := _path(results, node)))


def _shown(term: rdflib.term.Node | None) -> str | None:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return short_id(term) or prefixed(term)
    return None if term is None else str(term)


def _term(term: Term) -> rdflib.term.Node:
    """The term for rdflib, in which a plain literal has no datatype."""
    import pyoxigraph
    import rdflib

    match term:
        case pyoxigraph.NamedNode():
            return rdflib.URIRef(term.value)
        case pyoxigraph.Literal():
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            datatype = term.datatype.value
            return rdflib.Literal(term.value, datatype=None if datatype == STRING else rdflib.URIRef(datatype))
        case _:
            return rdflib.BNode(str(term))


@cache
def _shapes(*, shared: bool) -> rdflib.Graph:
    """The shapes of what documents share, or all others: a shape without a target class validates nothing."""
    import rdflib
    from rdflib.namespace import SH

    shapes = rdflib.Graph().parse(schema_path("shapes.ttl"), format="turtle")
    for shape, target in tuple(shapes.subject_objects(SH.targetClass)):
        if (str(target) in SHARED) != shared:
            shapes.remove((shape, SH.targetClass, target))
    return shapes
