"""What makes the graph's questions fast in Neo4j: constraints and indexes, all named ``kg_...``."""

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
"""The label that every node of ours has beside those of the model, and no node of anybody else."""
STATE: Final = "KgStore"
"""The label of the one node that says how far the graph has come."""
_OURS: Final = "kg_"
_WORDS: Final = {"kg_actor_names": ("Actor", ("name", "aliases")), "kg_evidence_words": ("Evidence", ("text",))}
"""The full-text indexes."""


def make_schema(session: Session, dialect: Dialect) -> None:
    """Make what is not there and the server can make. Made twice, or by two at once, it is there once."""
    there = _names(session)
    for name, statement in statements().items():
        if name not in there and (dialect.has_full_text or name not in _WORDS):
            session.execute_write(partial(_run, text=statement))
    if dialect.has_full_text:
        session.run("CALL db.awaitIndexes(300)").consume()


def drop_schema(session: Session) -> None:
    """Take out all that `make_schema` made, and nothing else."""
    there = _names(session)
    for name, statement in statements().items():
        if name in there:
            kind = "CONSTRAINT" if statement.startswith("CREATE CONSTRAINT") else "INDEX"
            session.execute_write(partial(_run, text=f"DROP {kind} {name} IF EXISTS"))


def _run(tx: ManagedTransaction, text: str) -> None:
    tx.run(text).consume()


def _names(session: Session) -> set[str]:
    shown = [*session.run("SHOW INDEXES YIELD name"), *session.run("SHOW CONSTRAINTS YIELD name")]
    return {row["name"] for row in shown if row["name"].startswith(_OURS)}


def statements() -> Mapping[str, str]:
    """What makes each constraint and index, by its name; made twice it is there once."""
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
    # An actor may have a hundred thousand relationships: those of one document are found without a look at the others.
    for kind in ACTOR_RELATIONS.values():
        name = f"kg_{kind.lower()}_document"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.document)"
    for kind in stance_types().values():
        name = f"kg_{kind.lower()}_position"
        yield name, f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.position)"
    for name, (label, properties) in _WORDS.items():
        each = ", ".join(f"n.{property}" for property in properties)
        yield name, f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{each}]"
