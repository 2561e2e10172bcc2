"""Turns of writers in a Neo4j database, and the revision of the graph, both kept in one node."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import Neo4jBusyError
from kg.stores.neo4j.connection import Neo4jSettings, translated
from kg.stores.neo4j.schema import STATE
from kg.stores.property_graph.layout import layout

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session, Transaction

__all__ = ["NAME", "TurnState", "Turns", "forget", "look"]

NAME: Final = "negotiation-kg"
"""The name of the state node."""
_CLAIM: Final = f"MERGE (s:{STATE} {{name: $name}}) ON CREATE SET s.turn = 0, s.revision = 0 SET s.claimed = true"
_LOOK: Final = (
    f"MATCH (s:{STATE} {{name: $name}}) RETURN s.turn AS turn, s.revision AS revision, s.layout AS layout, "
    "s.graph AS graph, s.history AS history, s.writer AS writer"
)
_NOTE: Final = (
    f"MATCH (s:{STATE} {{name: $name}}) REMOVE s.claimed "
    "SET s.turn = $turn, s.revision = $revision, s.layout = $layout, s.graph = $graph, s.history = $history, "
    "s.writer = $writer"
)
_FORGET: Final = f"MATCH (s:{STATE} {{name: $name}}) DELETE s"


@dataclass(frozen=True, slots=True)
class TurnState:
    """The state node. ``turn`` counts transactions of writers, of whom ``writer`` was the last; ``graph`` is the
    identity of the record, and ``history`` its fingerprint at ``revision``."""

    turn: int = 0
    revision: int = 0
    layout: str | None = None
    graph: str | None = None
    writer: str | None = None
    history: str | None = None


class Turns:
    """Takes turns, starting from ``state``: each is a transaction that fails if another writer has had a turn since.

    ``graph`` is the identity of the record that is written.
    """

    def __init__(
        self, settings: Neo4jSettings, session: Callable[[], Session], state: TurnState, graph: str | None
    ) -> None:
        self._settings = settings
        self._session = session
        self._state = state
        self._graph = graph or state.graph
        self._name = uuid.uuid4().hex

    def take[T](self, work: Callable[[ManagedTransaction], T], reached: tuple[int, str] | None = None) -> T | None:
        """Do the work and set the revision and history (None: unchanged) in one transaction; returns the work's result.

        Returns None if it was committed by an earlier attempt whose confirmation was lost. Raises `Neo4jBusyError` if
        another writer has had a turn, and what `translated` raises.
        """
        from neo4j.exceptions import IncompleteCommit

        before = self._state
        revision, history = reached or (before.revision, before.history)
        after = TurnState(before.turn + 1, revision, layout(), self._graph, self._name, history)

        def transaction(tx: ManagedTransaction) -> T | None:
            # This locks the state node: another writer waits here.
            tx.run(_CLAIM, name=NAME).consume()
            found = look(tx)
            if (found.turn, found.writer) == (after.turn, after.writer):
                return None
            if found.turn != before.turn:
                raise Neo4jBusyError(url=self._settings.url, database=self._settings.shown_database)
            done = work(tx)
            tx.run(_NOTE, asdict(after), name=NAME).consume()
            return done

        with translated(self._settings), self._session() as session:
            try:
                done = session.execute_write(transaction)
            except IncompleteCommit:
                # The connection broke during the commit: a second attempt finds out whether it succeeded.
                done = session.execute_write(transaction)
        self._state = after
        return done


def look(tx: ManagedTransaction | Transaction) -> TurnState:
    """The state node; the default state if there is none."""
    row = tx.run(_LOOK, name=NAME).single()
    if row is None:
        return TurnState()
    return TurnState(
        int(row["turn"] or 0), int(row["revision"] or 0), row["layout"], row["graph"], row["writer"], row["history"]
    )


def forget(tx: ManagedTransaction) -> None:
    """Delete the state node."""
    tx.run(_FORGET, name=NAME).consume()
