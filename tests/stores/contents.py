"""The content of a property graph in comparable form, and the expected content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import ResolvedActor, ResolvedDocument
from kg.stores.property_graph.property_graph import actor_node, document_graph
from kg.stores.protocol import Store, Value
from kg.vocabulary import concepts

__all__ = ["Contents", "contents", "expected", "ids", "rows"]

type Contents = tuple[dict[str, str], Counter[str]]


def rows(store: Store, text: str, **parameters: Value | tuple[Value, ...]) -> list[tuple[Value, ...]]:
    return list(store.query(text, parameters).rows)


def contents(store: Store) -> Contents:
    """Everything in the store: the nodes by id, the relationships with how often each is there."""
    nodes = {}
    for (cell,) in rows(store, "MATCH (n) WHERE n.id IS NOT NULL RETURN n"):
        node = json.loads(str(cell))
        assert node["id"] not in nodes
        nodes[node["id"]] = json.dumps(node, sort_keys=True)
    edges = Counter(
        json.dumps(json.loads(str(cell)), sort_keys=True) for (cell,) in rows(store, "MATCH ()-[r]->() RETURN r")
    )
    return nodes, edges


def expected(documents: Iterable[ResolvedDocument], renamed: Sequence[ResolvedActor] = ()) -> Contents:
    """What a store of these documents holds, by the definition of a document's part."""
    nodes: dict[str, str] = {}
    edges: Counter[str] = Counter()
    broader: set[str] = set()
    names = {actor.id: actor_node(actor) for actor in renamed}
    for resolved in documents:
        graph = document_graph(resolved, concepts())
        for node in (*graph.nodes, *graph.actors, *graph.issues):
            shown = names.get(node.id, node)
            nodes[node.id] = json.dumps({"labels": shown.labels, "id": shown.id, **shown.properties}, sort_keys=True)
        for edge in graph.relationships:
            ends = {"type": edge.type, "source": edge.source, "target": edge.target}
            edges[json.dumps({**ends, **edge.properties}, sort_keys=True)] += 1
        broader |= {
            json.dumps({"type": edge.type, "source": edge.source, "target": edge.target}, sort_keys=True)
            for edge in graph.broader
        }
    edges.update(broader)
    return nodes, edges


def ids(documents: Iterable[ResolvedDocument]) -> tuple[str, ...]:
    return tuple(resolved.document.id for resolved in documents)
