"""The property graph on this machine: grafeo, an engine that answers Cypher.

The engine keeps its graph in memory and lets one writer in, alone. So writers work on a file of their own, which is
published by a rename (`kg.stores.grafeo.publication`); readers open what is published, whole, and for as long as they
like.
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
"""How much of a long writing may go into publishing along the way."""
PROCESSES: Final = Kind(
    module="kg.stores.grafeo.answering",
    language="Cypher",
    table="property-graph",
    late=lambda seconds: CypherTimeoutError(seconds=seconds),
    died=lambda detail: CypherCrashError(detail=detail),
    leavings="grafeo-*-{pid}-*.spill",
)


class GrafeoStore(Closing):
    """The property graph in ``folder``, which need not exist; nothing is read before it is needed. Several processes
    may read while one writes.

    ``memory`` is how many bytes a query may take beyond what the engine holds when the graph is open. ``history`` is
    the record's: what another one has written counts as empty, and is written anew.

    Every question is answered from what was published last when it was asked; an answer keeps to it.
    """

    name = "grafeo"
    language = "cypher"

    def __init__(self, folder: Path, *, memory: int = DEFAULT, history: History | None = None) -> None:
        self._history = history
        self._publication = Publication(folder, layout())
        self._children = Children(PROCESSES, memory)

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new, -1 of another history. Opens no
        graph."""
        published = self._publication.current()
        current = self._of_ours(published)
        return current.revision if current else -1 if published else 0

    def apply(self, batches: Iterable[Batch]) -> None:
        """Write batches in order; publish at the end, and along the way when it takes long.

        Raises `GraphBusyError` while another process writes, `PropertyGraphReferenceError` for a fact that names what
        its document does not hold, `PropertyGraphUnwritableError`, `PropertyGraphDamagedError`. What was published
        before the failure stays. A failure to draw a batch loses none of those before it.
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
        """Answer one question; a process of its own does, which is stopped after ``timeout`` seconds.

        They count from when the graph is open, without what the caller takes between rows. The engine itself gives up
        after thirty seconds.

        A list, map, node, relationship or path is a cell of JSON text. An update with ``write`` is published under the
        same revision, and lost when its document is read again or the store is rebuilt.

        ``LOAD CSV``, and procedures that read elsewhere, need ``allow_files`` or ``allow_network``.

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
                # Unless a writer has replaced the file by a newer one between two lines of ours.
                if current == self._publication.current():
                    raise

    def counts(self) -> Mapping[str, int]:
        """How many documents, actors, issues (that a position is about), facts of each heading, pieces of evidence."""
        return census(self.query)

    def clear(self) -> None:
        """Take everything out; the revision is 0 afterwards."""
        with self._writing():
            self._publication.withdraw()

    def close(self) -> None:
        """Let go of the graph and end the process that waits for a question."""
        self._children.stop()

    def _current(self) -> Published | None:
        """What was published last, where this record wrote it."""
        return self._of_ours(self._publication.current())

    def _of_ours(self, current: Published | None) -> Published | None:
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
            reached = (current.revision, current.history) if current else (0,)
            self._publication.publish(work, *reached, move=True)
            return rows

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Be the only writer; gives a copy of what is published, or the place for a new graph."""
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
