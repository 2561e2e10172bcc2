"""Queries Neo4j, with our form of answers; rows are fetched from the server as they are consumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import batched
from typing import TYPE_CHECKING, Any, Final, cast

from kg.stores.neo4j.connection import Neo4jSettings, translated, with_retries
from kg.stores.neo4j.schema import MARK
from kg.stores.property_graph.cypher import cell, returned
from kg.stores.protocol import Rows, Value

if TYPE_CHECKING:
    from neo4j import Driver, Result, Session, Transaction

__all__ = ["ask", "change"]

_CHUNK: Final = 500
"""Rows whose relationships are resolved with one lookup."""
_ENDS: Final = "UNWIND $ends AS end MATCH (n) WHERE elementId(n) = end RETURN end AS element, n.id AS id"

type _Ids = dict[str, Value]
"""Ids of nodes in our graph by the server's element ids."""


def ask(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Rows:
    """Run the query in a read transaction, which the server stops after ``timeout`` seconds.

    It is retried if the server was unreachable and no row has come yet. See `kg.stores.neo4j.neo4j.Neo4jStore.query`.
    """
    chunks = _chunks(driver, settings, text, parameters, timeout)
    # The first chunk is the columns; once it is there, the query has been accepted.
    columns = next(chunks)[0]
    return Rows(cast("tuple[str, ...]", columns), (row for rows in chunks for row in rows))


def change(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Rows:
    """Run an update in one transaction, which is not retried."""
    with translated(settings, timeout, text), driver.session(database=settings.database) as session:
        with session.begin_transaction(timeout=timeout) as tx:
            result = tx.run(text, dict(parameters))
            columns = tuple(result.keys()) or returned(text)
            rows = [list(record.values()) for record in result]
            tx.commit()
        return Rows(columns, iter(list(_cells(rows, lambda ends: _ids_of(session, ends)))))


def _chunks(
    driver: Driver, settings: Neo4jSettings, text: str, parameters: Mapping[str, object], timeout: float | None
) -> Iterator[list[tuple[Value, ...]]]:
    from neo4j import READ_ACCESS

    with translated(settings, timeout, text):
        sessions = [driver.session(database=settings.database, default_access_mode=READ_ACCESS) for _ in range(2)]
        main, lookup = sessions
        try:
            tx, result = _begin(main, text, parameters, timeout)
            # Some servers name no columns if there are no rows.
            yield [tuple(result.keys()) or returned(text)]
            for records in batched(result, _CHUNK):
                yield list(_cells([list(each.values()) for each in records], lambda ends: _ids_of(lookup, ends)))
            # Not every server enforces read transactions: roll back anything that was written.
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
            # Errors of the query are reported with the first row.
            result.peek()
        except (DriverError, Neo4jError):
            with suppress(DriverError, Neo4jError):
                tx.close()
            raise
        return tx, result

    return with_retries(begin)


def _cells(rows: list[list[Any]], ids_of: Callable[[Iterable[str]], _Ids]) -> Iterator[tuple[Value, ...]]:
    unresolved: set[str] = set()
    for row in rows:
        for value in row:
            unresolved |= _unresolved_ends(value)
    ids = ids_of(unresolved) if unresolved else {}
    for row in rows:
        yield tuple(cell(_plain(value, ids)) for value in row)


def _ids_of(session: Session, ends: Iterable[str]) -> _Ids:
    found = session.run(_ENDS, ends=sorted(ends))
    return {row["element"]: row["id"] for row in found}


def _unresolved_ends(value: Any) -> set[str]:
    """Element ids of those ends of relationships of which the server has sent no properties."""
    from neo4j.graph import Path, Relationship

    match value:
        case Relationship():
            return {node.element_id for node in value.nodes if node is not None and "id" not in node}
        case Path():
            return set().union(*(_unresolved_ends(each) for each in value.relationships))
        case list():
            return set().union(*(_unresolved_ends(each) for each in value))
        case dict():
            return set().union(*(_unresolved_ends(each) for each in value.values()))
        case _:
            return set()


def _plain(value: Any, ids: Mapping[str, Value]) -> object:
    """A node, relationship or path as plain maps, as with every engine, without the server's internal ids."""
    from neo4j.graph import Node, Path, Relationship

    match value:
        case Node():
            return {"labels": sorted(value.labels - {MARK}), **{key: _plain(each, ids) for key, each in value.items()}}
        case Relationship():
            source, target = (ids.get(node.element_id, node.get("id")) for node in value.nodes if node is not None)
            return {"type": value.type, "source": source, "target": target, **dict(value.items())}
        case Path():
            return {
                "nodes": [_plain(each, ids) for each in value.nodes],
                "relationships": [_plain(each, ids) for each in value.relationships],
            }
        case list():
            return [_plain(each, ids) for each in value]
        case dict():
            return {key: _plain(each, ids) for key, each in value.items()}
        case _:
            return value
