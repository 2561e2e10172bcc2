"""What a batch changes in an RDF store, wherever that is: what comes, what goes, and what is described anew.

A document has its graphs to itself. What documents share, actors and issues, stays for as long as one speaks of it.
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
    """What is replaced as a whole: a graph, or what a graph says of one ``subject``."""

    graph: NamedNode
    subject: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a place holds (see `Holdings`), and what it is to hold."""

    place: Place
    old: frozenset[Quad]
    new: frozenset[Quad]


class Holdings(Protocol):
    """What a store holds, as far as somebody who changes it has to know."""

    def document(self, graphs: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """What these graphs of one document hold: at least who is mentioned, and which issues are raised."""

    def described(self, graph: NamedNode, subjects: Collection[NamedNode]) -> Mapping[NamedNode, frozenset[Quad]]:
        """All that a graph says of each of these subjects."""

    def still_mentioned(self, actors: Collection[NamedNode], apart: Collection[NamedNode]) -> set[NamedNode]:
        """Those of the actors that documents other than those in the graphs ``apart`` mention."""

    def still_raised(self, issues: Collection[NamedNode], apart: Collection[NamedNode]) -> set[NamedNode]:
        """Those of the issues that documents other than those in the graphs ``apart`` raise."""


@dataclass(slots=True)
class Change:
    """What is written together. ``revision`` is the one that is reached with it, None where more has to follow.

    ``actors`` and ``issues`` are those to look at once all documents are in; its documents are to mention ``named`` and
    to raise ``raised``.
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
        """Put ``new`` where ``old`` is; what is in both is left alone."""
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
    """The changes that a batch takes, each of whole documents; each has to be made before the next is asked for.

    One ends where ``is_full`` says so. ``model`` names the language model, for the documents' provenance.
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
    """The actors that the quads of documents mention."""
    return {
        quad.subject for quad in quads if quad.predicate == NEG["mentionedIn"] and isinstance(quad.subject, NamedNode)
    }


def graph_blocks(quads: Iterable[Quad]) -> str:
    """The quads as SPARQL writes them, those of one graph together."""
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
    own, provenance = document_graphs(key)
    held = holdings.document((own, provenance))
    for graph in (own, provenance):
        change.replace(Place(graph), held.get(graph, ()), quads.get(graph, ()))
    old, new = held.get(own, ()), quads.get(own, ())
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
    """Describe the actors and issues that the change brings, and take out those that it leaves in no document."""
    apart = frozenset(each.place.graph for each in change.replacements)
    stay = change.named | holdings.still_mentioned(change.actors - change.named, apart)
    held = holdings.described(ACTORS, change.actors)
    for actor in sorted(change.actors, key=str):
        if actor not in stay:
            change.replace(Place(ACTORS, actor), held.get(actor, ()), ())
        elif actor in described:
            change.replace(Place(ACTORS, actor), held.get(actor, ()), actor_quads(described[actor]))
    going = change.issues - change.raised
    below = {issue for issue in listed if going & with_broader([issue], listed)} - change.raised
    stay = change.raised | with_broader(holdings.still_raised(going | below, apart), listed)
    held = holdings.described(ISSUES, change.issues)
    for issue in sorted(change.issues, key=str):
        change.replace(Place(ISSUES, issue), held.get(issue, ()), issue_quads(issue, listed) if issue in stay else ())
