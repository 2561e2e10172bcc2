"""Writes documents' parts of the graph into Neo4j, within a transaction that its caller has begun."""

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
    stance_types,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["check", "delete_some", "write"]

MANY: Final = 5000
"""Rows a statement."""

_THERE: Final = f"MATCH (d:{MARK}:Document) WHERE d.id IN $ids RETURN d.id AS id"
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
_GONE: Final = f"MATCH (i:{MARK}:Issue) WHERE i.id IN $ids DETACH DELETE i"
_CREATE: Final = f"UNWIND $rows AS row CREATE (n:{MARK}:$(row.labels)) SET n = row.properties"
_SHARE: Final = (
    f"UNWIND $rows AS row MERGE (n:{MARK} {{id: row.properties.id}}) SET n:$(row.labels), n += row.properties"
)
_SHARE_AS_MADE: Final = (
    # Where a node keeps the labels that it was made with: each id has its own for ever.
    f"UNWIND $rows AS row MERGE (n:{MARK}:$(row.labels) {{id: row.properties.id}}) SET n += row.properties"
)
_RENEW: Final = f"UNWIND $rows AS row MATCH (n:{MARK} {{id: row.id}}) SET n += row"
_RELATE: Final = (
    f"UNWIND $rows AS row MATCH (a:{MARK} {{id: row.a}}) MATCH (b:{MARK} {{id: row.b}}) "
    "CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties"
)
_JOIN: Final = (
    f"UNWIND $rows AS row MATCH (a:{MARK} {{id: row.a}}) MATCH (b:{MARK} {{id: row.b}}) MERGE (a)-[:BROADER]->(b)"
)
_DELETE: Final = (
    # What is one document's has few relationships: with it most of them go, a few at a time.
    f"MATCH (n:{MARK}) WHERE NOT n:Actor AND NOT n:Issue WITH n LIMIT $many DETACH DELETE n RETURN count(*) AS n",
    f"MATCH (:{MARK})-[r]->(:{MARK}) WITH r LIMIT $many DELETE r RETURN count(*) AS n",
    f"MATCH (n:{MARK}) WITH n LIMIT $many DETACH DELETE n RETURN count(*) AS n",
)


def check(graph: DocumentGraph) -> None:
    """Raises `PropertyGraphReferenceError` for a fact that names what its document does not hold."""
    there = {node.id for node in (*graph.nodes, *graph.actors, *graph.issues)}
    for edge in graph.relationships:
        for end in (edge.source, edge.target):
            if end not in there:
                raise PropertyGraphReferenceError(type=edge.type, document=graph.document, id=end)


def write(
    tx: ManagedTransaction,
    graphs: Sequence[DocumentGraph],
    removed: Sequence[str] = (),
    present: Mapping[str, Node] = MappingProxyType({}),
) -> None:
    """Replace the documents that ``graphs`` are of, take out those in ``removed`` (``document/DOC``), and give the
    actors in ``present`` that are there their present properties."""
    wanted = list(dict.fromkeys((*removed, *(graph.document for graph in graphs))))
    gone = _ids(tx, _THERE, wanted)
    actors, issues = _take_out(tx, gone) if gone else ((), ())
    _put(tx, server_of(tx).dialect, graphs, present)
    if gone:
        _each(tx, _UNMENTIONED, actors)
        _drop_issues(tx, issues)


def delete_some(tx: ManagedTransaction, many: int) -> int:
    """Delete at most so many nodes or relationships of ours; how many those were, 0 when none is left."""
    for statement in _DELETE:
        row = _run(tx, statement, many=many).single()
        if row is not None and row["n"]:
            return int(row["n"])
    return 0


def _take_out(tx: ManagedTransaction, gone: Sequence[str]) -> tuple[list[str], list[str]]:
    """Delete documents with all that is theirs; the ids of the actors and issues that they shared with others."""
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
    tx: ManagedTransaction, dialect: Dialect, graphs: Sequence[DocumentGraph], present: Mapping[str, Node]
) -> None:
    shared: dict[str, Node] = {}
    broader: dict[tuple[str, str], Relationship] = {}
    for graph in graphs:
        shared.update((node.id, node) for node in (*graph.issues, *graph.actors))
        broader.update(((edge.source, edge.target), edge) for edge in graph.broader)
    share = _SHARE if dialect.has_names_in_rows else _SHARE_AS_MADE
    _rows(tx, dialect, share, (_labelled(present.get(key, node), _whole) for key, node in shared.items()))
    _rows(tx, dialect, _RENEW, (_whole(node) for key, node in present.items() if key not in shared))
    _rows(tx, dialect, _CREATE, (_labelled(node, _own) for graph in graphs for node in graph.nodes))
    _rows(tx, dialect, _RELATE, (_ends(edge) for graph in graphs for edge in graph.relationships))
    _rows(tx, dialect, _JOIN, (_ends(edge) for edge in broader.values()))


def _drop_issues(tx: ManagedTransaction, keys: Iterable[str]) -> None:
    """Delete those that no position is about and that are not broader than one that stays."""
    waiting = list(keys)
    while waiting:
        unraised = _ids(tx, _UNRAISED, waiting)
        waiting = _ids(tx, _ABOVE, unraised)
        _each(tx, _GONE, unraised)


def _whole(node: Node) -> dict[str, Any]:
    """Every property that the model knows, absent ones as null, so that they go and what others have added stays."""
    return {"id": node.id, **dict.fromkeys(NODE_PROPERTIES[node.labels[0]]), **_listed(node.properties)}


def _own(node: Node) -> dict[str, Any]:
    return {"id": node.id, **_listed(node.properties)}


def _labelled(node: Node, properties: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
    return {"labels": list(node.labels), "properties": properties(node)}


def _ends(edge: Relationship) -> dict[str, Any]:
    return {"type": edge.type, "a": edge.source, "b": edge.target, "properties": _listed(edge.properties)}


def _listed(properties: Mapping[str, Any]) -> dict[str, Any]:
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
