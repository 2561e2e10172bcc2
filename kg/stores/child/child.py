"""Processes that answer a store's queries: an engine in our own process could not be stopped, and might crash it.

A process is started when there is a query for it, and then waits for the next one with its store open. It is killed by
its id on a timeout, when its answer is dropped, when the store is closed, and when Python ends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple

from kg.errors import KgError, NotOpenError, QueryDepthError, QueryMemoryError
from kg.errors.checking import check_number
from kg.processes.memory import format_size
from kg.processes.safe_path import safe_path
from kg.stores.child.forked import ENVIRONMENT, FOLDER, Forked, take_forked
from kg.stores.child.serving import SHORT_OF_MEMORY, Message, Request, Row
from kg.stores.protocol import Rows

__all__ = ["Children", "Kind", "end_queries"]

BOOT: Final = (
    "import sys; sys.path += [entry for entry in sys.argv[3:] if entry not in sys.path]; "
    "from kg.stores.child.serving import serve; serve(sys.argv[1], int(sys.argv[2]))"
)
"""The code of a new process. Our import path is appended, so that the standard library takes precedence."""
READ_AHEAD: Final = 4
"""Messages that are read ahead of the consumer."""
STDERR_LINES: Final = 200
"""Lines of a process's stderr that are kept for an error message."""
EXIT_PATIENCE: Final = 2.0
"""Seconds to wait for a process to end once it has closed its output."""
_OUT_OF_MEMORY: Final = r"memory allocation of \d+ bytes failed|bad_alloc|MemoryError|annot allocate memory"
_STACK_OVERFLOW: Final = r"overflowed its stack|stack overflow"
_STACK_STATUSES: Final = frozenset({-signal.SIGSEGV, -getattr(signal, "SIGBUS", signal.SIGSEGV), 0xC00000FD})
"""Exit statuses of a process whose stack overflowed."""


class Kind(NamedTuple):
    """The processes of an engine: the ``module`` that is their `kg.stores.child.serving.Engine`; its language and its
    table of kg.toml, for error messages; the errors for a timeout (``late``) and for a process that ``died``; and
    ``leftovers``, a glob with ``{pid}`` for temporary files that a killed process leaves behind."""

    module: str
    language: str
    table: str
    late: Callable[[float], KgError]
    died: Callable[[str], KgError]
    leftovers: str = ""


class Children:
    """The processes of one store: one for each query that is being answered, and one idle for the next query.

    ``memory`` is how many bytes a query may take beyond what its engine uses once the store is open.
    """

    def __init__(self, kind: Kind, memory: int) -> None:
        self._kind = kind
        self._memory = memory
        self._lock = threading.Lock()
        self._idle: _Child | None = None
        self._process = os.getpid()

    def ask(self, request: Request, seconds: float | None = None) -> Rows:
        """Answer the request. Rows come lazily; with ``write``, the update is complete when the last row has come.

        The time limit of ``seconds`` (None, 0: no limit) starts when the store is open, and excludes the time that the
        caller takes between rows. Raises, also between rows, the errors of ``kind.late`` and ``kind.died``,
        `QueryMemoryError`, `QueryDepthError` and those of the engine; `NotOpenError` in a fork of the process that
        opened the store; `ParameterValueError` for an invalid ``seconds``.
        """
        if os.getpid() != self._process:  # a fork inherits the pipes, but not the threads that read them
            raise NotOpenError(what=f"the {self._kind.language} store", detail="another process has opened it")
        check_number("timeout", seconds, "a number of seconds from 0 on")
        path = request.path
        seconds = None if seconds is None else float(seconds)
        messages = self._messages(request._replace(path=None if path is None else path.absolute()), seconds)
        columns = next(messages)
        return Rows(
            tuple(str(name) for name in columns), (row for rows in messages if isinstance(rows, list) for row in rows)
        )

    def stop(self) -> None:
        """End the idle process."""
        self._put(None)

    def _messages(self, request: Request, seconds: float | None) -> Iterator[tuple[str, ...] | list[Row]]:
        child = self._take()
        if not request.write:
            _ANSWERING.add(child)
        is_reusable = False
        left: float | None = None
        failure: KgError | None = None
        try:
            child.send(request)
            while True:
                asked = time.monotonic()
                message = child.hear(left)
                left = None if left is None else max(0.0, left - (time.monotonic() - asked))
                match message:
                    case None:
                        left = seconds if seconds and seconds < threading.TIMEOUT_MAX else None
                    case bool():
                        is_reusable = message
                        break
                    case KgError():
                        failure = message
                    case _:
                        yield message
        except queue.Empty:
            raise self._kind.late(seconds or 0.0) from None
        except EOFError:
            raise self._failure(child) from None
        finally:
            _ANSWERING.discard(child)
            self._put(child) if is_reusable else child.end()
        if failure is not None:
            raise failure

    def _take(self) -> _Child:
        with self._lock:
            child, self._idle = self._idle, None
        if child is not None and child.alive:
            return child
        if (ahead := take_forked()) is not None:
            with contextlib.suppress(BrokenPipeError):  # it died at once, which `hear` reports
                ahead.begin(self._kind.module, self._memory)
            return _Child(ahead, self._kind.leftovers)
        try:
            return _Child(_start(self._kind.module, self._memory), self._kind.leftovers)
        except OSError as error:
            raise self._kind.died(str(error)) from error

    def _put(self, child: _Child | None) -> None:
        """Make this the idle process, and end the one that was idle."""
        with self._lock:
            other, self._idle = self._idle, child
        if other is not None:
            other.end()

    def _failure(self, child: _Child) -> KgError:
        status, words = child.exit_report()
        language = self._kind.language
        if status == SHORT_OF_MEMORY or re.search(_OUT_OF_MEMORY, words):
            return QueryMemoryError(language=language, limit=format_size(self._memory), table=self._kind.table)
        if status in _STACK_STATUSES or re.search(_STACK_OVERFLOW, words):
            return QueryDepthError(language=language)
        how = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        return self._kind.died("; ".join([how, *[line for line in words.split("\n") if line.strip()][-1:]]))


class _Child:
    """One process and its messages."""

    def __init__(self, process: subprocess.Popen[bytes] | Forked, leftovers: str) -> None:
        self._process = process
        self._queue: queue.Queue[Message | EOFError] = queue.Queue(maxsize=READ_AHEAD)
        self._stderr: deque[bytes] = deque(maxlen=STDERR_LINES)
        stopping = threading.Event()
        listeners = (
            threading.Thread(target=_listen, args=(_pipe(process.stdout), self._queue, stopping), daemon=True),
            threading.Thread(target=self._stderr.extend, args=(_pipe(process.stderr),), daemon=True),
        )
        self._listeners = listeners
        for listener in listeners:
            listener.start()
        # At exit the finalizer runs before Python freezes the listening threads, which may hold the lock of a pipe.
        self.end = weakref.finalize(self, _end, process, listeners, stopping, leftovers, os.getpid())

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            self._process.kill()

    def send(self, request: Request) -> None:
        pipe = _pipe(self._process.stdin)
        with contextlib.suppress(BrokenPipeError):  # it died at once, which `hear` reports
            pickle.dump(request, pipe)
            pipe.flush()

    def hear(self, seconds: float | None) -> Message:
        """The next message. Raises `queue.Empty` when it takes longer, `EOFError` when the process has ended."""
        message = self._queue.get(timeout=seconds)
        if isinstance(message, EOFError):
            raise message
        return message

    def exit_report(self) -> tuple[int, str]:
        """The exit status and the stderr of a process that has closed its output."""
        try:
            status = self._process.wait(EXIT_PATIENCE) or 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait() or 0
        self._listeners[1].join(EXIT_PATIENCE)
        return status, b"".join(self._stderr).decode("utf-8", "replace")


_ANSWERING: Final = set[_Child]()
"""The processes of all stores that are answering a query without ``write``."""


def end_queries() -> None:
    """Kill all processes that are answering a query, except updates; their callers get the error of a process that
    died. May be called from any thread."""
    for child in tuple(_ANSWERING):
        child.kill()


def _start(module: str, memory: int) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.Popen(
        [sys.executable, "-P", "-S", "-c", BOOT, module, str(memory), *safe_path()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=FOLDER,
        env=environment | ENVIRONMENT,
    )


def _listen(pipe: IO[bytes], messages: queue.Queue[Message | EOFError], stopping: threading.Event) -> None:
    message: Message | EOFError = None
    while not isinstance(message, EOFError):
        try:
            message = pickle.load(pipe)
        except (EOFError, OSError, pickle.UnpicklingError):
            message = EOFError()
        while not stopping.is_set():
            try:
                messages.put(message, timeout=0.1)
                break
            except queue.Full:
                continue


def _end(
    process: subprocess.Popen[bytes] | Forked,
    listeners: tuple[threading.Thread, threading.Thread],
    stopping: threading.Event,
    leftovers: str,
    owner: int,
) -> None:
    pipes = [_pipe(pipe) for pipe in (process.stdin, process.stdout, process.stderr)]
    if os.getpid() != owner:  # a fork: not its child, and a thread that does not exist here may hold a pipe's lock
        for pipe in pipes:
            pipe.raw.close()  # type: ignore[attr-defined]
        return
    stopping.set()
    process.kill()
    process.wait()
    if leftovers:
        _clear(leftovers.format(pid=process.pid))
    for listener in listeners:
        if listener is not threading.current_thread():  # this may run as garbage collection in that very thread
            listener.join()
    for pipe in pipes:
        with contextlib.suppress(OSError):
            pipe.close()


def _clear(leftovers: str) -> None:
    """Remove the folders that match this pattern where an engine keeps temporary files."""
    if os.name == "posix":  # where engines look for it
        temporary = os.environ.get("TMPDIR") or "/tmp"
    else:
        import tempfile  # slow to import, and it writes a file to test the folder

        temporary = tempfile.gettempdir()
    for folder in Path(temporary).glob(leftovers):
        shutil.rmtree(folder, ignore_errors=True)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "opened with a pipe"
    return pipe
