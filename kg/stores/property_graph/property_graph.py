"""The nodes and relationships of a document in a property graph, as `docs/stores/model.md` describes them.

Ids are short (``state/CN``), dates ISO strings. A property without a value is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.model import (
    Action,
    AnyFact,
    Document,
    Evidence,
    Granularity,
    Label,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Role,
    Stance,
    Statement,
    When,
)
from kg.stores.ids import context_issue, document_id, evidence_id, fact_id, issue_ids, issue_label, other_ids
from kg.stores.property_graph.ties import ties_of
from kg.ties import Ties, tie
from kg.vocabulary import OWN, Concept, stance_edges

__all__ = [
    "ACTOR_RELATIONS",
    "NODE_PROPERTIES",
    "RELATIONSHIP_PROPERTIES",
    "DocumentGraph",
    "Node",
    "Properties",
    "Property",
    "Relationship",
    "actor_node",
    "document_graph",
    "issue_graph",
    "stance_types",
]

type Property = str | int | float | bool | tuple[str, ...]
type Properties = Mapping[str, Property]
"""The value of a property, and the properties of a node or relationship by name."""

ACTOR_RELATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"lead": "LEADS", "negotiation": "NEGOTIATES_WITH", "affiliation": "AFFILIATED_WITH"}
)
"""The headings whose facts are relationships between two actors, not nodes, with the relationship's type."""
_IDS: Final[Mapping[str, type]] = {"wikidata": str, "alpha3": str, "id_sources": tuple}
_REVIEW: Final[Mapping[str, type]] = {"review": str, "reviewed_by": str}
_DATED: Final[Mapping[str, type]] = {"date": str, "granularity": str, "last_day": str}
_FACT: Final[Mapping[str, type]] = {**_DATED, "confidence": float, "rule": str, "ordinal": int, **_REVIEW}

NODE_PROPERTIES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "Actor": {"name": str, "aliases": tuple, "type": str, "country": str, **_IDS},
        "Document": {**dict.fromkeys(("name", "title", "source", "uri", "genre", "language"), str), **_DATED},
        "Evidence": {"text": str, "start": int, "end": int, "page": str},
        "Issue": {"label": str, "own": bool},
        "Position": {
            "stance": str,
            "sign": str,
            "matter": str,
            "modality": str,
            "condition": str,
            **dict.fromkeys(("together", "matter_key", "paragraph", "context_issue"), str),
            **_FACT,
        },
        "Statement": {"cue": str, "content": str, "polarity": str, **_FACT},
        "Role": {"title": str, **_FACT},
        "Label": {"label": str, **_FACT},
        "Action": {"kind": str, "amount": float, "unit": str, "rate": float, "status": str, **_FACT},
    }
)
"""The properties of a node besides ``id``, by its first label, with their types (``tuple``: a list of strings)."""

RELATIONSHIP_PROPERTIES: Final[Mapping[str, type]] = MappingProxyType(
    {
        **dict.fromkeys(("id", "document", "evidence", "text", "page", "modality", "position"), str),
        "mediators": tuple,
        "order": int,
        **_FACT,
    }
)
"""The properties of relationships of all types, with their types (``tuple``: a list of strings)."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the first of its ``labels`` is its kind (``Position``); ``properties`` are those besides ``id``."""

    id: str
    labels: tuple[str, ...]
    properties: Properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes, by their ids; two nodes may have several of one type."""

    type: str
    source: str
    target: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """A document's part of the graph.

    ``nodes`` and ``relationships`` belong to this document only and are deleted with it; ``actors`` and ``issues``,
    with the ``broader`` relationships among the issues, are shared with other documents.
    """

    document: str
    nodes: tuple[Node, ...]
    actors: tuple[Node, ...]
    issues: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    broader: tuple[Relationship, ...]


@cache
def stance_types() -> Mapping[Stance, str]:
    """The type of the direct relationship from holder to issue or addressee, for each stance.

    >>> stance_types()[Stance.CONCERN]
    'CONCERNED_ABOUT'
    """
    return MappingProxyType(
        {stance: re.sub(r"(?=[A-Z])", "_", name).upper() for stance, name in stance_edges().items()}
    )


def document_graph(resolved: ResolvedDocument, concepts: Mapping[str, Concept]) -> DocumentGraph:
    """The nodes and relationships of one document; ``concepts`` are those of the scheme and of lists by short id."""
    document = resolved.document
    writer = _Writer(document)
    here = writer.here
    for actor in resolved.actors:
        writer.relate("MENTIONED_IN", actor.id, here)
    _write_roles(writer, resolved.facts.roles)
    for affiliation in resolved.facts.affiliations:
        writer.between("AFFILIATED_WITH", "affiliation", affiliation.member, affiliation.of, affiliation)
    for lead in resolved.facts.leads:
        writer.between("LEADS", "lead", lead.leader, lead.of, lead)
    for negotiation in resolved.facts.negotiations:
        first, second = negotiation.parties
        own: dict[str, Property] = {"modality": str(negotiation.modality)}
        if negotiation.mediators:
            own["mediators"] = negotiation.mediators
        writer.between("NEGOTIATES_WITH", "negotiation", first, second, negotiation, own)
    _write_statements(writer, resolved.facts.statements)
    _write_positions(writer, resolved.facts.positions, tie(resolved))
    _write_labels(writer, resolved.facts.labels)
    _write_actions(writer, resolved.facts.actions)
    used = {issue: None for position in resolved.facts.positions for issue, _ in issue_ids(position)}
    issues, broader = issue_graph(used, concepts)
    return DocumentGraph(
        document=here,
        nodes=(_document_node(document), *writer.nodes, *writer.evidence.values()),
        actors=tuple(actor_node(actor) for actor in resolved.actors),
        issues=issues,
        relationships=tuple(writer.relationships),
        broader=broader,
    )


def shared_parts(
    graphs: Iterable[DocumentGraph],
) -> tuple[dict[str, Node], tuple[Relationship, ...]]:
    """What documents share: the nodes of issues and actors by id, and the ``BROADER`` relationships, each once."""
    nodes: dict[str, Node] = {}
    broader: dict[tuple[str, str], Relationship] = {}
    for graph in graphs:
        nodes.update((node.id, node) for node in (*graph.issues, *graph.actors))
        broader.update(((edge.source, edge.target), edge) for edge in graph.broader)
    return nodes, tuple(broader.values())


def actor_node(actor: ResolvedActor) -> Node:
    """An actor's node.

    >>> from kg.model import ActorType
    >>> actor_node(ResolvedActor("state/CN", "China", ActorType.STATE, country="CN")).properties["alpha3"]
    'CHN'
    """
    alpha3, sources = other_ids(actor)
    properties = _present(name=actor.name, type=str(actor.type), country=actor.country, wikidata=actor.wikidata)
    lists = {"aliases": tuple(map(_storable, actor.aliases)), "id_sources": sources}
    properties |= _present(alpha3=alpha3) | {name: each for name, each in lists.items() if each}
    return Node(actor.id, ("Actor", actor.type.name.capitalize()), properties)


def issue_graph(
    issues: Iterable[str], concepts: Mapping[str, Concept]
) -> tuple[tuple[Node, ...], tuple[Relationship, ...]]:
    """The nodes of issues and of all broader ones, and the ``BROADER`` relationships among them.

    Their labels are those of `kg.stores.ids.issue_label`.
    """
    nodes: dict[str, Node] = {}
    broader: dict[tuple[str, str], Relationship] = {}
    waiting = list(issues)
    while waiting:
        issue = waiting.pop()
        if issue in nodes:
            continue
        label = _storable(issue_label(issue, concepts))
        own = issue.startswith(OWN) and issue not in concepts
        nodes[issue] = Node(issue, ("Issue",), {"label": label, "own": own})
        for above in concepts[issue].broader if issue in concepts else ():
            broader[issue, above] = Relationship("BROADER", issue, above, {})
            waiting.append(above)
    return tuple(nodes.values()), tuple(broader.values())


class _Writer:
    """Collects the nodes and relationships that belong to one document only."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.key = document.id
        self.here = f"document/{self.key}"
        self.nodes: list[Node] = []
        self.evidence: dict[str, Node] = {}
        self.relationships: list[Relationship] = []
        self._next: dict[str, int] = {}

    def relate(self, kind: str, source: str, target: str, properties: Properties | None = None) -> None:
        self.relationships.append(Relationship(kind, source, target, properties or {}))

    def report(self, fact: str, sources: Iterable[str]) -> None:
        for order, source in enumerate(sources):
            self.relate("REPORTED_BY", fact, source, {"order": order})

    def fact(self, heading: str, fact: AnyFact, properties: dict[str, Property]) -> str:
        """Write a fact that is a node, with its evidence and its document; returns its id."""
        evidence = self._evidence_id(fact.evidence)
        key, common = self._common(heading, fact)
        self.nodes.append(Node(key, (heading.capitalize(),), {**properties, **common}))
        self.relate("IN", key, self.here)
        self.relate("EVIDENCED_BY", key, evidence)
        return key

    def between(
        self, kind: str, heading: str, source: str, target: str, fact: AnyFact, properties: Properties | None = None
    ) -> None:
        """Write a fact that is a relationship between two actors."""
        evidence = self._evidence_id(fact.evidence)
        key, common = self._common(heading, fact)
        own = {"id": key, "document": self.here, "evidence": evidence, **self._quoted(fact.evidence)}
        self.relate(kind, source, target, {**own, **(properties or {}), **common})

    def _common(self, heading: str, fact: AnyFact) -> tuple[str, dict[str, Property]]:
        ordinal = self._next.get(heading, 0)
        self._next[heading] = ordinal + 1
        common = _present(**_dated(self.document.when_of(fact)), rule=fact.evidence.rule)
        if fact.standing.is_reviewed:
            common |= _present(review=fact.standing.review.value, reviewed_by="; ".join(fact.standing.by))
        return fact_id(heading, self.key, ordinal, fact), {
            **common,
            "confidence": float(fact.evidence.confidence),
            "ordinal": ordinal,
        }

    def _evidence_id(self, evidence: Evidence) -> str:
        key = evidence_id(self.key, evidence)
        if key not in self.evidence:
            span = {"start": evidence.start, "end": evidence.end}
            self.evidence[key] = Node(key, ("Evidence",), {**self._quoted(evidence), **span})
            self.relate("IN", key, self.here)
        return key

    def _quoted(self, evidence: Evidence) -> dict[str, Property]:
        return _present(text=evidence.text, page=self.document.page_of(evidence))


def _write_roles(writer: _Writer, roles: Iterable[Role]) -> None:
    for role in roles:
        key = writer.fact("role", role, _present(title=role.title))
        writer.relate("HAS_ROLE", role.person, key)
        if role.organization is not None:
            writer.relate("AT", key, role.organization)


def _write_statements(writer: _Writer, statements: Sequence[Statement]) -> None:
    for statement in statements:
        words = _present(cue=statement.cue.text, content=statement.content.text, polarity=str(statement.polarity))
        key = writer.fact("statement", statement, words)
        writer.report(key, statement.sources)
        if statement.within is not None:
            writer.relate(
                "WITHIN", key, fact_id("statement", writer.key, statement.within, statements[statement.within])
            )


def _write_positions(writer: _Writer, positions: Sequence[Position], tied: Sequence[Ties]) -> None:
    for position, ties in zip(positions, tied, strict=True):
        words = _present(
            stance=str(position.stance),
            sign=position.stance.sign,
            matter=position.matter.text,
            modality=str(position.modality),
            condition=position.condition.text if position.condition else None,
            together=ties.together,
            matter_key=ties.matter,
            paragraph=ties.paragraph,
            context_issue=context_issue(position),
        )
        key = writer.fact("position", position, words)
        for kind, end in ties_of(writer.key, position, ties, positions):
            writer.relate(kind, key, end)
        writer.relate("HOLDS", position.holder, key)
        writer.report(key, position.sources)
        for issue, confidence in (issues := issue_ids(position)):
            writer.relate("ABOUT", key, issue, {"confidence": float(confidence)})
        if position.addressee is not None:
            writer.relate("ADDRESSED_TO", key, position.addressee)
        if position.modality is PositionModality.ASSERTED:
            when = writer.document.when_of(position)
            date = _present(date=when.day.isoformat() if when else None)
            plain = {"position": key, **date, "confidence": float(position.evidence.confidence)}
            ends = [issue for issue, _ in issues]
            for end in ends if position.addressee is None else (*ends, position.addressee):
                writer.relate(stance_types()[position.stance], position.holder, end, plain)


def _write_labels(writer: _Writer, labels: Iterable[Label]) -> None:
    for label in labels:
        key = writer.fact("label", label, _present(label=label.label))
        writer.relate("HAS_LABEL", label.actor, key)
        writer.report(key, () if label.source is None else (label.source,))


def _write_actions(writer: _Writer, actions: Iterable[Action]) -> None:
    for action in actions:
        measure = _present(kind=str(action.kind), unit=action.unit, status=str(action.status))
        numbers = {"amount": action.amount, "rate": action.rate}
        measure.update((name, float(number)) for name, number in numbers.items() if number is not None)
        key = writer.fact("action", action, measure)
        writer.relate("TAKES", action.actor, key)
        if action.target is not None:
            writer.relate("TARGETS", key, action.target)


def _document_node(document: Document) -> Node:
    properties = _present(
        name=document.name,
        title=document.title,
        source=document.source,
        uri=document.uri,
        genre=str(document.genre) if document.genre else None,
        language=document.language,
        **_dated(document.when),
    )
    return Node(document_id(document), ("Document",), properties)


def _dated(when: When | None) -> dict[str, str]:
    """The first day of a date; unless it is a day, its granularity and last day, too."""
    if when is None:
        return {}
    first = {"date": when.day.isoformat()}
    if when.granularity is Granularity.DAY:
        return first
    return {**first, "granularity": str(when.granularity), "last_day": when.last_day.isoformat()}


def _present(**values: str | None) -> dict[str, Property]:
    return {name: _storable(value) for name, value in values.items() if value is not None}


_SURROGATE = re.compile("[\ud800-\udfff]")


def _storable(text: str) -> str:
    """The text with lone surrogates replaced by U+FFFD, since no engine and no file format takes them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
