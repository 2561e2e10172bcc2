"""Work through items in several processes, in order, and survive the ones that kill their process.

`concurrent.futures` gives up the whole pool when one process dies and does not say which item it was at. Here every
process holds its own items and answers them one by one, so that a death, or a silence that lasts too long, is pinned on
the item that it happened at; the others go on in a fresh process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from kg.collector import look_less_often
from kg.errors import KgError, WorkerStartError

__all__ = ["Crash", "Outcome", "available_cpus", "process"]

AHEAD = 2
"""Items that a process holds at once, so that it need not wait while this process is busy."""
WINDOW = 16
"""Items a process that may be drawn ahead of the oldest unfinished one: a long item stops nobody soon."""
ATTEMPTS = 2
"""A process may be killed for its neighbour's appetite, so the item that it was at is tried once more."""
SAFE = "PYTHONSAFEPATH"
_STARTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Crash:
    """Why an item has no result: its process ``died``, or was stopped as too ``slow``, or else the work raised what it
    should not; ``trace`` says where."""

    detail: str
    died: bool = False
    slow: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Outcome[I, O]:
    """An item and what came of it. A `KgError` is one that the work raised for this item."""

    item: I
    result: O | KgError | Crash


def available_cpus() -> int:
    """How many CPUs this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def process[I, O](
    start: Callable[[], Callable[[I], O]], items: Iterable[I], workers: int, *, limit: float | None = None
) -> Generator[Outcome[I, O]]:
    """What ``start()`` returns, called with each item in one of ``workers`` processes; outcomes in the items' order.

    ``start`` is called once in each process and must be picklable (a module's function, or a `functools.partial` of
    one). Processes start when there are items for them: no item, no process. ``limit`` is how many seconds an item may
    take. Items are drawn a little ahead of the outcomes.

    Raises what ``start`` raises when that is a `KgError`, else `WorkerStartError` when no process gets through it.
    """
    crew = _Crew(start, max(1, workers), limit)
    try:
        yield from crew.run(iter(items))
    finally:
        crew.stop()


@dataclass(slots=True)
class _Task:
    number: int
    item: Any
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    inbox: Connection
    outbox: Connection
    ready: bool = False
    since: float = 0.0
    """When it began with the first of ``held``."""
    held: deque[_Task] = field(default_factory=deque)


class _Crew:
    """The processes, what each of them holds, and the outcomes that wait for their turn."""

    def __init__(self, start: Callable[[], Callable[[Any], Any]], size: int, limit: float | None) -> None:
        self._start = start
        self._size = size
        self._limit = limit
        self._workers: list[_Worker] = []
        self._drawn = 0
        self._again: deque[_Task] = deque()
        self._finished: dict[int, Outcome[Any, Any]] = {}
        self._failed_starts = 0

    def run(self, items: Iterator[Any]) -> Iterator[Outcome[Any, Any]]:
        told = 0
        while True:
            self._feed(items, told)
            finished = told in self._finished
            if not finished and told == self._drawn:
                return
            self._listen(0 if finished else self._patience())
            if finished:
                yield self._finished.pop(told)
                told += 1

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _release(worker)
        self._workers.clear()

    def _feed(self, items: Iterator[Any], told: int) -> None:
        while len(self._workers) < self._size or any(len(w.held) < AHEAD for w in self._workers):
            if self._again:
                task = self._again.popleft()
            elif self._drawn - told < WINDOW * self._size:
                try:
                    task = _Task(self._drawn, next(items))
                except StopIteration:
                    return
                self._drawn += 1
            else:
                return
            self._give(task)

    def _give(self, task: _Task) -> None:
        worker = min(self._workers, key=lambda w: len(w.held), default=None)
        if worker is None or (worker.held and len(self._workers) < self._size):
            worker = self._hire()
        if not worker.held:
            worker.since = time.monotonic()
        worker.held.append(task)
        # A dead process is found out when all that it had to say has been heard: it may have been at another item.
        with contextlib.suppress(OSError):
            worker.inbox.send(task.item)

    def _hire(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        their_inbox, inbox = context.Pipe(duplex=False)
        outbox, their_outbox = context.Pipe(duplex=False)
        worker = _Worker(
            context.Process(target=_serve, args=(self._start, their_inbox, their_outbox), daemon=True), inbox, outbox
        )
        with _safe_start():
            worker.process.start()
        # The process is the only owner of its ends, so that its death is an end of file here.
        their_inbox.close()
        their_outbox.close()
        self._workers.append(worker)
        return worker

    def _patience(self) -> float | None:
        if self._limit is None:
            return None
        begun = [w.since for w in self._workers if w.ready and w.held]
        return max(0.0, min(begun) + self._limit - time.monotonic()) if begun else None

    def _listen(self, timeout: float | None) -> None:
        speaking = wait([w.outbox for w in self._workers], timeout)
        for worker in [w for w in self._workers if w.outbox in speaking]:
            self._hear(worker)
        if self._limit is not None:
            for worker in list(self._workers):
                if worker.ready and worker.held and time.monotonic() - worker.since > self._limit:
                    self._dismiss(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.outbox.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.since = time.monotonic()
        if worker.ready:
            task = worker.held.popleft()
            self._finished[task.number] = Outcome(task.item, message)
        elif message is None:
            worker.ready = True
            self._failed_starts = 0
        elif isinstance(message, KgError):
            raise message
        else:
            raise WorkerStartError(detail=message.detail, trace=message.trace)

    def _bury(self, worker: _Worker) -> None:
        """Settle the estate of a process that has died by itself."""
        detail = _release(worker)
        self._workers.remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > self._size:
                raise WorkerStartError(detail=detail, trace="")
        elif worker.held:
            worker.held[0].deaths += 1
            if worker.held[0].deaths == ATTEMPTS:
                task = worker.held.popleft()
                self._finished[task.number] = Outcome(task.item, Crash(f"{detail}, twice", died=True))
        self._again.extendleft(reversed(worker.held))

    def _dismiss(self, worker: _Worker) -> None:
        """Stop a process that takes too long over its item."""
        worker.process.kill()
        _release(worker)
        self._workers.remove(worker)
        task = worker.held.popleft()
        self._finished[task.number] = Outcome(task.item, Crash(f"it took longer than {self._limit:g} s", slow=True))
        self._again.extendleft(reversed(worker.held))


@contextlib.contextmanager
def _safe_start() -> Iterator[None]:
    """`multiprocessing` starts ``python -c``, which looks for modules in the working directory first; not here."""
    with _STARTING:
        before = os.environ.get(SAFE)
        os.environ[SAFE] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[SAFE]
            else:
                os.environ[SAFE] = before


def _release(worker: _Worker) -> str:
    """Wait for the process's end and close its pipes; how it ended, in words."""
    worker.process.join()
    worker.inbox.close()
    worker.outbox.close()
    status = worker.process.exitcode or 0
    worker.process.close()
    if status < 0:
        return f"it was killed by {signal.Signals(-status).name}"
    return f"it ended with status {status}"


def _serve(start: Callable[[], Callable[[Any], Any]], inbox: Connection, outbox: Connection) -> None:
    """The life of one process."""
    # An interrupt from the terminal reaches the whole group; the parent decides, and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    items: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # The inbox is emptied at once, so that neither side ever waits for the other with a full pipe in its hands.
    threading.Thread(target=_receive, args=(inbox, items), daemon=True).start()
    try:
        work = start()
    except KgError as error:
        outbox.send(error)
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it
        outbox.send(_crash(error))
        return
    outbox.send(None)
    look_less_often()
    while True:
        item = items.get()
        try:
            result = work(item)
        except KgError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - one item's failure is reported, the others go on
            result = _crash(error)
        try:
            outbox.send(result)
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - a result that does not pickle
            outbox.send(_crash(error))


def _receive(inbox: Connection, items: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            items.put(inbox.recv())
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone: nobody waits for what is being worked on


def _crash(error: Exception) -> Crash:
    words = str(error).strip().splitlines()
    return Crash(f"{type(error).__name__}: {words[0] if words else ''}".rstrip(": "), trace=traceback.format_exc())
