"""The property graph on a Neo4j server, for a team or a cluster: the same nodes, queries and rows as embedded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from kg.errors import Neo4jForeignError, Neo4jTooOldError
from kg.processes.closing import Closing
from kg.stores.ids import all_issues
from kg.stores.neo4j.connection import Neo4jSettings, connect, translated, with_retries
from kg.stores.neo4j.dialect import NEO4J, server_of
from kg.stores.neo4j.schema import MARK, drop_schema, make_schema
from kg.stores.neo4j.turns import Turns, TurnState, forget, look
from kg.stores.property_graph.counts import census
from kg.stores.property_graph.layout import layout
from kg.stores.property_graph.parameters import bind
from kg.stores.property_graph.property_graph import DocumentGraph, actor_node, document_graph
from kg.stores.property_graph.reaching import checked
from kg.stores.protocol import Batch, History, Parameters, Rows

if TYPE_CHECKING:
    from neo4j import Driver, Session

__all__ = ["Neo4jStore"]

TRANSACTION_SIZE: Final = 25_000
"""Nodes and relationships after which a transaction takes no further document: the server holds them in memory."""


MINIMUM_VERSION: Final = (5, 26)
"""The first version that takes labels and types from a parameter."""


class Neo4jStore(Closing):
    """The store in the database of ``settings``; the server is not contacted before the first call that needs it.

    ``graph`` is the record's identity: a database that holds the graph of another record is left alone; None allows
    any. ``history`` is the record's: a store that a diverged copy of the record has written counts as empty, and is
    rewritten. Raises `StoreAddressError`.

    Its nodes have the label ``KgNode`` besides those of the model; nodes without it belong to others, and are never
    touched. Every transaction that writes increments a turn, and fails if it finds another turn than it left, since
    another process is writing then. Any method raises `Neo4jUnreachableError`, `Neo4jCredentialsError`,
    `Neo4jDatabaseMissingError`, `Neo4jRefusedError` or `Neo4jForeignError`.
    """

    name = "neo4j"
    language = "cypher"

    def __init__(self, settings: Neo4jSettings, *, graph: str | None = None, history: History | None = None) -> None:
        self.settings = settings
        self._graph = graph
        self._history = history
        self._seen: TurnState | None = None

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new, or of another layout or history."""
        # The next batches start from here: by this turn `apply` notices whether somebody has written in between.
        self._seen = self._look()
        return self._current(self._seen)

    def is_of_copy(self) -> bool:
        """Whether it was written by a copy of the record that has diverged."""
        return self._is_of_copy(self._look())

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order, in transactions of whole documents; the last one of a batch sets its revision.

        While the server is unreachable a transaction is retried for `Neo4jSettings.patience` seconds. What was written
        before a failure stays, and the next call goes on from there. Raises also `Neo4jBusyError` while another
        process writes, `Neo4jReadOnlyError`, and `PropertyGraphReferenceError` for a fact that refers to something its
        document lacks.
        """
        state = self._seen or self._look()
        self._seen = None
        turns = Turns(self.settings, self._session, state, self._graph)
        if self._current(state) == 0:
            self.prepare()
            self._delete_leftovers(turns)
        for batch in batches:
            self._write(turns, batch)

    def prepare(self) -> None:
        """Create the missing constraints and indexes.

        Raises also `Neo4jReadOnlyError` or `Neo4jTooOldError`.
        """
        with translated(self.settings), self._session() as session:
            server = server_of(session)
            if server.dialect is NEO4J and server.is_older_than(*MINIMUM_VERSION):
                raise Neo4jTooOldError(url=self.settings.url, version=server.version)
            make_schema(session, server.dialect)

    def query(
        self,
        text: str,
        parameters: Parameters | None = None,
        *,
        timeout: float | None = None,
        write: bool = False,
        allow_network: bool = False,
        allow_files: bool = False,
    ) -> Rows:
        """Answer one query; the server stops it after ``timeout`` seconds, whether its rows have been taken or not.

        A list, map, node, relationship or path becomes JSON text. An update with ``write`` is lost when its document is
        read again or the store is rebuilt.

        ``LOAD CSV``, and procedures that reach files or other machines, need ``allow_files`` or ``allow_network``.

        Raises `QueryNetworkError`, `QueryFilesError`, `CypherSyntaxError`, `CypherUpdateError`,
        `CypherParameterError`, `CypherTimeoutError`,
        `CypherFailedError`, also between rows; with ``write`` also `Neo4jReadOnlyError`.
        """
        from kg.stores.neo4j.query import ask, change

        bound = bind(parameters)
        is_update = checked(text, write=write, network=allow_network, files=allow_files)
        return (change if is_update else ask)(self._driver, self.settings, text, bound, timeout)

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, actors, issues (of positions), facts of each heading, pieces of evidence."""
        return census(self.query, f":{MARK}")

    def clear(self) -> None:
        """Delete all our nodes, some at a time; the revision is 0 afterwards. Constraints and indexes stay.

        Other data in the same database stays, except for relationships to our nodes. Raises also
        `Neo4jBusyError` and `Neo4jReadOnlyError`.
        """
        self._empty(Turns(self.settings, self._session, self._look(), self._graph))

    def drop(self) -> None:
        """Delete everything of ours, as `clear` does, and the constraints and indexes too."""
        self.clear()
        with translated(self.settings), self._session() as session:
            drop_schema(session)
            session.execute_write(forget)

    def server(self) -> str:
        """The server's product, version and, if the product has several, edition."""
        with translated(self.settings), self._session() as session:
            found = server_of(session)
            if found.dialect is not NEO4J:
                return str(found)
            rows = session.run("CALL dbms.components() YIELD name, versions, edition").data()
        kernel = next((row for row in rows if "Kernel" in row["name"]), None)
        return f"Neo4j {kernel['versions'][0]} {kernel['edition']}" if kernel else str(found)

    def close(self) -> None:
        """Close the connections. A closed store may be closed again, or used: it then connects anew."""
        driver = self.__dict__.pop("_driver", None)
        if driver is not None:
            driver.close()

    @cached_property
    def _driver(self) -> Driver:
        return connect(self.settings)

    def _session(self) -> Session:
        return self._driver.session(database=self.settings.database)

    def _look(self) -> TurnState:
        """The state of the database. Raises `Neo4jForeignError` if it holds another record's graph."""

        def read() -> TurnState:
            with self._session() as session, session.begin_transaction() as tx:
                return look(tx)

        with translated(self.settings):
            state = with_retries(read)
        if self._graph and state.graph and state.graph != self._graph:
            raise Neo4jForeignError(
                url=self.settings.url,
                database=self.settings.shown_database,
                found=state.graph,
                graph=self._graph,
            )
        return state

    def _current(self, state: TurnState) -> int:
        return 0 if self._is_of_copy(state) or state.layout != layout() else state.revision

    def _is_of_copy(self, state: TurnState) -> bool:
        return self._history is not None and self._history(state.revision) != (state.history or "")

    def _delete_leftovers(self, turns: Turns) -> None:
        """Delete what an interrupted start, another layout or another history has left."""
        with translated(self.settings), self._session() as session:
            left = session.run(f"MATCH (n:{MARK}) RETURN n.id LIMIT 1").single()
        if left is not None:
            self._empty(turns)

    def _write(self, turns: Turns, batch: Batch) -> None:
        from kg.stores.neo4j.writer import check, write

        documents = {resolved.document.id: resolved for resolved in batch.written}
        known = all_issues(batch.issues)
        graphs = [document_graph(resolved, known) for resolved in documents.values()]
        for graph in graphs:
            check(graph)
        current = {actor.id: actor_node(actor) for actor in batch.actors}
        removed = [f"document/{key}" for key in batch.removed]
        *pieces, last = list(_pieces(graphs)) or [[]]
        for piece in pieces:
            turns.take(partial(write, graphs=piece))
        turns.take(partial(write, graphs=last, removed=removed, current=current), (batch.revision, batch.history))

    def _empty(self, turns: Turns) -> None:
        from kg.stores.neo4j.writer import delete_some

        self._seen = None
        work = partial(delete_some, many=TRANSACTION_SIZE // 5)
        while turns.take(work, (0, "")) != 0:
            pass


def _pieces(graphs: Sequence[DocumentGraph]) -> Iterator[list[DocumentGraph]]:
    """Groups of documents that fit in a transaction; a larger document is a group of its own."""
    piece: list[DocumentGraph] = []
    size = 0
    for graph in graphs:
        more = len(graph.nodes) + len(graph.relationships) + len(graph.actors) + len(graph.issues)
        if piece and size + more > TRANSACTION_SIZE:
            yield piece
            piece, size = [], 0
        piece.append(graph)
        size += more
    if piece:
        yield piece
