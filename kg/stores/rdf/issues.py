"""Issues in RDF: the scheme of concepts, and issues that come from a graph's lists or from a matter's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.stores.ids import own_issue_label
from kg.stores.rdf.terms import ISSUES, NEG, SCHEME, SKOS, TYPE, node, text
from kg.vocabulary import ID, OWN, Concept, schema_path

__all__ = ["issue_quads", "listed_issues", "own_issues", "scheme_quads", "with_broader"]

OWN_IRI = ID + OWN


def own_issues(quads: Iterable[Quad]) -> set[NamedNode]:
    """The issues in the quads of documents that the scheme does not describe."""
    objects = (quad.object for quad in quads if quad.predicate == NEG["issue"])
    return {issue for issue in objects if isinstance(issue, NamedNode) and issue.value.startswith(OWN_IRI)}


def with_broader(issues: Iterable[NamedNode], listed: Mapping[NamedNode, Concept]) -> set[NamedNode]:
    """The issues, and all broader ones that are in the graph's own lists (``listed``)."""
    found: set[NamedNode] = set()
    waiting = [*issues]
    while waiting:
        issue = waiting.pop()
        if issue not in found:
            found.add(issue)
            waiting += [above for name in _above(issue, listed) if (above := node(name)) in listed]
    return found


def listed_issues(issues: Iterable[Concept]) -> Mapping[NamedNode, Concept]:
    """The issues of lists by their RDF terms."""
    return {node(concept.id): concept for concept in issues}


def issue_quads(issue: NamedNode, listed: Mapping[NamedNode, Concept]) -> Iterator[Quad]:
    """The description of an issue outside the scheme: from a list, or from a matter's own words."""
    concept = listed.get(issue)
    if concept is None:
        yield Quad(issue, TYPE, NEG["Issue"], ISSUES)
    yield Quad(issue, TYPE, SKOS["Concept"], ISSUES)
    label = concept.label if concept else own_issue_label(issue.value.removeprefix(ID))
    yield Quad(issue, SKOS["prefLabel"], text(label), ISSUES)
    for above in _above(issue, listed):
        yield Quad(issue, SKOS["broader"], node(above), ISSUES)


def _above(issue: NamedNode, listed: Mapping[NamedNode, Concept]) -> tuple[str, ...]:
    concept = listed.get(issue)
    return concept.broader if concept else ()


def scheme_quads() -> Iterator[Quad]:
    """The scheme of issues, ``schemas/issues.ttl``, in its graph."""
    for quad in parse(path=schema_path("issues.ttl"), format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, SCHEME)
