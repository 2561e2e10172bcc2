"""Writes changes of the record to a grafeo engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from kg.errors import PropertyGraphReferenceError
from kg.stores.ids import all_issues
from kg.stores.property_graph.property_graph import (
    ACTOR_RELATIONS,
    DocumentGraph,
    Node,
    Relationship,
    actor_node,
    document_graph,
    shared_parts,
    stance_types,
)
from kg.stores.protocol import Batch

__all__ = ["GrafeoWriter"]

MANY = 500
"""Ids in one query: without an index they are compared one by one."""


class GrafeoWriter:
    """Writes batches into ``engine``, an open `grafeo.GrafeoDB`.

    When a call raises, the engine holds part of a batch and must be thrown away.
    """

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._shared: dict[str, tuple[int, Node]] = {}
        """The actors and issues so far, with the engine's number for each."""
        if not engine.has_property_index("id"):
            engine.create_property_index("id")

    def write(self, batch: Batch) -> None:
        """Apply a batch.

        Raises `PropertyGraphReferenceError` for a fact that refers to something its document lacks.
        """
        documents = {resolved.document.id: resolved for resolved in batch.written}
        known = all_issues(batch.issues)
        graphs = [document_graph(resolved, known) for resolved in documents.values()]
        removed = (f"document/{key}" for key in batch.removed)
        gone = [key for key in dict.fromkeys((*removed, *(graph.document for graph in graphs))) if self._find(key)]
        actors, issues = self._delete_documents(gone) if gone else ((), ())
        current = {actor.id: actor_node(actor) for actor in batch.actors}
        self._put(graphs, current)
        if gone:
            self._drop_actors(actors)
            self._drop_issues(issues)

    def _find(self, key: str) -> int | None:
        found = self._engine.find_nodes_by_property("id", key)
        return found[0] if found else None

    def _rows(self, text: str, **parameters: object) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._engine.execute_cypher(text, parameters).to_list()
        return rows

    def _delete_documents(self, gone: Sequence[str]) -> tuple[list[str], list[str]]:
        """Delete documents and all that is theirs only; returns the ids of their actors and issues."""
        actors: set[str] = set()
        issues: set[str] = set()
        for some in batched(gone, MANY):
            named = "MATCH (d:Document)<-[:MENTIONED_IN]-(a:Actor) WHERE d.id IN $gone RETURN DISTINCT a.id AS id"
            about = (
                "MATCH (d:Document)<-[:`IN`]-(:Position)-[:ABOUT]->(i) WHERE d.id IN $gone RETURN DISTINCT i.id AS id"
            )
            actors.update(row["id"] for row in self._rows(named, gone=some))
            issues.update(row["id"] for row in self._rows(about, gone=some))
        # An actor may have a hundred thousand relationships: one query goes through all of them, and returns only those
        # of the documents.
        facts, plain = ("|".join(types.values()) for types in (ACTOR_RELATIONS, stance_types()))
        for some in batched(gone, MANY):
            of = [key.partition("/")[2] for key in some]
            as_edges = f"MATCH ()-[r:{facts}]->() WHERE r.document IN $gone RETURN id(r) AS r"
            by_stance = f"MATCH ()-[r:{plain}]->() WHERE split(r.position, '/')[1] IN $of RETURN id(r) AS r"
            for row in (*self._rows(as_edges, gone=some), *self._rows(by_stance, of=of)):
                self._engine.delete_edge(row["r"])
            self._rows("MATCH (d:Document)<-[:`IN`]-(x) WHERE d.id IN $gone DETACH DELETE x", gone=some)
            self._rows("MATCH (d:Document) WHERE d.id IN $gone DETACH DELETE d", gone=some)
        return sorted(actors), sorted(issues)

    def _put(self, graphs: Sequence[DocumentGraph], current: Mapping[str, Node]) -> None:
        shared, broader = shared_parts(graphs)
        shared.update((key, node) for key, node in current.items() if key in shared or self._find(key) is not None)
        new = self._share(shared.values())
        numbers: dict[str, int] = {}
        kinds: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
        for graph in graphs:
            for node in graph.nodes:
                kinds[node.labels].append(node)
        for labels, nodes in kinds.items():
            numbers.update(self._create(labels, nodes))
        self._connect(graphs, numbers)
        self._join([edge for edge in broader if edge.source in new])

    def _share(self, nodes: Iterable[Node]) -> set[str]:
        """Create actors and issues, or update their properties; returns the ids of new ones."""
        new: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
        changed: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
        for node in nodes:
            known = self._shared.get(node.id)
            if known is not None and known[1] == node:
                continue
            number = known[0] if known is not None else self._find(node.id)
            if number is None:
                new[node.labels].append(node)
            else:
                changed[node.labels].append(node)
                self._shared[node.id] = (number, node)
        for labels, some in changed.items():
            self._engine.upsert_nodes(list(labels), [_row(node) for node in some], replace=True)
        for labels, some in new.items():
            by_id = {node.id: node for node in some}
            for key, number in self._create(labels, some).items():
                self._shared[key] = (number, by_id[key])
        return {node.id for some in new.values() for node in some}

    def _create(self, labels: Sequence[str], nodes: Sequence[Node]) -> dict[str, int]:
        numbers = self._engine.batch_create_nodes_with_props(list(labels), [_row(node) for node in nodes])
        return {node.id: number for node, number in zip(nodes, numbers, strict=True)}

    def _connect(self, graphs: Iterable[DocumentGraph], numbers: Mapping[str, int]) -> None:
        edges = []
        for graph in graphs:
            for edge in graph.relationships:
                ends = []
                for end in (edge.source, edge.target):
                    number = numbers.get(end)
                    if number is None and end in self._shared:
                        number = self._shared[end][0]
                    if number is None:
                        raise PropertyGraphReferenceError(type=edge.type, document=graph.document, id=end)
                    ends.append(number)
                edges.append((*ends, edge.type, dict(edge.properties)))
        if edges:
            self._engine.batch_create_edges(edges)

    def _join(self, edges: Sequence[Relationship]) -> None:
        if edges:
            pairs = [(self._shared[edge.source][0], self._shared[edge.target][0], edge.type) for edge in edges]
            self._engine.batch_create_edges(pairs)

    def _drop_actors(self, keys: Sequence[str]) -> None:
        """Delete those of the actors that are left without a mention."""
        text = "MATCH (a:Actor) WHERE a.id IN $ids AND NOT EXISTS { MATCH (a)-[:MENTIONED_IN]->() } RETURN a.id AS id"
        for some in batched(keys, MANY):
            self._delete([row["id"] for row in self._rows(text, ids=some)])

    def _drop_issues(self, keys: Sequence[str]) -> None:
        """Delete those of the issues that no position is about, unless a narrower issue stays."""
        unused = (
            "MATCH (i:Issue) WHERE i.id IN $ids AND NOT EXISTS { MATCH (i)<-[:ABOUT]-() } "
            "AND NOT EXISTS { MATCH (i)<-[:BROADER]-() } RETURN i.id AS id"
        )
        above = "MATCH (i:Issue)-[:BROADER]->(j:Issue) WHERE i.id IN $ids RETURN DISTINCT j.id AS id"
        waiting = list(keys)
        while waiting:
            some, waiting = waiting[:MANY], waiting[MANY:]
            ids = [row["id"] for row in self._rows(unused, ids=some)]
            waiting += [row["id"] for row in self._rows(above, ids=ids)]
            self._delete(ids)

    def _delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            number = self._find(key)
            if number is not None:
                self._engine.detach_delete_node(number)
            self._shared.pop(key, None)


def _row(node: Node) -> dict[str, object]:
    return {"id": node.id, **node.properties}
