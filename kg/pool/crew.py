"""The processes of a pool, seen from their parent: who holds what, who is slow, and whose turn it is to be told."""

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

AHEAD = 2
"""Items that a process holds at once, so that it need not wait while this process is busy."""
WINDOW = 16
"""Items a process that may be drawn ahead of the oldest unfinished one: a long item stops nobody soon."""
PARTS = 16
"""Results of an item that are held before its turn; then its process is not listened to until it comes."""
ATTEMPTS = 2
"""A process may be killed for its neighbour's appetite, so the item that it was at is tried once more."""
A_MOMENT = 0.05
"""Seconds for which there may be nothing before that is said."""
SAFE = "PYTHONSAFEPATH"
THREADS = "OPENBLAS_NUM_THREADS"
GONE = object()
"""Nothing more to be heard."""
_STARTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item may take: ``seconds`` for each of its results, and bytes of ``memory`` beyond what its process has
    when it starts; None is no limit. Only Linux holds processes to the latter. An item that ``weight`` gives a 2 may
    take twice the seconds."""

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
    heard: int = 0
    """Results that it has given; a second attempt gives them again."""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    inbox: Connection
    outbox: Connection
    ready: bool = False
    since: float = 0.0
    """When it began with the first of ``held``."""
    held: deque[_Task] = field(default_factory=deque)


class Crew:
    """The processes, what each of them holds, and the outcomes that wait for their turn.

    Where an item has ``many`` results, its work returns an iterator of them.
    """

    def __init__(self, start: Callable[[], Any], size: int, limits: Limits, *, many: bool = False) -> None:
        _check_findable(start)
        self._start = start
        self._size = size
        self._limits = limits
        self._many = many
        self._workers: list[_Worker] = []
        self._drawn = self._told = 0
        self._is_later = False
        self._again: deque[_Task] = deque()
        self._outcomes: defaultdict[int, deque[Outcome[Any, Any]]] = defaultdict(deque)
        self._ended: set[int] = set()
        self._failed_starts = 0

    def run(self, items: Iterator[Any]) -> Iterator[Any]:
        """The outcomes in the items' order; `NOT_YET` where there was nothing for a moment."""
        while True:
            self._feed(items)
            outcomes = self._outcomes[self._told]
            if not outcomes and self._told in self._ended:
                self._ended.remove(self._told)
                del self._outcomes[self._told]
                self._told += 1
            elif outcomes:
                self._listen(0)
                yield outcomes.popleft()
            elif self._told == self._drawn and not self._is_later:
                return
            elif not self._listen(A_MOMENT):
                yield NOT_YET

    def stop(self) -> None:
        """Kill the processes, whatever they are at."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _release(worker)
        self._workers.clear()

    def _feed(self, items: Iterator[Any]) -> None:
        self._is_later = False
        while len(self._workers) < self._size or any(len(w.held) < AHEAD for w in self._workers):
            if self._again:
                task = self._again.popleft()
            elif self._drawn - self._told < WINDOW * self._size:
                try:
                    item = next(items)
                except StopIteration:
                    return
                if item is NOT_YET:
                    self._is_later = True
                    return
                task = _Task(self._drawn, item)
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
        if getattr(multiprocessing.current_process(), "_inheriting", False):
            # We are a process that runs its parent's script again before it is told what to do: the parent says so.
            raise SystemExit(UNGUARDED)
        context = multiprocessing.get_context("spawn")
        their_inbox, inbox = context.Pipe(duplex=False)
        outbox, their_outbox = context.Pipe(duplex=False)
        life = serve_many if self._many else serve
        process = context.Process(
            target=life, args=(self._start, self._limits.memory, their_inbox, their_outbox), daemon=True
        )
        worker = _Worker(process, inbox, outbox)
        with _environment():
            worker.process.start()
        # The process is the only owner of its ends, so that its death is an end of file here.
        their_inbox.close()
        their_outbox.close()
        self._workers.append(worker)
        return worker

    def _is_sated(self, worker: _Worker) -> bool:
        """Whether enough is held of what it is at; never where others wait for what it holds."""
        if not worker.held or any(task.number == self._told for task in worker.held):
            return False
        return len(self._outcomes[worker.held[0].number]) >= PARTS

    def _listen(self, timeout: float) -> bool:
        """Hear what the processes say, and stop those that are silent for too long; whether anything came of it."""
        sated = [worker for worker in self._workers if self._is_sated(worker)]
        for worker in sated:
            worker.since = time.monotonic()
        heeded = [worker for worker in self._workers if worker not in sated]
        speaking = wait([w.outbox for w in heeded], timeout) if heeded else []
        for worker in [w for w in heeded if w.outbox in speaking]:
            self._hear(worker)
        now = time.monotonic()
        slow = [w for w in heeded if w.ready and w.held and now - w.since > self._limits.of(w.held[0].item)]
        for worker in slow:
            if worker in self._workers:
                self._dismiss(worker)
        return bool(speaking or slow)

    def _hear(self, worker: _Worker) -> None:
        message: Any = GONE
        with contextlib.suppress(EOFError, OSError):
            message = worker.outbox.recv()
        if message is GONE:
            self._bury(worker)
            return
        worker.since = time.monotonic()
        if isinstance(message, Part):
            task = worker.held[0]
            if message.number == task.heard:
                task.heard += 1
                self._outcomes[task.number].append(Outcome(task.item, message.result))
        elif worker.ready:
            self._settle(worker.held.popleft(), message)
        elif message is None:
            worker.ready = True
            self._failed_starts = 0
        elif isinstance(message, KgError):
            raise message
        else:
            raise WorkerStartError(detail=message.detail, trace=message.trace)

    def _settle(self, task: _Task, last: Any) -> None:
        if last is not END:
            self._outcomes[task.number].append(Outcome(task.item, last))
        self._ended.add(task.number)

    def _bury(self, worker: _Worker) -> None:
        """Settle the estate of a process that has died by itself."""
        status = _release(worker)
        self._workers.remove(worker)
        if not worker.ready:
            main = sys.modules["__main__"]
            script = getattr(main, "__file__", None)
            if status == UNGUARDED:
                raise ScriptError(script=script or "the script", detail="has no main guard")
            if script is not None and main.__spec__ is None and not Path(script).is_file():
                raise ScriptError(script=script, detail="is no file")
            self._failed_starts += 1
            if self._failed_starts > self._size:
                raise WorkerStartError(detail=_in_words(status), trace="")
        elif worker.held and status == SHORT_OF_MEMORY and self._limits.memory is not None:
            self._settle(worker.held.popleft(), Crash("it needed more memory than it may have", short=True))
        elif worker.held:
            worker.held[0].deaths += 1
            if worker.held[0].deaths == ATTEMPTS:
                self._settle(worker.held.popleft(), Crash(f"{_in_words(status)}, twice", died=True))
        self._give_back(worker)

    def _dismiss(self, worker: _Worker) -> None:
        """Stop a process that takes too long over its item."""
        worker.process.kill()
        _release(worker)
        self._workers.remove(worker)
        task = worker.held.popleft()
        self._settle(task, Crash(f"it took longer than {self._limits.of(task.item):g} s", slow=True))
        self._give_back(worker)

    def _give_back(self, worker: _Worker) -> None:
        self._again = deque(sorted((*worker.held, *self._again), key=lambda task: task.number))


def _check_findable(start: Callable[[], Any]) -> None:
    """Raise `ScriptError` for what a new process would not find: a process gets it by its module and name."""
    function = start.func if isinstance(start, functools.partial) else start
    name = getattr(function, "__qualname__", repr(function))
    detail = "has no name in a module"
    try:
        pickle.dumps(function)
        detail = "is given what cannot be handed over"
        told = pickle.dumps(start)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ScriptError(script=name, detail=f"{detail} ({error})") from error
    if b"__main__" in told and getattr(sys.modules["__main__"], "__file__", None) is None:
        raise ScriptError(script=name, detail="is in no file")


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """What a process starts with. `multiprocessing` starts ``python -c``, which looks for modules in the working
    directory first: not here. And processes that share the cores do their sums with one thread each, or they wait for
    one another; who has set another number knows better."""
    with _STARTING:
        before = {name: os.environ.get(name) for name in (SAFE, THREADS)}
        os.environ[SAFE] = "1"
        os.environ.setdefault(THREADS, "1")
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def _release(worker: _Worker) -> int:
    """Wait for the process's end and close its pipes; its exit status."""
    worker.process.join()
    worker.inbox.close()
    worker.outbox.close()
    status = worker.process.exitcode or 0
    worker.process.close()
    return status


def _in_words(status: int) -> str:
    if status < 0:
        return f"it was killed by {signal.Signals(-status).name}"
    return f"it ended with status {status}"
