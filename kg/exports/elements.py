"""A graph as a stream of nodes and relationships, each relationship after both its ends.

Only the ids of actors and issues are kept, so that memory does not grow with the documents; at the level of actors also
what stands between each two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kg.stores.property_graph.property_graph import (
    ACTOR_RELATIONS,
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    Node,
    Property,
    Relationship,
    actor_node,
    document_graph,
    stance_types,
)
from kg.stores.protocol import Batch
from kg.vocabulary import concepts

__all__ = ["EDGE_TYPES", "LEVELS", "NODE_TYPES", "EdgeIds", "display", "elements"]

LEVELS: Final = ("full", "actors")
"""Everything; or the actors and what stands between them, counted."""

NODE_TYPES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "full": {
            "labels": str,
            **{name: kind for properties in NODE_PROPERTIES.values() for name, kind in properties.items()},
        },
        "actors": {"labels": str, **NODE_PROPERTIES["Actor"]},
    }
)
"""The attributes of nodes at each level with their types: ``tuple`` a list of strings, ``labels`` joined by ``;``."""

EDGE_TYPES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "full": {"relationship": str, **RELATIONSHIP_PROPERTIES},
        "actors": {
            "relationship": str,
            "modality": str,
            "count": int,
            "documents": int,
            "first": str,
            "last": str,
            "confidence": float,
            "evidence": str,
            "text": str,
        },
    }
)
"""The attributes of edges at each level with their types; ``relationship`` is the type (``LEADS``)."""

DISPLAYED: Final = ("name", "label", "title", "matter", "content", "text", "kind")
"""The property that a person reads first, by preference."""


def elements(batches: Iterable[Batch], level: str = "full") -> Iterator[Node | Relationship]:
    """The nodes and relationships of the documents in ``batches``, each of which comes once.

    At the level ``full`` they are those of `docs/stores/model.md`. At the level ``actors`` they are the actors, and
    one edge for each pair of actors, type and modality: ``count`` facts in so many ``documents``, the ``first`` and
    ``last`` date, and the surest one's ``confidence``, ``evidence`` and ``text``. The stance edges among them are
    those of asserted positions to their addressees.
    """
    return _actors(batches) if level == "actors" else _full(batches)


def display(node: Node) -> str:
    """What a person reads first: the name, the matter, the words.

    >>> display(Node("state/CN", ("Actor", "State"), {"name": "China"}))
    'China'
    """
    found = (node.properties[name] for name in DISPLAYED if name in node.properties)
    return str(next(found, node.id))


class EdgeIds:
    """Gives every edge of one export an id: the fact's own where it has one, else ``e0``, ``e1``, ..."""

    def __init__(self) -> None:
        self._count = -1

    def __call__(self, edge: Relationship) -> str:
        """The id of the next edge."""
        if "id" in edge.properties:
            return str(edge.properties["id"])
        self._count += 1
        return f"e{self._count}"


def _full(batches: Iterable[Batch]) -> Iterator[Node | Relationship]:
    there: set[str] = set()
    above: set[tuple[str, str]] = set()
    for batch in batches:
        present = {actor.id: actor for actor in batch.actors}
        for resolved in batch.written:
            graph = document_graph(resolved, concepts())
            yield from graph.nodes
            for node in (*graph.actors, *graph.issues):
                if node.id not in there:
                    there.add(node.id)
                    yield actor_node(present[node.id]) if node.id in present else node
            yield from graph.relationships
            for edge in graph.broader:
                if (edge.source, edge.target) not in above:
                    above.add((edge.source, edge.target))
                    yield edge


@dataclass(slots=True)
class _Between:
    """What has been found so far between two actors."""

    count: int = 0
    documents: int = 0
    latest: str = ""
    first: str | None = None
    last: str | None = None
    confidence: float = -1.0
    evidence: str = ""
    text: str = ""

    def add(self, document: str, edge: Relationship, evidence: str, text: str) -> None:
        self.count += 1
        self.documents += document != self.latest
        self.latest = document
        date, confidence = edge.properties.get("date"), edge.properties["confidence"]
        if isinstance(date, str):
            self.first = min(self.first or date, date)
            self.last = max(self.last or date, date)
        if isinstance(confidence, float) and confidence > self.confidence:
            self.confidence, self.evidence, self.text = confidence, evidence, text


def _actors(batches: Iterable[Batch]) -> Iterator[Node | Relationship]:
    there: set[str] = set()
    between: dict[tuple[str, str, str, str], _Between] = {}
    plain = set(stance_types().values())
    for batch in batches:
        present = {actor.id: actor for actor in batch.actors}
        for resolved in batch.written:
            graph = document_graph(resolved, concepts())
            for node in graph.actors:
                if node.id not in there:
                    there.add(node.id)
                    yield actor_node(present[node.id]) if node.id in present else node
            words = {node.id: str(node.properties["text"]) for node in graph.nodes if node.labels == ("Evidence",)}
            proof = {edge.source: edge.target for edge in graph.relationships if edge.type == "EVIDENCED_BY"}
            for edge in graph.relationships:
                if edge.type in ACTOR_RELATIONS:
                    evidence = str(edge.properties["evidence"])
                elif edge.type in plain and edge.target in there:
                    evidence = proof[str(edge.properties["position"])]
                else:
                    continue
                key = (edge.type, edge.source, edge.target, str(edge.properties.get("modality", "")))
                between.setdefault(key, _Between()).add(graph.document, edge, evidence, words[evidence])
    for (kind, source, target, modality), found in between.items():
        dates: dict[str, Property] = {"first": found.first, "last": found.last} if found.first and found.last else {}
        yield Relationship(
            kind,
            source,
            target,
            {
                **({"modality": modality} if modality else {}),
                "count": found.count,
                "documents": found.documents,
                **dates,
                "confidence": found.confidence,
                "evidence": found.evidence,
                "text": found.text,
            },
        )
