"""A graph as a stream of nodes and relationships, each relationship after both its ends.

At the level ``full`` only the ids of actors and issues are kept in memory, which does not grow with the documents; at
the aggregated levels the aggregates are, which grow with the actors and issues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from kg.model import Action, ActionKind, ActionStatus, Position, PositionModality, ResolvedDocument, Stance
from kg.stores.ids import all_issues, evidence_id, issue_ids
from kg.stores.property_graph.property_graph import (
    ACTOR_RELATIONS,
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    DocumentGraph,
    Node,
    Property,
    Relationship,
    actor_node,
    document_graph,
    stance_types,
)
from kg.stores.protocol import Batch
from kg.ties.said_again import said_again

__all__ = ["EDGE_TYPES", "NODE_TYPES", "EdgeIds", "display_name", "elements", "is_directed", "weight", "with_direction"]

_PERIOD: Final[Mapping[str, type]] = {"first": str, "last": str}
_AGGREGATE: Final[Mapping[str, type]] = {
    "count": int,
    "documents": int,
    **_PERIOD,
    "confidence": float,
    "evidence": str,
    "text": str,
    "page": str,
}
_SIGNED: Final[Mapping[str, type]] = {
    "relationship": str,
    "sign": str,
    "positive": int,
    "negative": int,
    "net": int,
    **_AGGREGATE,
}
_ACTOR: Final[Mapping[str, type]] = {"labels": str, **NODE_PROPERTIES["Actor"], **_PERIOD}

NODE_TYPES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "full": {
            "labels": str,
            **{name: kind for properties in NODE_PROPERTIES.values() for name, kind in properties.items()},
        },
        "actors": _ACTOR,
        "issues": {**_ACTOR, **NODE_PROPERTIES["Issue"]},
        "signed": _ACTOR,
    }
)
"""The types of node attributes by level: ``tuple`` is a list of strings; ``labels`` are joined by ``;``."""

EDGE_TYPES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "full": {"relationship": str, **RELATIONSHIP_PROPERTIES},
        "actors": {"relationship": str, "modality": str, **_AGGREGATE},
        "issues": _SIGNED,
        "signed": _SIGNED,
    }
)
"""The types of edge attributes by level; ``relationship`` is the type of the edge (``LEADS``)."""

SYMMETRIC: Final = frozenset({"NEGOTIATES_WITH"})
"""The relations that have no direction."""
FRIENDLY: Final = frozenset(
    {Stance.SUPPORT, Stance.ACCEPT, Stance.OFFER, Stance.COMMIT, ActionKind.AID, ActionKind.RELEASE}
)
"""Friendly stances towards an actor, and friendly measures. Demands, proposals, concerns and denials are neither
friendly nor hostile."""
HOSTILE: Final = frozenset(
    {
        *(Stance.OPPOSE, Stance.REJECT, Stance.ACCUSE, Stance.THREATEN),
        *(ActionKind.TARIFF, ActionKind.SANCTION, ActionKind.RETALIATION, ActionKind.STRIKE),
    }
)
"""Hostile stances and measures."""
SIGNED_STATUSES: Final = frozenset({ActionStatus.IN_FORCE, ActionStatus.ANNOUNCED, ActionStatus.THREATENED})
"""The statuses of measures that count as friendly or hostile: not those that are only possible, or lifted."""

DISPLAYED: Final = ("name", "label", "title", "matter", "content", "text", "kind")
"""The properties that can be a node's display name, in order of preference."""


def elements(batches: Iterable[Batch], level: str = "full", *, isolates: bool = True) -> Iterator[Node | Relationship]:
    """The nodes and relationships of the documents in ``batches``, each of which comes once.

    At the level ``full`` they are those of `docs/stores/model.md`. The other levels are aggregated: one edge for each
    pair of nodes and kind of tie, with the ``count`` of facts, the number of ``documents``, the ``first`` and ``last``
    date, and the ``confidence``, ``evidence``, ``text`` and ``page`` of the most confident fact. The kinds are, at
    ``actors``, the types of relation with their modality, and the stances of asserted positions to their addressees; at
    ``issues``, an actor's asserted positions on an issue; at ``signed``, an actor's positions and measures that are
    `FRIENDLY` or `HOSTILE` to another. The last two have a ``sign`` (positive, negative, mixed), how many facts are
    ``positive`` and ``negative``, and their difference, ``net``. Without ``isolates`` aggregated levels leave out nodes
    without an edge.
    """
    return _full(batches) if level == "full" else iter(_aggregated(batches, level, isolates=isolates))


def with_direction(
    batches: Iterable[Batch], level: str, *, isolates: bool = True
) -> tuple[str, Iterator[Node | Relationship]]:
    """Whether the edges are ``directed``, ``undirected`` or ``mixed``, and the `elements`.

    The level ``full``, which is not held in memory, counts as mixed, and a graph without edges as directed.
    """
    if level == "full":
        return "mixed", elements(batches)
    items = _aggregated(batches, level, isolates=isolates)
    edges = [item for item in items if isinstance(item, Relationship)]
    directions = {is_directed(edge) for edge in edges}
    return "mixed" if len(directions) > 1 else "directed" if directions != {False} else "undirected", iter(items)


def is_directed(edge: Relationship) -> bool:
    """Whether it matters which end is the source.

    >>> is_directed(Relationship("NEGOTIATES_WITH", "state/CN", "state/US", {}))
    False
    """
    return edge.type not in SYMMETRIC


def weight(edge: Relationship) -> int:
    """How many facts an edge aggregates; 1 at the level ``full``."""
    count = edge.properties.get("count", 1)
    return count if isinstance(count, int) else 1


def display_name(node: Node) -> str:
    """The name under which a node is shown: the first of the properties `DISPLAYED` that it has, else its id.

    >>> display_name(Node("state/CN", ("Actor", "State"), {"name": "China"}))
    'China'
    """
    candidates = (node.properties[name] for name in DISPLAYED if name in node.properties)
    return str(next(candidates, node.id))


class EdgeIds:
    """Gives every edge of one export an id: its ``id`` property, that of the fact, if it has one, else ``e0``, ``e1``,
    ... in the order of the calls."""

    def __init__(self) -> None:
        self._count = -1

    def __call__(self, edge: Relationship) -> str:
        """The id of the next edge."""
        if "id" in edge.properties:
            return str(edge.properties["id"])
        self._count += 1
        return f"e{self._count}"


def _full(batches: Iterable[Batch]) -> Iterator[Node | Relationship]:
    """The elements of the level ``full``: each actor and issue before the first relationship that it takes part in."""
    written_nodes: set[str] = set()
    written_broader: set[tuple[str, str]] = set()
    for batch in batches:
        actors_in_batch = {actor.id: actor for actor in batch.actors}
        issue_concepts = all_issues(batch.issues)
        for resolved in batch.written:
            graph = document_graph(resolved, issue_concepts)
            yield from graph.nodes
            for node in (*graph.actors, *graph.issues):
                if node.id not in written_nodes:
                    written_nodes.add(node.id)
                    yield actor_node(actors_in_batch[node.id]) if node.id in actors_in_batch else node
            yield from graph.relationships
            for edge in graph.broader:
                if (edge.source, edge.target) not in written_broader:
                    written_broader.add((edge.source, edge.target))
                    yield edge


@dataclass(frozen=True, slots=True)
class _Edge:
    """The edge that one fact contributes; ``sign`` is 1, -1, or 0 where the level has no signs. ``date`` and
    ``last_day`` begin and end the day, month ... of the fact."""

    kind: str
    source: str
    target: str
    modality: str
    date: str | None
    last_day: str | None
    confidence: float
    evidence: str
    text: str
    page: str | None
    sign: int = 0


@dataclass(slots=True)
class _Aggregate:
    """The facts found so far that make one edge. ``signs`` counts the positive ones, then the negative ones; ``latest``
    is the id of the document that was counted last; ``undated``: at least one fact has no date."""

    count: int = 0
    signs: list[int] = field(default_factory=lambda: [0, 0])
    documents: int = 0
    latest: str = ""
    first: str | None = None
    last: str | None = None
    undated: bool = False
    confidence: float = -1.0
    evidence: str = ""
    text: str = ""
    page: str | None = None

    def add(self, document: str, edge: _Edge) -> None:
        self.count += 1
        if edge.sign:
            self.signs[edge.sign < 0] += 1
        self.documents += document != self.latest
        self.latest = document
        if edge.date is None:
            self.undated = True
        else:
            self.first = min(self.first or edge.date, edge.date)
            self.last = max(self.last or edge.date, edge.last_day or edge.date)
        if edge.confidence > self.confidence:
            self.confidence, self.evidence = edge.confidence, edge.evidence
            self.text, self.page = edge.text, edge.page

    def properties(self, modality: str) -> Mapping[str, Property]:
        properties: dict[str, Property] = {"modality": modality} if modality else {}
        properties |= {"count": self.count, "documents": self.documents}
        if any(self.signs):
            positive, negative = self.signs
            sign = "mixed" if positive and negative else "positive" if positive else "negative"
            properties |= {"sign": sign, "positive": positive, "negative": negative, "net": positive - negative}
        if self.first and self.last:
            properties |= {"first": self.first, "last": self.last}
        properties |= {"confidence": self.confidence, "evidence": self.evidence, "text": self.text}
        return {**properties, "page": self.page} if self.page else properties


def _aggregated(batches: Iterable[Batch], level: str, *, isolates: bool = True) -> list[Node | Relationship]:
    """The nodes, then the edges of a level other than ``full``; see `elements`.

    A node all of whose edges are dated has their ``first`` and ``last`` day.
    """
    nodes: dict[str, Node] = {}
    aggregates: dict[tuple[str, str, str, str], _Aggregate] = {}
    for batch in batches:
        actors_in_batch = {actor.id: actor for actor in batch.actors}
        issue_concepts = all_issues(batch.issues)
        for resolved in batch.written:
            graph = document_graph(resolved, issue_concepts)
            for node in graph.actors:
                if node.id not in nodes:
                    nodes[node.id] = actor_node(actors_in_batch[node.id]) if node.id in actors_in_batch else node
            if level == "issues":
                for node in graph.issues:
                    nodes.setdefault(node.id, node)
            for edge in _EDGES[level](resolved, graph):
                # Sorted ends make one edge of a symmetric relation, whichever actor is named first.
                ends = (edge.source, edge.target)
                source, target = sorted(ends) if edge.kind in SYMMETRIC else ends
                if source in nodes and target in nodes:
                    key = (edge.kind, source, target, edge.modality)
                    aggregates.setdefault(key, _Aggregate()).add(graph.document, edge)
    periods = _periods(aggregates)
    nodes_with_edges = {end for _, source, target, _ in aggregates for end in (source, target)}
    # Issues without an edge are always left out: ties between issues are no edges of these levels.
    kept_nodes = (
        node for node in nodes.values() if node.id in nodes_with_edges or (isolates and node.labels[0] == "Actor")
    )
    return [
        *(replace(node, properties={**node.properties, **periods.get(node.id, {})}) for node in kept_nodes),
        *(
            Relationship(kind, source, target, aggregate.properties(modality))
            for (kind, source, target, modality), aggregate in aggregates.items()
        ),
    ]


def _periods(aggregates: Mapping[tuple[str, str, str, str], _Aggregate]) -> Mapping[str, Mapping[str, Property]]:
    """The first and last day of each node whose edges are all dated."""
    days: dict[str, list[str]] = {}
    undated: set[str] = set()
    for (_, source, target, _), aggregate in aggregates.items():
        if aggregate.undated:
            undated |= {source, target}
        for end in (source, target):
            days.setdefault(end, []).extend(day for day in (aggregate.first, aggregate.last) if day)
    return {id_: {"first": min(dates), "last": max(dates)} for id_, dates in days.items() if id_ not in undated}


def _relations(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Edge]:
    """The relations between actors, and the stances of asserted positions to their addressees."""
    quoted = {node.id: node.properties for node in graph.nodes if node.labels == ("Evidence",)}
    evidence_of = {edge.source: edge.target for edge in graph.relationships if edge.type == "EVIDENCED_BY"}
    last_days = {node.id: node.properties["last_day"] for node in graph.nodes if "last_day" in node.properties}
    actors = {actor.id for actor in graph.actors}
    stances = set(stance_types().values())
    for edge in graph.relationships:
        if edge.type in ACTOR_RELATIONS.values():
            evidence = str(edge.properties["evidence"])
        elif edge.type in stances and edge.target in actors:
            evidence = evidence_of[str(edge.properties["position"])]
        else:
            continue
        date, confidence = edge.properties.get("date"), edge.properties["confidence"]
        last_day = edge.properties.get("last_day") or last_days.get(str(edge.properties.get("position", "")))
        yield _Edge(
            edge.type,
            edge.source,
            edge.target,
            str(edge.properties.get("modality", "")),
            str(date) if date else None,
            str(last_day) if last_day else None,
            float(str(confidence)),
            evidence,
            str(quoted[evidence]["text"]),
            str(page) if (page := quoted[evidence].get("page")) else None,
        )


def _positions_on_issues(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Edge]:
    """Asserted positions on issues, for and against; what is said to several counts once."""
    repetitions = said_again(resolved.facts.positions)
    for n, position in enumerate(resolved.facts.positions):
        if position.modality is PositionModality.ASSERTED and n not in repetitions:
            sign = 1 if position.stance.sign == "for" else -1
            for issue, certainty in issue_ids(position):
                edge = _signed_edge(resolved, "POSITION_ON", (position.holder, issue), position, sign)
                yield replace(edge, confidence=edge.confidence * certainty)


def _signed_ties(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Edge]:
    """Friendly and hostile stances towards actors, and measures for or against them."""
    positions: Iterator[tuple[str, str | None, Stance | ActionKind, Position | Action]] = (
        (position.holder, position.addressee, position.stance, position)
        for position in resolved.facts.positions
        if position.modality is PositionModality.ASSERTED
    )
    actions: Iterator[tuple[str, str | None, Stance | ActionKind, Position | Action]] = (
        (action.actor, action.target, action.kind, action)
        for action in resolved.facts.actions
        if action.status in SIGNED_STATUSES
    )
    for source, target, kind, fact in chain(positions, actions):
        if target is not None and source != target and (kind in FRIENDLY or kind in HOSTILE):
            yield _signed_edge(resolved, "TOWARDS", (source, target), fact, 1 if kind in FRIENDLY else -1)


def _signed_edge(
    resolved: ResolvedDocument, kind: str, ends: tuple[str, str], fact: Position | Action, sign: int
) -> _Edge:
    """The edge of a fact, dated by the fact, else by its document."""
    evidence, when = fact.evidence, resolved.document.when_of(fact)
    id_ = evidence_id(resolved.document.id, evidence)
    date, last_day = (when.day.isoformat(), when.last_day.isoformat()) if when else (None, None)
    page = resolved.document.page_of(evidence)
    return _Edge(kind, *ends, "", date, last_day, float(evidence.confidence), id_, evidence.text, page, sign)


_EDGES: Final[Mapping[str, Callable[[ResolvedDocument, DocumentGraph], Iterator[_Edge]]]] = MappingProxyType(
    {"actors": _relations, "issues": _positions_on_issues, "signed": _signed_ties}
)
