"""What a batch changes in any RDF store: quads to insert, quads to delete, and the resources that are described anew.

A document has graphs of its own. Actors and issues are shared, and are kept as long as a document mentions them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.model import ResolvedActor
from kg.stores.protocol import Batch
from kg.stores.rdf.issues import issue_quads, listed_issues, own_issues, with_broader
from kg.stores.rdf.quads import actor_quads, document_graphs, graph_quads
from kg.stores.rdf.terms import ACTORS, ISSUES, NEG, node
from kg.vocabulary import Concept

__all__ = ["Change", "Holdings", "Place", "Replacement", "changes", "graph_blocks", "mentioned"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is replaced as a whole: a graph, or all triples of one ``subject`` in it."""

    graph: NamedNode
    subject: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """The quads that a place holds (see `Holdings`), and those that it is to hold."""

    place: Place
    old: frozenset[Quad]
    new: frozenset[Quad]


class Holdings(Protocol):
    """What has to be known of the contents of a store in order to change it."""

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """The quads of these graphs of one document: at least its mentions of actors and its issues."""

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """All quads of each of these subjects in a graph."""

    def still_mentioned(self, actors: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The actors that are mentioned in a graph other than those in ``excluded``."""

    def still_raised(self, issues: Collection[NamedNode], excluded: Collection[NamedNode]) -> set[NamedNode]:
        """The issues that a position in a graph other than those in ``excluded`` is about."""


@dataclass(slots=True)
class Change:
    """Changes that are written together. ``revision`` is the revision reached by them, None if more have to follow.

    ``actors`` and ``issues`` are those to be checked once all documents are in. The new documents mention the actors
    ``named``, and have positions on the issues ``raised``.
    """

    replacements: list[Replacement] = field(default_factory=list)
    out: set[Quad] = field(default_factory=set)
    new: set[Quad] = field(default_factory=set)
    revision: int | None = None
    actors: set[NamedNode] = field(default_factory=set)
    issues: set[NamedNode] = field(default_factory=set)
    named: set[NamedNode] = field(default_factory=set)
    raised: set[NamedNode] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.out) + len(self.new)

    def replace(self, place: Place, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        """Replace the quads ``old`` by ``new``; those in both are not touched."""
        replacement = Replacement(place, frozenset(old), frozenset(new))
        self.replacements.append(replacement)
        if replacement.old:
            self.out |= replacement.old - replacement.new
            self.new |= replacement.new - replacement.old
        else:
            self.new |= replacement.new


def changes(
    batch: Batch, holdings: Holdings, is_full: Callable[[Change], bool], model: str | None = None
) -> Iterator[Change]:
    """The changes that a batch requires, each of whole documents; each has to be written before the next is asked for.

    ``is_full`` decides when a change is complete. ``model`` names the language model, for the documents' provenance.
    """
    described = {node(actor.id): actor for resolved in batch.written for actor in resolved.actors}
    described |= {node(actor.id): actor for actor in batch.actors}
    listed = listed_issues(batch.issues)
    written = {resolved.document.id: resolved for resolved in batch.written}
    change = Change()
    for key in batch.removed:
        if key not in written:
            _replace_document(change, holdings, key, {}, listed)
    for key, resolved in written.items():
        _replace_document(change, holdings, key, graph_quads(resolved, batch.revision, model), listed)
        if is_full(change):
            _settle(change, holdings, described, listed)
            yield change
            change = Change()
    change.actors |= {node(actor.id) for actor in batch.actors}
    _settle(change, holdings, described, listed)
    change.revision = batch.revision
    yield change


def mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    """The actors that are mentioned according to the quads of documents."""
    return {
        quad.subject for quad in quads if quad.predicate == NEG["mentionedIn"] and isinstance(quad.subject, NamedNode)
    }


def graph_blocks(quads: Iterable[Quad]) -> str:
    """The quads in SPARQL syntax, one ``GRAPH`` block for each graph."""
    blocks: dict[str, list[str]] = {}
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        blocks.setdefault(str(quad.graph_name), []).append(triple)
    return " ".join(f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in blocks.items())


def _replace_document(
    change: Change,
    holdings: Holdings,
    key: str,
    quads: Mapping[NamedNode, Collection[Quad]],
    listed: Mapping[NamedNode, Concept],
) -> None:
    document_graph, provenance_graph = document_graphs(key)
    stored_quads = holdings.document((document_graph, provenance_graph))
    for graph in (document_graph, provenance_graph):
        change.replace(Place(graph), stored_quads.get(graph, ()), quads.get(graph, ()))
    old, new = stored_quads.get(document_graph, ()), quads.get(document_graph, ())
    named, raised = mentioned(new), with_broader(own_issues(new), listed)
    change.named |= named
    change.raised |= raised
    change.actors |= mentioned(old) | named
    change.issues |= with_broader(own_issues(old), listed) ^ raised


def _settle(
    change: Change,
    holdings: Holdings,
    described: Mapping[NamedNode, ResolvedActor],
    listed: Mapping[NamedNode, Concept],
) -> None:
    """Describe the actors and issues that come with the change, and delete those that are left in no document."""
    excluded = frozenset(each.place.graph for each in change.replacements)
    actors_in_use = change.named | holdings.still_mentioned(change.actors - change.named, excluded)
    stored_quads = holdings.described(ACTORS, change.actors)
    for actor in sorted(change.actors, key=str):
        if actor not in actors_in_use:
            change.replace(Place(ACTORS, actor), stored_quads.get(actor, ()), ())
        elif actor in described:
            change.replace(Place(ACTORS, actor), stored_quads.get(actor, ()), actor_quads(described[actor]))
    unraised = change.issues - change.raised
    narrower = {issue for issue in listed if unraised & with_broader([issue], listed)} - change.raised
    issues_in_use = change.raised | with_broader(holdings.still_raised(unraised | narrower, excluded), listed)
    stored_quads = holdings.described(ISSUES, change.issues)
    for issue in sorted(change.issues, key=str):
        new_quads = issue_quads(issue, listed) if issue in issues_in_use else ()
        change.replace(Place(ISSUES, issue), stored_quads.get(issue, ()), new_quads)
