"""Where requests are processed: a few threads, each with the graph open, and the data that they share."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.graph import Graph, open_graph
from kg.serve.content.world import World, caught_up
from kg.stores.child.child import end_queries

if TYPE_CHECKING:
    from kg.extract.explanation import Explained
    from kg.extract.reader import Reader
    from kg.model import Document

__all__ = ["Desk"]

THREADS: Final = 3
"""The number of requests that are processed at once; each thread has its own processes for queries."""
LOOK: Final = 0.1
"""Seconds between two checks for queries to cut off."""
EXPLAINED: Final = 32
"""The number of documents whose explanation is cached."""


class Desk:
    """The graph in ``folder``, for requests from any thread. Close it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._world, self._restored = World(), ""
        self._catching_up = threading.Lock()
        self._explaining = threading.Lock()
        self._reader: Reader | None = None
        self._explained: OrderedDict[tuple[str, int, str], tuple[Explained, ...]] = OrderedDict()
        self._local = threading.local()
        self._is_closed = False
        self._is_gone = threading.Event()
        self.is_hurried = False
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="kg-serve")
        self._all_threads = threading.Barrier(THREADS)
        # The pool starts threads on demand, but `close` needs all of them to have started.
        try:
            for _ in range(THREADS):
                self._threads.submit(self._all_threads.wait)
        except RuntimeError:  # a thread cannot be started, and the others would wait for it forever
            self._all_threads.abort()
            self._threads.shutdown(wait=False)
            raise

    async def work[Answer](self, task: Callable[[Graph], Answer]) -> Answer:
        """Run the task with the graph in one of the threads. Raises what the task and `open_graph` do."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: task(self._graph()))

    def world(self, graph: Graph) -> World:
        """Everything in the graph, up to date. ``graph`` is the one that the task was given."""
        with self._catching_up:
            revision, restored = graph.record.revision, graph.record.restored
            # A restored record has other revisions, so that changes since the old one are unknown.
            if self._restored != restored:
                self._world, self._restored = World(), restored
            if self._world.revision != revision:
                self._world = caught_up(self._world, graph.batches(self._world.revision))
            return self._world

    def explained(self, graph: Graph, document: Document) -> tuple[Explained, ...]:
        """The reader's proposals for each sentence of a document, and which were kept; the last documents are cached.

        Raises `kg.errors.ModelMissingError` and `kg.errors.UnreadableTextError`.
        """
        from kg.extract import load
        from kg.extract.explanation import explain
        from kg.ingesting import options_of

        with self._explaining:
            options = options_of(graph)
            if self._reader is None or self._reader.options != options:
                self._reader = load(options)
                self._explained.clear()
            key = (graph.record.restored, graph.record.revision, document.id)
            if key not in self._explained:
                self._explained[key] = explain(self._reader, document)
                while len(self._explained) > EXPLAINED:
                    self._explained.popitem(last=False)
            return self._explained[key]

    def close(self) -> None:
        """Finish the pending requests and close the graph. A closed desk cannot be reopened."""
        if not self._is_closed:
            self._is_closed = True
            for _ in range(THREADS):
                self._threads.submit(self._leave)
            self._threads.shutdown()
            self._is_gone.set()

    def hurry(self) -> None:
        """Until the desk is closed, cut off all queries of embedded stores; writing is not interrupted."""
        if not self.is_hurried:
            self.is_hurried = True
            threading.Thread(target=self._cut_off, daemon=True).start()

    def _cut_off(self) -> None:
        while not self._is_gone.wait(LOOK):
            end_queries()

    def _leave(self) -> None:
        """Close the graph of this thread, which only this thread may do; every thread runs this once."""
        self._all_threads.wait()
        if graph := getattr(self._local, "graph", None):
            graph.close()

    def _graph(self) -> Graph:
        graph: Graph | None = getattr(self._local, "graph", None)
        if graph is None:
            graph = self._local.graph = open_graph(self.folder)
        return graph
