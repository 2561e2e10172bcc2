"""Writes documents to Neo4j, within a transaction of the caller."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import batched
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.errors import PropertyGraphReferenceError
from kg.stores.neo4j.dialect import Dialect, server_of, spelled_out
from kg.stores.neo4j.schema import MARK
from kg.stores.property_graph.property_graph import (
    ACTOR_RELATIONS,
    NODE_PROPERTIES,
    DocumentGraph,
    Node,
    Relationship,
    shared_parts,
    stance_types,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["check", "delete_some", "write"]

MANY: Final = 5000
"""Rows in a statement."""

_EXISTING: Final = f"MATCH (d:{MARK}:Document) WHERE d.id IN $ids RETURN d.id AS id"
_ACTORS: Final = f"MATCH (d:{MARK}:Document)<-[:MENTIONED_IN]-(a:{MARK}) WHERE d.id IN $ids RETURN DISTINCT a.id AS id"
_ISSUES: Final = (
    f"MATCH (d:{MARK}:Document)<-[:IN]-(:Position)-[:ABOUT]->(i:{MARK}) WHERE d.id IN $ids RETURN DISTINCT i.id AS id"
)
_POSITIONS: Final = (
    f"MATCH (d:{MARK}:Document)<-[:IN]-(p:{MARK}:Position) WHERE d.id IN $ids RETURN p.id AS id, p.stance AS stance"
)
_FACTS: Final = f"MATCH (d:{MARK}:Document)<-[:IN]-(x:{MARK}) WHERE d.id IN $ids DETACH DELETE x"
_DOCUMENTS: Final = f"MATCH (d:{MARK}:Document) WHERE d.id IN $ids DETACH DELETE d"
_UNMENTIONED: Final = (
    f"MATCH (a:{MARK}:Actor) WHERE a.id IN $ids AND NOT EXISTS {{ MATCH (a)-[:MENTIONED_IN]->() }} DETACH DELETE a"
)
_ABOVE: Final = f"MATCH (i:{MARK}:Issue)-[:BROADER]->(j:Issue) WHERE i.id IN $ids RETURN DISTINCT j.id AS id"
_UNRAISED: Final = (
    f"MATCH (i:{MARK}:Issue) WHERE i.id IN $ids AND NOT EXISTS {{ MATCH (i)<-[:ABOUT]-() }} "
    "AND NOT EXISTS { MATCH (i)<-[:BROADER]-() } RETURN i.id AS id"
)
_DELETE_ISSUES: Final = f"MATCH (i:{MARK}:Issue) WHERE i.id IN $ids DETACH DELETE i"
_CREATE: Final = f"UNWIND $rows AS row CREATE (n:{MARK}:$(row.labels)) SET n = row.properties"
_SHARE: Final = (
    f"UNWIND $rows AS row MERGE (n:{MARK} {{id: row.properties.id}}) SET n:$(row.labels), n += row.properties"
)
_SHARE_AS_MADE: Final = (
    # For a server in which a node keeps the labels it was created with; here labels follow from the id.
    f"UNWIND $rows AS row MERGE (n:{MARK}:$(row.labels) {{id: row.properties.id}}) SET n += row.properties"
)
_UPDATE: Final = f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) SET n += row"
_RELATE: Final = (
    f"UNWIND $rows AS row MATCH (a:{MARK} {{id: row.a}}) MATCH (b:{MARK} {{id: row.b}}) "
    "CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties"
)
_JOIN: Final = (
    f"UNWIND $rows AS row MATCH (a:{MARK} {{id: row.a}}) MATCH (b:{MARK} {{id: row.b}}) MERGE (a)-[:BROADER]->(b)"
)
_DELETE_SOME: Final = (
    # Nodes of one document have few relationships each; deleting them first removes most relationships in small steps.
    f"MATCH (n:{MARK}) WHERE NOT n:Actor AND NOT n:Issue WITH n LIMIT $many DETACH DELETE n RETURN count(*) AS n",
    f"MATCH (:{MARK})-[r]->(:{MARK}) WITH r LIMIT $many DELETE r RETURN count(*) AS n",
    f"MATCH (n:{MARK}) WITH n LIMIT $many DETACH DELETE n RETURN count(*) AS n",
)


def check(graph: DocumentGraph) -> None:
    """Raises `PropertyGraphReferenceError` for a fact that refers to something its document lacks."""
    there = {node.id for node in (*graph.nodes, *graph.actors, *graph.issues)}
    for edge in graph.relationships:
        for end in (edge.source, edge.target):
            if end not in there:
                raise PropertyGraphReferenceError(type=edge.type, document=graph.document, id=end)


def write(
    tx: ManagedTransaction,
    graphs: Sequence[DocumentGraph],
    removed: Sequence[str] = (),
    current: Mapping[str, Node] = MappingProxyType({}),
) -> None:
    """Replace the documents of ``graphs``, delete those in ``removed`` (``document/DOC``), and update the existing
    actors that are in ``current``."""
    wanted = list(dict.fromkeys((*removed, *(graph.document for graph in graphs))))
    gone = _ids(tx, _EXISTING, wanted)
    actors, issues = _delete_documents(tx, gone) if gone else ((), ())
    _put(tx, server_of(tx).dialect, graphs, current)
    if gone:
        _each(tx, _UNMENTIONED, actors)
        _drop_issues(tx, issues)


def delete_some(tx: ManagedTransaction, many: int) -> int:
    """Delete at most ``many`` of our nodes or relationships; returns their number, 0 if none is left."""
    for statement in _DELETE_SOME:
        row = _run(tx, statement, many=many).single()
        if row is not None and row["n"]:
            return int(row["n"])
    return 0


def _delete_documents(tx: ManagedTransaction, gone: Sequence[str]) -> tuple[list[str], list[str]]:
    """Delete documents and all that is theirs only; returns the ids of their actors and issues."""
    actors, issues = _ids(tx, _ACTORS, gone), _ids(tx, _ISSUES, gone)
    for kind in ACTOR_RELATIONS.values():
        _each(tx, f"MATCH ()-[r:{kind}]->() WHERE r.document IN $ids DELETE r", gone)
    plain: defaultdict[str, list[str]] = defaultdict(list)
    types = {str(stance): kind for stance, kind in stance_types().items()}
    for row in _run(tx, _POSITIONS, ids=list(gone)):
        plain[types[row["stance"]]].append(row["id"])
    for kind, positions in plain.items():
        _each(tx, f"MATCH ()-[r:{kind}]->() WHERE r.position IN $ids DELETE r", positions)
    _each(tx, _FACTS, gone)
    _each(tx, _DOCUMENTS, gone)
    return actors, issues


def _put(
    tx: ManagedTransaction, dialect: Dialect, graphs: Sequence[DocumentGraph], current: Mapping[str, Node]
) -> None:
    shared, broader = shared_parts(graphs)
    share = _SHARE if dialect.has_names_in_rows else _SHARE_AS_MADE
    _rows(tx, dialect, share, (_labelled(current.get(key, node), _all_properties) for key, node in shared.items()))
    _rows(tx, dialect, _UPDATE, (_all_properties(node) for key, node in current.items() if key not in shared))
    _rows(tx, dialect, _CREATE, (_labelled(node, _properties) for graph in graphs for node in graph.nodes))
    _rows(tx, dialect, _RELATE, (_ends(edge) for graph in graphs for edge in graph.relationships))
    _rows(tx, dialect, _JOIN, (_ends(edge) for edge in broader))


def _drop_issues(tx: ManagedTransaction, keys: Iterable[str]) -> None:
    """Delete those of the issues that no position is about, unless a narrower issue stays."""
    waiting = list(keys)
    while waiting:
        unraised = _ids(tx, _UNRAISED, waiting)
        waiting = _ids(tx, _ABOVE, unraised)
        _each(tx, _DELETE_ISSUES, unraised)


def _all_properties(node: Node) -> dict[str, Any]:
    """All properties of the model, absent ones as null, which deletes them; properties that others have added stay."""
    return {"id": node.id, **dict.fromkeys(NODE_PROPERTIES[node.labels[0]]), **_as_lists(node.properties)}


def _properties(node: Node) -> dict[str, Any]:
    return {"id": node.id, **_as_lists(node.properties)}


def _labelled(node: Node, properties: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
    return {"labels": list(node.labels), "properties": properties(node)}


def _ends(edge: Relationship) -> dict[str, Any]:
    return {"type": edge.type, "a": edge.source, "b": edge.target, "properties": _as_lists(edge.properties)}


def _as_lists(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _ids(tx: ManagedTransaction, text: str, ids: Sequence[str]) -> list[str]:
    return sorted({row["id"] for some in batched(ids, MANY) for row in _run(tx, text, ids=list(some))})


def _each(tx: ManagedTransaction, text: str, ids: Iterable[str]) -> None:
    for some in batched(ids, MANY):
        _run(tx, text, ids=list(some)).consume()


def _rows(tx: ManagedTransaction, dialect: Dialect, text: str, rows: Iterable[dict[str, Any]]) -> None:
    for some in batched(rows, MANY):
        for statement, part in [(text, some)] if dialect.has_names_in_rows else spelled_out(text, some):
            _run(tx, statement, rows=list(part)).consume()


def _run(tx: ManagedTransaction, text: str, **parameters: Any) -> Any:
    return tx.run(text, parameters)
