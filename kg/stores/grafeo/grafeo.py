"""The property graph on this machine: grafeo, an engine inside the process that answers Cypher.

The engine keeps its graph in memory and lets one writer in, alone. So writers work on a file of their own, which is
published by a rename (`kg.stores.grafeo.publication`); readers open what is published, whole, and for as long as they
like.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kg.errors import CypherUpdateError, PropertyGraphDamagedError, PropertyGraphUnwritableError
from kg.stores.grafeo.publication import Publication, Published
from kg.stores.property_graph.counts import census
from kg.stores.property_graph.cypher import place, update
from kg.stores.property_graph.layout import layout
from kg.stores.protocol import Batch, Rows, Value
from kg.vocabulary import concepts

__all__ = ["GrafeoStore", "open_grafeo"]

SHARE_OF_PUBLISHING: Final = 0.1
"""How much of a long writing may go into publishing along the way."""


def open_grafeo(folder: Path) -> GrafeoStore:
    """Open the property graph in ``folder``, which need not exist; nothing is read before it is needed."""
    return GrafeoStore(folder)


class GrafeoStore:
    """The property graph in ``folder`` (it need not exist). Several processes may read while one writes.

    Every question is answered from what was published last when it was asked; an answer keeps to it.
    """

    name = "grafeo"
    language = "cypher"

    def __init__(self, folder: Path) -> None:
        self._publication = Publication(folder, layout())
        self._lock = threading.Lock()
        self._reader: tuple[Published, Any] | None = None
        self._idle: list[Any] = []

    def revision(self) -> int:
        """The revision of the record up to which this store is current; 0 when new. Opens no graph."""
        current = self._publication.current()
        return current.revision if current else 0

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
        parameters: Mapping[str, Value | tuple[Value, ...]] | None = None,
        *,
        timeout: float | None = None,
        write: bool = False,
    ) -> Rows:
        """Answer one question. With ``timeout`` (in seconds) another process answers it and is stopped in time.

        The engine itself gives up after thirty seconds.

        A list, map, node, relationship or path is a cell of JSON text. An update with ``write`` is published under the
        same revision, and lost when its document is read again or the store is rebuilt.

        Raises `CypherSyntaxError`, `CypherUpdateError`, `CypherParameterError`, `CypherTimeoutError`,
        `CypherFailedError`, `CypherCrashError`, `PropertyGraphDamagedError`; with ``write`` also `GraphBusyError` and
        `PropertyGraphUnwritableError`.
        """
        from kg.stores.grafeo.query import ask
        from kg.stores.property_graph.parameters import bind

        bound = bind(parameters)
        word = update(text)
        if word is not None and not write:
            raise CypherUpdateError(word=word.text, place=place(text, word.start))
        if word is not None:
            return self._update(text, bound, timeout)
        while timeout is not None and (current := self._publication.current()) is not None:
            with self._process() as process:
                try:
                    rows: Rows = process.ask(current.path, text, bound, timeout, write=False)
                except PropertyGraphDamagedError:
                    # Unless a writer has replaced the file by a newer one between two lines of ours.
                    if current == self._publication.current():
                        raise
                else:
                    return rows
        return ask(self._open(), text, bound)

    def counts(self) -> Mapping[str, int]:
        """How many documents, actors, issues (that a position is about), facts of each heading, pieces of evidence."""
        return census(self.query)

    def clear(self) -> None:
        """Take everything out; the revision is 0 afterwards."""
        with self._writing():
            self._publication.withdraw()
        self._forget()

    def close(self) -> None:
        """Let go of the graph and end the processes that answer questions."""
        self._forget()
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, work: Path, first: Batch, drawn: Iterator[Batch]) -> None:
        from kg.stores.grafeo.writer import GrafeoWriter

        engine = _engine(work)
        try:
            writer = GrafeoWriter(engine, concepts())
            batch: Batch | None = first
            published, cost = time.monotonic(), 0.0
            while batch is not None:
                writer.write(batch)
                revision = batch.revision
                now = time.monotonic()
                if (now - published) * SHARE_OF_PUBLISHING > cost:
                    engine.wal_checkpoint()
                    self._publication.publish(work, revision, move=False)
                    published = time.monotonic()
                    cost = published - now
                try:
                    batch = next(drawn, None)
                except BaseException:
                    engine.close()
                    self._publication.publish(work, revision, move=True)
                    raise
        finally:
            engine.close()
        self._publication.publish(work, revision, move=True)

    def _update(self, text: str, bound: Mapping[str, object], timeout: float | None) -> Rows:
        from kg.stores.grafeo.query import ask

        with self._writing() as work:
            revision = self.revision()
            if timeout is not None:
                with self._process() as process:
                    rows: Rows = process.ask(work, text, bound, timeout, write=True)
            else:
                engine = _engine(work)
                try:
                    lazy = ask(engine, text, bound)
                    rows = Rows(lazy.columns, iter(list(lazy.rows)))
                finally:
                    engine.close()
            self._publication.publish(work, revision, move=True)
            return rows

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Be the only writer; gives a copy of what is published, or the place for a new graph."""
        import shutil

        from grafeo import GrafeoError

        try:
            with self._publication.writing() as work:
                current = self._publication.current()
                if current is not None:
                    shutil.copyfile(current.path, work)
                yield work
        except (OSError, GrafeoError) as error:
            detail = str(error).partition("\n")[0]
            raise PropertyGraphUnwritableError(folder=self._publication.folder, detail=detail) from error

    @contextmanager
    def _process(self) -> Iterator[Any]:
        """A process of our own for one question; it is kept for the next one if it outlives this one."""
        from kg.stores.grafeo.process import GrafeoProcess

        with self._lock:
            process = self._idle.pop() if self._idle else GrafeoProcess()
        try:
            yield process
        finally:
            with self._lock:
                keep = process.alive and not self._idle
                if keep:
                    self._idle.append(process)
            if not keep:
                process.stop()

    def _open(self) -> Any:
        """The engine that holds what is published last, or an empty one."""
        import grafeo

        with self._lock:
            while True:
                current = self._publication.current()
                if current is None:
                    self._reader = None
                    return grafeo.GrafeoDB()
                if self._reader is not None and self._reader[0] == current:
                    return self._reader[1]
                try:
                    self._reader = (current, grafeo.GrafeoDB.open_read_only(str(current.path)))
                except grafeo.GrafeoError as error:
                    # A file that a writer has just replaced by a newer one.
                    if current == self._publication.current():
                        detail = str(error).partition("\n")[0]
                        raise PropertyGraphDamagedError(path=current.path, detail=detail) from error

    def _forget(self) -> None:
        with self._lock:
            self._reader = None


def _engine(path: Path) -> Any:
    import grafeo

    try:
        return grafeo.GrafeoDB(str(path))
    except grafeo.GrafeoError as error:
        raise PropertyGraphDamagedError(path=path, detail=str(error).partition("\n")[0]) from error
