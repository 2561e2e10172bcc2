"""Asks Neo4j a question, and says in our words what it answers; rows are drawn from the server as they are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import batched
from typing import TYPE_CHECKING, Any, Final, cast

from kg.stores.neo4j.connection import Neo4jSettings, translated, tried
from kg.stores.neo4j.schema import MARK
from kg.stores.property_graph.cypher import cell, returned
from kg.stores.protocol import Rows, Value

if TYPE_CHECKING:
    from neo4j import Driver, Result, Session, Transaction

__all__ = ["ask", "change"]

_CHUNK: Final = 500
"""Rows whose relationships' ends are looked up at once."""
_ENDS: Final = "UNWIND $ends AS end MATCH (n) WHERE elementId(n) = end RETURN end AS element, n.id AS id"

type _Ids = dict[str, Value]
"""What a node is called in the graph, by what the server calls it."""


def ask(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Rows:
    """Ask in a transaction that may only read, and that the server stops after ``timeout`` seconds.

    It is asked again when the server was away and no row has come yet. See `kg.stores.neo4j.neo4j.Neo4jStore.query`.
    """
    chunks = _chunks(driver, settings, text, parameters, timeout)
    # The first one is the columns: with it the question has been understood.
    columns = next(chunks)[0]
    return Rows(cast("tuple[str, ...]", columns), (row for rows in chunks for row in rows))


def change(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Rows:
    """Let the text change the database, in one transaction that is not tried again."""
    with translated(settings, timeout, text), driver.session(database=settings.database) as session:
        with session.begin_transaction(timeout=timeout) as tx:
            result = tx.run(text, dict(parameters))
            columns = tuple(result.keys()) or returned(text)
            rows = [list(record.values()) for record in result]
            tx.commit()
        return Rows(columns, iter(list(_cells(rows, lambda ends: _named(session, ends)))))


def _chunks(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Iterator[list[tuple[Value, ...]]]:
    from neo4j import READ_ACCESS

    with translated(settings, timeout, text):
        sessions = [driver.session(database=settings.database, default_access_mode=READ_ACCESS) for _ in range(2)]
        asking, naming = sessions
        try:
            tx, result = _begin(asking, text, parameters, timeout)
            # A server may name no columns where it has no row.
            yield [tuple(result.keys()) or returned(text)]
            for records in batched(result, _CHUNK):
                yield list(_cells([list(each.values()) for each in records], lambda ends: _named(naming, ends)))
            # Not every server holds a transaction for reading to it: what was written all the same goes.
            tx.rollback()
        finally:
            for session in sessions:
                session.close()


def _begin(
    session: Session, text: str, parameters: Mapping[str, object], timeout: float | None
) -> tuple[Transaction, Result]:
    from neo4j.exceptions import DriverError, Neo4jError

    def begin() -> tuple[Transaction, Result]:
        tx = session.begin_transaction(timeout=timeout)
        try:
            result = tx.run(text, dict(parameters))
            # Only with the first row is it known that the question could be answered.
            result.peek()
        except (DriverError, Neo4jError):
            with suppress(DriverError, Neo4jError):
                tx.close()
            raise
        return tx, result

    return tried(begin)


def _cells(rows: list[list[Any]], named: Callable[[Iterable[str]], Mapping[str, Value]]) -> Iterator[tuple[Value, ...]]:
    unknown: set[str] = set()
    for row in rows:
        for value in row:
            unknown |= _loose_ends(value)
    ids = named(unknown) if unknown else {}
    for row in rows:
        yield tuple(cell(_tidy(value, ids)) for value in row)


def _named(session: Session, ends: Iterable[str]) -> _Ids:
    found = session.run(_ENDS, ends=sorted(ends))
    return {row["element"]: row["id"] for row in found}


def _loose_ends(value: Any) -> set[str]:
    """The ends of relationships, of which the server has sent nothing but its own name for them."""
    from neo4j.graph import Path, Relationship

    match value:
        case Relationship():
            return {node.element_id for node in value.nodes if node is not None and "id" not in node}
        case Path():
            return set().union(*(_loose_ends(each) for each in value.relationships))
        case list():
            return set().union(*(_loose_ends(each) for each in value))
        case dict():
            return set().union(*(_loose_ends(each) for each in value.values()))
        case _:
            return set()


def _tidy(value: Any, ids: Mapping[str, Value]) -> object:
    """A node, relationship or path as every engine of ours shows it, without the server's inner numbers."""
    from neo4j.graph import Node, Path, Relationship

    match value:
        case Node():
            return {"labels": sorted(value.labels - {MARK}), **{key: _tidy(each, ids) for key, each in value.items()}}
        case Relationship():
            source, target = (ids.get(node.element_id, node.get("id")) for node in value.nodes if node is not None)
            return {"type": value.type, "source": source, "target": target, **dict(value.items())}
        case Path():
            return {
                "nodes": [_tidy(each, ids) for each in value.nodes],
                "relationships": [_tidy(each, ids) for each in value.relationships],
            }
        case list():
            return [_tidy(each, ids) for each in value]
        case dict():
            return {key: _tidy(each, ids) for key, each in value.items()}
        case _:
            return value
