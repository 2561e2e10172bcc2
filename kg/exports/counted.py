"""The graph counted: actors and what stands between them, actors and issues, or friends and foes.

What has been counted is kept in memory: it grows with the actors and issues, not with the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Evidence,
    Position,
    PositionModality,
    ResolvedDocument,
    Stance,
)
from kg.stores.ids import evidence_id, issue_ids
from kg.stores.property_graph.property_graph import (
    ACTOR_RELATIONS,
    DocumentGraph,
    Node,
    Property,
    Relationship,
    actor_node,
    document_graph,
    stance_types,
)
from kg.stores.protocol import Batch
from kg.vocabulary import concepts

__all__ = ["HOSTILE", "KIND", "SYMMETRIC", "counted"]

SYMMETRIC: Final = frozenset({"NEGOTIATES_WITH"})
"""The relations that have no direction."""
KIND: Final = frozenset(
    {Stance.SUPPORT, Stance.ACCEPT, Stance.OFFER, Stance.COMMIT, ActionKind.AID, ActionKind.RELEASE}
)
"""The stances towards somebody, and the measures, that are friendly. Demands, proposals, concerns and denials are
neither."""
HOSTILE: Final = frozenset(
    {
        *(Stance.OPPOSE, Stance.REJECT, Stance.ACCUSE, Stance.THREATEN),
        *(ActionKind.TARIFF, ActionKind.SANCTION, ActionKind.RETALIATION, ActionKind.STRIKE),
    }
)
"""Those that are hostile."""
_TAKEN: Final = frozenset({ActionStatus.IN_FORCE, ActionStatus.ANNOUNCED, ActionStatus.THREATENED})


@dataclass(frozen=True, slots=True)
class _Tie:
    """What one fact puts between two nodes; ``sign`` is 1, -1, or 0 where the level has no signs."""

    kind: str
    source: str
    target: str
    modality: str
    date: str | None
    confidence: float
    evidence: str
    text: str
    sign: int = 0


@dataclass(slots=True)
class _Between:
    """What has been found so far between two nodes."""

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

    def add(self, document: str, tie: _Tie) -> None:
        self.count += 1
        if tie.sign:
            self.signs[tie.sign < 0] += 1
        self.documents += document != self.latest
        self.latest = document
        if tie.date is None:
            self.undated = True
        else:
            self.first = min(self.first or tie.date, tie.date)
            self.last = max(self.last or tie.date, tie.date)
        if tie.confidence > self.confidence:
            self.confidence, self.evidence, self.text = tie.confidence, tie.evidence, tie.text

    def properties(self, modality: str) -> Mapping[str, Property]:
        found: dict[str, Property] = {"modality": modality} if modality else {}
        found |= {"count": self.count, "documents": self.documents}
        if any(self.signs):
            positive, negative = self.signs
            sign = "mixed" if positive and negative else "positive" if positive else "negative"
            found |= {"sign": sign, "positive": positive, "negative": negative, "net": positive - negative}
        if self.first and self.last:
            found |= {"first": self.first, "last": self.last}
        return {**found, "confidence": self.confidence, "evidence": self.evidence, "text": self.text}


def counted(batches: Iterable[Batch], level: str, *, isolates: bool = True) -> list[Node | Relationship]:
    """The nodes, then the edges of a level other than ``full``; see `kg.exports.elements.elements`.

    A node all of whose edges have days has the ``first`` and ``last`` of them. Without ``isolates`` nodes that no edge
    reaches are left out.
    """
    nodes: dict[str, Node] = {}
    between: dict[tuple[str, str, str, str], _Between] = {}
    for batch in batches:
        present = {actor.id: actor for actor in batch.actors}
        for resolved in batch.written:
            graph = document_graph(resolved, concepts())
            for node in graph.actors:
                if node.id not in nodes:
                    nodes[node.id] = actor_node(present[node.id]) if node.id in present else node
            if level == "issues":
                for node in graph.issues:
                    nodes.setdefault(node.id, node)
            for tie in _TIES[level](resolved, graph):
                # A symmetric relation counts once, whoever is named first.
                source, target = sorted((tie.source, tie.target)) if tie.kind in SYMMETRIC else (tie.source, tie.target)
                if source in nodes and target in nodes:
                    key = (tie.kind, source, target, tie.modality)
                    between.setdefault(key, _Between()).add(graph.document, tie)
    lives = _lives(between)
    used = {end for _, source, target, _ in between for end in (source, target)}
    # A broader issue stands between issues only, which is no tie of these levels.
    kept = (node for node in nodes.values() if node.id in used or (isolates and node.labels[0] == "Actor"))
    return [
        *(replace(node, properties={**node.properties, **lives.get(node.id, {})}) for node in kept),
        *(
            Relationship(kind, source, target, found.properties(modality))
            for (kind, source, target, modality), found in between.items()
        ),
    ]


def _lives(between: Mapping[tuple[str, str, str, str], _Between]) -> Mapping[str, Mapping[str, Property]]:
    """The first and last day of each node; none of one that also has an edge without a day."""
    days: dict[str, list[str]] = {}
    always: set[str] = set()
    for (_, source, target, _), found in between.items():
        if found.undated:
            always |= {source, target}
        for end in (source, target):
            days.setdefault(end, []).extend(day for day in (found.first, found.last) if day)
    return {id_: {"first": min(found), "last": max(found)} for id_, found in days.items() if id_ not in always}


def _relations(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Tie]:
    """The relations between actors, and the stances of asserted positions to their addressees."""
    words = {node.id: str(node.properties["text"]) for node in graph.nodes if node.labels == ("Evidence",)}
    proof = {edge.source: edge.target for edge in graph.relationships if edge.type == "EVIDENCED_BY"}
    actors = {actor.id for actor in graph.actors}
    plain = set(stance_types().values())
    for edge in graph.relationships:
        if edge.type in ACTOR_RELATIONS:
            evidence = str(edge.properties["evidence"])
        elif edge.type in plain and edge.target in actors:
            evidence = proof[str(edge.properties["position"])]
        else:
            continue
        date, confidence = edge.properties.get("date"), edge.properties["confidence"]
        yield _Tie(
            edge.type,
            edge.source,
            edge.target,
            str(edge.properties.get("modality", "")),
            str(date) if date else None,
            float(str(confidence)),
            evidence,
            words[evidence],
        )


def _about(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Tie]:
    """Asserted positions on issues, for and against."""
    for position in resolved.facts.positions:
        if position.modality is PositionModality.ASSERTED:
            sign = 1 if position.stance.sign == "for" else -1
            for issue, certainty in issue_ids(position):
                day = position.date or resolved.document.date
                tie = _signed(resolved, "POSITION_ON", (position.holder, issue), position.evidence, sign)
                yield replace(tie, date=day.isoformat() if day else None, confidence=tie.confidence * certainty)


def _towards(resolved: ResolvedDocument, graph: DocumentGraph) -> Iterator[_Tie]:
    """Friendly and hostile stances towards somebody, and measures that hit or help somebody."""
    positions: Iterator[tuple[str, str | None, Stance | ActionKind, Position | Action]] = (
        (position.holder, position.addressee, position.stance, position)
        for position in resolved.facts.positions
        if position.modality is PositionModality.ASSERTED
    )
    actions: Iterator[tuple[str, str | None, Stance | ActionKind, Position | Action]] = (
        (action.actor, action.target, action.kind, action)
        for action in resolved.facts.actions
        if action.status in _TAKEN
    )
    for source, target, what, fact in chain(positions, actions):
        if target is not None and source != target and (what in KIND or what in HOSTILE):
            tie = _signed(resolved, "TOWARDS", (source, target), fact.evidence, 1 if what in KIND else -1)
            day = fact.date or resolved.document.date
            yield replace(tie, date=day.isoformat() if day else None)


def _signed(resolved: ResolvedDocument, kind: str, ends: tuple[str, str], evidence: Evidence, sign: int) -> _Tie:
    proof = evidence_id(resolved.document.id, evidence)
    return _Tie(kind, *ends, "", None, float(evidence.confidence), proof, evidence.text, sign)


_TIES: Final[Mapping[str, Callable[[ResolvedDocument, DocumentGraph], Iterator[_Tie]]]] = MappingProxyType(
    {"actors": _relations, "issues": _about, "signed": _towards}
)
