"""Constraints and indexes that make queries fast in Neo4j, all named ``kg_...``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.stores.neo4j.dialect import Dialect
from kg.stores.property_graph.property_graph import ACTOR_RELATIONS, NODE_PROPERTIES, stance_types

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["MARK", "STATE", "drop_schema", "make_schema", "statements"]

MARK: Final = "KgNode"
"""The label that all our nodes have besides those of the model, and no other node has."""
STATE: Final = "KgStore"
"""The label of the node that holds the revision of the graph."""
_OURS: Final = "kg_"
_FULL_TEXT: Final = {"kg_actor_names": ("Actor", ("name", "aliases")), "kg_evidence_words": ("Evidence", ("text",))}
"""The full-text indexes."""


def make_schema(session: Session, dialect: Dialect) -> None:
    """Create what is missing and the server supports. Idempotent, also if two processes do it at once."""
    existing = _names(session)
    for name, statement in statements().items():
        if name not in existing and (dialect.has_full_text or name not in _FULL_TEXT):
            session.execute_write(partial(_run, text=statement))
    if dialect.has_full_text:
        session.run("CALL db.awaitIndexes(300)").consume()


def drop_schema(session: Session) -> None:
    """Drop all that `make_schema` creates, and nothing else."""
    existing = _names(session)
    for name, statement in statements().items():
        if name in existing:
            kind = "CONSTRAINT" if statement.startswith("CREATE CONSTRAINT") else "INDEX"
            session.execute_write(partial(_run, text=f"DROP {kind} {name} IF EXISTS"))


def _run(tx: ManagedTransaction, text: str) -> None:
    tx.run(text).consume()


def _names(session: Session) -> set[str]:
    shown = [*session.run("SHOW INDEXES YIELD name"), *session.run("SHOW CONSTRAINTS YIELD name")]
    return {row["name"] for row in shown if row["name"].startswith(_OURS)}


def statements() -> Mapping[str, str]:
    """The idempotent statement that creates each constraint and index, by name."""
    return dict(_each())


def _each() -> Iterator[tuple[str, str]]:
    yield (
        "kg_node_id",
        f"CREATE CONSTRAINT kg_node_id IF NOT EXISTS FOR (n:{MARK}) REQUIRE n.id IS UNIQUE",
    )
    yield (
        "kg_store_name",
        f"CREATE CONSTRAINT kg_store_name IF NOT EXISTS FOR (n:{STATE}) REQUIRE n.name IS UNIQUE",
    )
    for label in NODE_PROPERTIES:
        name = f"kg_{label.lower()}_id"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.id)"
    # An actor may have a hundred thousand relationships: an index finds those of one document.
    for kind in ACTOR_RELATIONS.values():
        name = f"kg_{kind.lower()}_document"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.document)"
    for kind in stance_types().values():
        name = f"kg_{kind.lower()}_position"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.position)"
    for name, (label, properties) in _FULL_TEXT.items():
        each = ", ".join(f"n.{property}" for property in properties)
        yield name, f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{each}]"
