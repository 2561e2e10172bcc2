"""The parent's side of a pool: which process has which items, which one is too slow, and which outcome comes next."""

from __future__ import annotations

import contextlib
import functools
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from kg.errors import KgError, ScriptError, WorkerStartError
from kg.pool.message import END, NOT_YET, SHORT_OF_MEMORY, UNGUARDED, Crash, Outcome, Part
from kg.pool.worker import serve, serve_many

__all__ = ["Crew", "Limits"]

TASKS_PER_WORKER = 2
"""Items that a process has at once, so that it need not wait for the parent."""
DRAWN_PER_WORKER = 16
"""Items per process that may be drawn ahead of the oldest unfinished one, so that a long item rarely blocks others."""
HELD_RESULTS = 16
"""Results of an item that are held before its turn; after that, its process is not read from until the turn comes."""
ATTEMPTS = 2
"""Attempts at an item whose process dies: the system may have killed it for memory that another process took."""
PATIENCE = 0.05
"""Seconds to wait for an outcome before `NOT_YET` is given."""
SAFE_PATH = "PYTHONSAFEPATH"
THREADS = "OPENBLAS_NUM_THREADS"
CLOSED = object()
"""In place of a message: the process has closed its pipe."""
_STARTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item may take: ``seconds`` for each of its results, and bytes of ``memory`` beyond what its process uses
    after its start; None is no limit. Only Linux enforces the latter. ``weight`` multiplies the seconds of an
    item: with 2 it may take twice as long."""

    seconds: float | None = None
    memory: int | None = None
    weight: Callable[[Any], float] | None = None

    def of(self, item: Any) -> float:
        """Seconds that the item may take."""
        return math.inf if self.seconds is None else self.seconds * (self.weight(item) if self.weight else 1)


@dataclass(slots=True)
class _Task:
    number: int
    item: Any
    deaths: int = 0
    received: int = 0
    """How many results have come; a second attempt repeats them, and these are skipped."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    inbox: Connection
    outbox: Connection
    ready: bool = False
    since: float = 0.0
    """The monotonic time since which it works on the next result of the first of ``tasks``."""
    tasks: deque[_Task] = field(default_factory=deque)


class Crew:
    """The processes of a pool, the items of each, and the outcomes that wait for their turn.

    With ``many``, the function that ``start()`` returns gives an iterator of results for each item.
    """

    def __init__(self, start: Callable[[], Any], size: int, limits: Limits, *, many: bool = False) -> None:
        _check_findable(start)
        self._start = start
        self._size = size
        self._limits = limits
        self._many = many
        self._workers: list[_Worker] = []
        self._drawn = self._next = 0
        self._items_pending = False
        self._retries: deque[_Task] = deque()
        self._outcomes: defaultdict[int, deque[Outcome[Any, Any]]] = defaultdict(deque)
        self._ended: set[int] = set()
        self._failed_starts = 0

    def run(self, items: Iterator[Any]) -> Iterator[Any]:
        """The outcomes in the items' order; `NOT_YET` when none is ready for a moment."""
        while True:
            self._assign_items(items)
            outcomes = self._outcomes[self._next]
            if not outcomes and self._next in self._ended:
                self._ended.remove(self._next)
                del self._outcomes[self._next]
                self._next += 1
            elif outcomes:
                self._handle_messages(0)
                yield outcomes.popleft()
            elif self._next == self._drawn and not self._items_pending:
                return
            elif not self._handle_messages(PATIENCE):
                yield NOT_YET

    def stop(self) -> None:
        """Kill the processes, even in the middle of an item."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _release(worker)
        self._workers.clear()

    def _assign_items(self, items: Iterator[Any]) -> None:
        self._items_pending = False
        while len(self._workers) < self._size or any(len(w.tasks) < TASKS_PER_WORKER for w in self._workers):
            if self._retries:
                task = self._retries.popleft()
            elif self._drawn - self._next < DRAWN_PER_WORKER * self._size:
                try:
                    item = next(items)
                except StopIteration:
                    return
                if item is NOT_YET:
                    self._items_pending = True
                    return
                task = _Task(self._drawn, item)
                self._drawn += 1
            else:
                return
            self._assign(task)

    def _assign(self, task: _Task) -> None:
        worker = min(self._workers, key=lambda w: len(w.tasks), default=None)
        if worker is None or (worker.tasks and len(self._workers) < self._size):
            worker = self._start_worker()
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        # A failed send is ignored: `_receive` finds the death once all earlier answers of the process have been read.
        with contextlib.suppress(OSError):
            worker.inbox.send(task.item)

    def _start_worker(self) -> _Worker:
        own_process = multiprocessing.current_process()
        if own_process.daemon:
            raise ScriptError(script=f"the process {own_process.name}", detail="is daemonic")
        if getattr(own_process, "_inheriting", False):
            # A new process that imports the parent's script, which has no main guard: the parent reports it.
            raise SystemExit(UNGUARDED)
        context = multiprocessing.get_context("spawn")
        their_inbox, inbox = context.Pipe(duplex=False)
        outbox, their_outbox = context.Pipe(duplex=False)
        work = serve_many if self._many else serve
        process = context.Process(
            target=work, args=(self._start, self._limits.memory, their_inbox, their_outbox), daemon=True
        )
        worker = _Worker(process, inbox, outbox)
        with _environment():
            worker.process.start()
        # Only the process keeps its ends open, so that its death is an end of file here.
        their_inbox.close()
        their_outbox.close()
        self._workers.append(worker)
        return worker

    def _is_ahead(self, worker: _Worker) -> bool:
        """Whether enough results of its item are held; never while the item whose turn it is waits in its queue."""
        if not worker.tasks or any(task.number == self._next for task in worker.tasks):
            return False
        return len(self._outcomes[worker.tasks[0].number]) >= HELD_RESULTS

    def _handle_messages(self, timeout: float) -> bool:
        """Read messages of the processes, and stop those that exceed the time limit; whether either happened."""
        ahead = [worker for worker in self._workers if self._is_ahead(worker)]
        for worker in ahead:
            worker.since = time.monotonic()
        workers_to_read = [worker for worker in self._workers if worker not in ahead]
        readable = wait([w.outbox for w in workers_to_read], timeout) if workers_to_read else []
        for worker in [w for w in workers_to_read if w.outbox in readable]:
            self._receive(worker)
        now = time.monotonic()
        slow_workers = [
            w for w in workers_to_read if w.ready and w.tasks and now - w.since > self._limits.of(w.tasks[0].item)
        ]
        for worker in slow_workers:
            if worker in self._workers:
                self._stop_slow(worker)
        return bool(readable or slow_workers)

    def _receive(self, worker: _Worker) -> None:
        message: Any = CLOSED
        with contextlib.suppress(EOFError, OSError):
            message = worker.outbox.recv()
        if message is CLOSED:
            self._handle_death(worker)
            return
        worker.since = time.monotonic()
        if isinstance(message, Part):
            task = worker.tasks[0]
            if message.number == task.received:
                task.received += 1
                self._outcomes[task.number].append(Outcome(task.item, message.result))
        elif worker.ready:
            self._finish(worker.tasks.popleft(), message)
        elif message is None:
            worker.ready = True
            self._failed_starts = 0
        elif isinstance(message, KgError):
            raise message
        else:
            raise WorkerStartError(detail=message.detail, trace=message.trace)

    def _finish(self, task: _Task, last_message: Any) -> None:
        if last_message is not END:
            self._outcomes[task.number].append(Outcome(task.item, last_message))
        self._ended.add(task.number)

    def _handle_death(self, worker: _Worker) -> None:
        """Deal with a process that died by itself: record a crash or a failed start, and requeue its items."""
        status = _release(worker)
        self._workers.remove(worker)
        if not worker.ready:
            main_module = sys.modules["__main__"]
            script = getattr(main_module, "__file__", None)
            if status == UNGUARDED:
                raise ScriptError(script=script or "the script", detail="has no main guard")
            if script is not None and main_module.__spec__ is None and not Path(script).is_file():
                raise ScriptError(script=script, detail="is no file")
            self._failed_starts += 1
            if self._failed_starts > self._size:
                raise WorkerStartError(detail=_status_in_words(status), trace="")
        elif worker.tasks and status == SHORT_OF_MEMORY and self._limits.memory is not None:
            self._finish(worker.tasks.popleft(), Crash("it needed more memory than it may have", short=True))
        elif worker.tasks:
            worker.tasks[0].deaths += 1
            if worker.tasks[0].deaths == ATTEMPTS:
                self._finish(worker.tasks.popleft(), Crash(f"{_status_in_words(status)}, twice", died=True))
        self._requeue(worker)

    def _stop_slow(self, worker: _Worker) -> None:
        """Kill a process that exceeds the time limit of its item, and requeue its other items."""
        worker.process.kill()
        _release(worker)
        self._workers.remove(worker)
        task = worker.tasks.popleft()
        self._finish(task, Crash(f"it took longer than {self._limits.of(task.item):g} s", slow=True))
        self._requeue(worker)

    def _requeue(self, worker: _Worker) -> None:
        self._retries = deque(sorted((*worker.tasks, *self._retries), key=lambda task: task.number))


def _check_findable(start: Callable[[], Any]) -> None:
    """Raise `ScriptError` for a function that a new process cannot import: pickle sends its module and name only."""
    function = start.func if isinstance(start, functools.partial) else start
    name = getattr(function, "__qualname__", repr(function))
    detail = "has no name in a module"
    try:
        pickle.dumps(function)
        detail = "is given what cannot be handed over"
        pickled_start = pickle.dumps(start)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ScriptError(script=name, detail=f"{detail} ({error})") from error
    if b"__main__" in pickled_start and getattr(sys.modules["__main__"], "__file__", None) is None:
        raise ScriptError(script=name, detail="is in no file")


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """Set the environment in which a process is started. `multiprocessing` runs ``python -c``, which would import
    modules from the working directory first; `SAFE_PATH` prevents that. Processes that share the cores compute with one
    thread each, since more would wait for one another; a number that the user has set is kept."""
    with _STARTING:
        values_before = {name: os.environ.get(name) for name in (SAFE_PATH, THREADS)}
        os.environ[SAFE_PATH] = "1"
        os.environ.setdefault(THREADS, "1")
        try:
            yield
        finally:
            for name, value in values_before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _release(worker: _Worker) -> int:
    """Wait for the process to end and close its pipes; returns its exit status."""
    worker.process.join()
    worker.inbox.close()
    worker.outbox.close()
    status = worker.process.exitcode or 0
    worker.process.close()
    return status


def _status_in_words(status: int) -> str:
    if status < 0:
        return f"it was killed by {signal.Signals(-status).name}"
    return f"it ended with status {status}"
