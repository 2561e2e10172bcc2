"""The embedded property graph: grafeo, an engine that answers Cypher.

The engine keeps its graph in memory, and a writer needs exclusive access. So a writer works on a file of its own, which
is published by a rename (`kg.stores.grafeo.publication`); readers open a published file, for as long as they like.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.errors import (
    CypherCrashError,
    CypherTimeoutError,
    PropertyGraphDamagedError,
    PropertyGraphUnwritableError,
)
from kg.processes.closing import Closing
from kg.processes.memory import DEFAULT
from kg.stores.child.child import Children, Kind
from kg.stores.child.serving import Request
from kg.stores.grafeo.publication import Publication, Published
from kg.stores.property_graph.counts import census
from kg.stores.property_graph.layout import layout
from kg.stores.property_graph.reaching import checked
from kg.stores.protocol import Batch, History, Parameters, Rows

__all__ = ["GrafeoStore"]

SHARE_OF_PUBLISHING: Final = 0.1
"""The share of a long write that may be spent on publishing intermediate results."""
PROCESSES: Final = Kind(
    module="kg.stores.grafeo.answering",
    language="Cypher",
    table="property-graph",
    late=lambda seconds: CypherTimeoutError(seconds=seconds),
    died=lambda detail: CypherCrashError(detail=detail),
    leftovers="grafeo-*-{pid}-*.spill",
)


class GrafeoStore(Closing):
    """The property graph in ``folder``, which need not exist; nothing is read before it is needed. Several processes
    may read while one writes.

    ``memory`` is how many bytes a query may take beyond what the engine uses once the graph is open. ``history`` is the
    record's: a graph that another record has written counts as empty, and is rewritten.

    Every query is answered from the file that was published last when it was asked, to the end of its answer.
    """

    name = "grafeo"
    language = "cypher"

    def __init__(self, folder: Path, *, memory: int = DEFAULT, history: History | None = None) -> None:
        self._history = history
        self._publication = Publication(folder, layout())
        self._children = Children(PROCESSES, memory)

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new, -1 for another history.
        Does not open the graph."""
        published = self._publication.current()
        current = self._if_ours(published)
        return current.revision if current else -1 if published else 0

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order; publish at the end, and in between when it takes long.

        Raises `GraphBusyError` while another process writes, `PropertyGraphReferenceError` for a fact that refers to
        something its document lacks, `PropertyGraphUnwritableError`, `PropertyGraphDamagedError`. What was published
        before the failure stays. If ``batches`` itself raises, all batches before are published.
        """
        drawn = iter(batches)
        first = next(drawn, None)
        if first is None:
            return
        with self._writing() as work:
            self._write(work, first, drawn)

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
        """Answer one query in a process of its own, which is stopped after ``timeout`` seconds.

        They count from when the graph is open, without the time that the caller takes between rows. The engine itself
        gives up after thirty seconds.

        A list, map, node, relationship or path becomes JSON text. An update with ``write`` is published under the same
        revision, and is lost when its document is read again or the store is rebuilt.

        ``LOAD CSV``, and procedures that reach files or other machines, need ``allow_files`` or ``allow_network``.

        Raises `QueryNetworkError`, `QueryFilesError`, `CypherSyntaxError`, `CypherUpdateError`,
        `CypherParameterError`, `CypherTimeoutError`,
        `CypherFailedError`, `CypherCrashError`, `QueryMemoryError`, `QueryDepthError`, `PropertyGraphDamagedError`;
        with ``write`` also `GraphBusyError` and `PropertyGraphUnwritableError`.
        """
        from kg.stores.property_graph.parameters import bind

        bound = bind(parameters)
        if checked(text, write=write, network=allow_network, files=allow_files):
            return self._update(text, bound, timeout)
        while True:
            current = self._publication.current()
            try:
                return self._children.ask(Request(current.path if current else None, text, bound), timeout)
            except PropertyGraphDamagedError:
                # A writer may have replaced the file by a newer one in the meantime: then try again.
                if current == self._publication.current():
                    raise

    def counts(self) -> Mapping[str, int]:
        """The numbers of documents, actors, issues (of positions), facts of each heading, pieces of evidence."""
        return census(self.query)

    def clear(self) -> None:
        """Delete everything; the revision is 0 afterwards."""
        with self._writing():
            self._publication.withdraw()

    def close(self) -> None:
        """End the idle process."""
        self._children.stop()

    def _current(self) -> Published | None:
        """The file that was published last, if this record wrote it."""
        return self._if_ours(self._publication.current())

    def _if_ours(self, current: Published | None) -> Published | None:
        is_foreign = current and self._history and self._history(current.revision) != current.history
        return None if is_foreign else current

    def _write(self, work: Path, first: Batch, drawn: Iterator[Batch]) -> None:
        from kg.stores.grafeo.writer import GrafeoWriter

        engine = _engine(work)
        try:
            writer = GrafeoWriter(engine)
            batch: Batch | None = first
            published, cost = time.monotonic(), 0.0
            while batch is not None:
                writer.write(batch)
                revision, history = batch.revision, batch.history
                now = time.monotonic()
                if (now - published) * SHARE_OF_PUBLISHING > cost:
                    engine.wal_checkpoint()
                    self._publication.publish(work, revision, history, move=False)
                    published = time.monotonic()
                    cost = published - now
                try:
                    batch = next(drawn, None)
                except BaseException:
                    engine.close()
                    self._publication.publish(work, revision, history, move=True)
                    raise
        finally:
            engine.close()
        self._publication.publish(work, revision, history, move=True)

    def _update(self, text: str, bound: Mapping[str, object], timeout: float | None) -> Rows:
        with self._writing() as work:
            current = self._current()
            answer = self._children.ask(Request(work, text, bound, write=True), timeout)
            rows = Rows(answer.columns, iter(list(answer.rows)))
            state = (current.revision, current.history) if current else (0,)
            self._publication.publish(work, *state, move=True)
            return rows

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Be the only writer; gives the path of a copy of the published file, or of a file that does not exist yet."""
        import shutil

        from grafeo import GrafeoError

        try:
            with self._publication.writing() as work:
                if (current := self._current()) is not None:
                    shutil.copyfile(current.path, work)
                yield work
        except (OSError, GrafeoError) as error:
            detail = str(error).partition("\n")[0]
            raise PropertyGraphUnwritableError(folder=self._publication.folder, detail=detail) from error


def _engine(path: Path) -> Any:
    import grafeo

    try:
        return grafeo.GrafeoDB(str(path))
    except grafeo.GrafeoError as error:
        raise PropertyGraphDamagedError(path=path, detail=str(error).partition("\n")[0]) from error
