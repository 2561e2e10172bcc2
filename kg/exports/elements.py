"""A graph as a stream of nodes and relationships, each relationship after both its ends.

Of the whole graph only the ids of actors and issues are kept, so that memory does not grow with the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from kg.exports.counted import SYMMETRIC, counted
from kg.stores.property_graph.property_graph import (
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    Node,
    Relationship,
    actor_node,
    document_graph,
)
from kg.stores.protocol import Batch
from kg.vocabulary import concepts

__all__ = ["EDGE_TYPES", "LEVELS", "NODE_TYPES", "EdgeIds", "display", "drawn", "elements", "is_directed", "weight"]

LEVELS: Final = ("full", "actors", "issues", "signed")
"""Everything; the actors and what stands between them, counted; actors and the issues that they are for or against; or
actors with what is friendly or hostile between them."""

_LIFE: Final[Mapping[str, type]] = {"first": str, "last": str}
_PROOF: Final[Mapping[str, type]] = {
    "count": int,
    "documents": int,
    **_LIFE,
    "confidence": float,
    "evidence": str,
    "text": str,
}
_SIGNED: Final[Mapping[str, type]] = {
    "relationship": str,
    "sign": str,
    "positive": int,
    "negative": int,
    "net": int,
    **_PROOF,
}
_ACTOR: Final[Mapping[str, type]] = {"labels": str, **NODE_PROPERTIES["Actor"], **_LIFE}

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
"""The attributes of nodes at each level with their types: ``tuple`` a list of strings, ``labels`` joined by ``;``."""

EDGE_TYPES: Final[Mapping[str, Mapping[str, type]]] = MappingProxyType(
    {
        "full": {"relationship": str, **RELATIONSHIP_PROPERTIES},
        "actors": {"relationship": str, "modality": str, **_PROOF},
        "issues": _SIGNED,
        "signed": _SIGNED,
    }
)
"""The attributes of edges at each level with their types; ``relationship`` is the type (``LEADS``)."""

DISPLAYED: Final = ("name", "label", "title", "matter", "content", "text", "kind")
"""The property that a person reads first, by preference."""


def elements(batches: Iterable[Batch], level: str = "full", *, isolates: bool = True) -> Iterator[Node | Relationship]:
    """The nodes and relationships of the documents in ``batches``, each of which comes once.

    At the level ``full`` they are those of `docs/stores/model.md`. The others have one edge for each pair of nodes and
    kind of tie: ``count`` facts in so many ``documents``, the ``first`` and ``last`` date, and the surest one's
    ``confidence``, ``evidence`` and ``text``. At ``actors`` the kinds are the types of relation with their modality,
    and the stances of asserted positions to their addressees; at ``issues`` an actor's asserted positions on an issue;
    at ``signed`` what of an actor's positions and measures is friendly or hostile to another (`kg.exports.counted`).
    The last two have ``sign`` (positive, negative, mixed), how many facts are ``positive`` and ``negative``, and the
    ``net`` of them. Without ``isolates`` counted levels leave out nodes without an edge.
    """
    return _full(batches) if level == "full" else iter(counted(batches, level, isolates=isolates))


def drawn(batches: Iterable[Batch], level: str, *, isolates: bool = True) -> tuple[str, Iterator[Node | Relationship]]:
    """`elements`, and before them ``undirected`` where there are edges and none has a direction, else ``directed``.

    The whole graph, which is not held in memory, counts as directed.
    """
    if level == "full":
        return "directed", elements(batches)
    items = counted(batches, level, isolates=isolates)
    edges = [item for item in items if isinstance(item, Relationship)]
    directed = not edges or any(map(is_directed, edges))
    return "directed" if directed else "undirected", iter(items)


def is_directed(edge: Relationship) -> bool:
    """Whether it matters which end is the source.

    >>> is_directed(Relationship("NEGOTIATES_WITH", "state/CN", "state/US", {}))
    False
    """
    return edge.type not in SYMMETRIC


def weight(edge: Relationship) -> int:
    """How many facts an edge stands for."""
    count = edge.properties.get("count", 1)
    return count if isinstance(count, int) else 1


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
