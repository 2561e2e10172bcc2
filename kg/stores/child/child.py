"""Processes that answer a store's queries: an engine in our own could not be stopped, and would take it along.

A process is started when there is a query for it, and waits for the next one with its store open; it is killed by its
id when its time is up, when its answer is forgotten, and when the store is closed or Python ends.
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
from kg.stores.child.forked import ENVIRONMENT, FOLDER, Forked, taken
from kg.stores.child.serving import SHORT_OF_MEMORY, Message, Request, Row
from kg.stores.protocol import Rows

__all__ = ["Children", "Kind", "end_queries"]

BOOT: Final = (
    "import sys; sys.path += [entry for entry in sys.argv[3:] if entry not in sys.path]; "
    "from kg.stores.child.serving import serve; serve(sys.argv[1], int(sys.argv[2]))"
)
"""What a process begins with: the standard library comes before all that may lie on a path of ours."""
WAITING: Final = 4
"""Messages that are read before they are wanted."""
LINES: Final = 200
"""Of what a process writes to stderr, how much is kept for its last words."""
FAREWELL: Final = 2.0
"""Seconds for a process that has fallen silent to be gone."""
_REFUSED: Final = r"memory allocation of \d+ bytes failed|bad_alloc|MemoryError|annot allocate memory"
_OVERFLOWN: Final = r"overflowed its stack|stack overflow"
_DEEP: Final = frozenset({-signal.SIGSEGV, -getattr(signal, "SIGBUS", signal.SIGSEGV), 0xC00000FD})
"""How a process ends that has no stack left."""


class Kind(NamedTuple):
    """What the processes of an engine are: the ``module`` that is their `kg.stores.child.serving.Engine`, its language
    and its table of kg.toml for the errors, and those for a query that is too late and for a process that died;
    ``leavings``: what one that is killed leaves among the temporary files, as a pattern with its ``{pid}``."""

    module: str
    language: str
    table: str
    late: Callable[[float], KgError]
    died: Callable[[str], KgError]
    leavings: str = ""


class Children:
    """The processes of one store: as many as are asked at once, and one that waits for the next query.

    ``memory`` is how many bytes a query may take beyond what its engine holds when the store is open.
    """

    def __init__(self, kind: Kind, memory: int) -> None:
        self._kind = kind
        self._memory = memory
        self._lock = threading.Lock()
        self._idle: _Child | None = None
        self._process = os.getpid()

    def ask(self, request: Request, seconds: float | None = None) -> Rows:
        """Answer the request; rows come lazily, and with ``write`` it is carried out when the last one has come.

        ``seconds`` (None, 0: any number) count from when the store is open, without what the caller takes between rows.
        Raises what ``kind.late`` and ``kind.died`` give, `QueryMemoryError`, `QueryDepthError` and what the engine
        does, also between rows; `NotOpenError` in a process that was forked since, `ParameterValueError` for no number
        of seconds.
        """
        if os.getpid() != self._process:  # a fork has the pipes, and nobody who listens to them
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
        """End the process that waits."""
        self._put(None)

    def _messages(self, request: Request, seconds: float | None) -> Iterator[tuple[str, ...] | list[Row]]:
        child = self._take()
        if not request.write:
            _ASKED.add(child)
        goes_on = False
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
                        goes_on = message
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
            _ASKED.discard(child)
            self._put(child) if goes_on else child.end()
        if failure is not None:
            raise failure

    def _take(self) -> _Child:
        with self._lock:
            child, self._idle = self._idle, None
        if child is not None and child.alive:
            return child
        if (ahead := taken()) is not None:
            with contextlib.suppress(BrokenPipeError):  # it died at once, and its silence will tell
                ahead.begin(self._kind.module, self._memory)
            return _Child(ahead, self._kind.leavings)
        try:
            return _Child(_start(self._kind.module, self._memory), self._kind.leavings)
        except OSError as error:
            raise self._kind.died(str(error)) from error

    def _put(self, child: _Child | None) -> None:
        """Let this one wait for the next query, in the place of the one that did."""
        with self._lock:
            other, self._idle = self._idle, child
        if other is not None:
            other.end()

    def _failure(self, child: _Child) -> KgError:
        status, words = child.last_words()
        language = self._kind.language
        if status == SHORT_OF_MEMORY or re.search(_REFUSED, words):
            return QueryMemoryError(language=language, limit=format_size(self._memory), table=self._kind.table)
        if status in _DEEP or re.search(_OVERFLOWN, words):
            return QueryDepthError(language=language)
        how = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        return self._kind.died("; ".join([how, *[line for line in words.split("\n") if line.strip()][-1:]]))


class _Child:
    """One process, and what it says."""

    def __init__(self, process: subprocess.Popen[bytes] | Forked, leavings: str) -> None:
        self._process = process
        self._heard: queue.Queue[Message | EOFError] = queue.Queue(maxsize=WAITING)
        self._words: deque[bytes] = deque(maxlen=LINES)
        enough = threading.Event()
        listeners = (
            threading.Thread(target=_listen, args=(_pipe(process.stdout), self._heard, enough), daemon=True),
            threading.Thread(target=self._words.extend, args=(_pipe(process.stderr),), daemon=True),
        )
        self._listeners = listeners
        for listener in listeners:
            listener.start()
        # Not left to the garbage, nor to Python's end: a listener is frozen by then, pipe in hand.
        self.end = weakref.finalize(self, _end, process, listeners, enough, leavings, os.getpid())

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
            self._process.kill()

    def send(self, request: Request) -> None:
        pipe = _pipe(self._process.stdin)
        with contextlib.suppress(BrokenPipeError):  # it died at once, and its silence will tell
            pickle.dump(request, pipe)
            pipe.flush()

    def hear(self, seconds: float | None) -> Message:
        """The next message. Raises `queue.Empty` when it takes longer, `EOFError` when the process has ended."""
        message = self._heard.get(timeout=seconds)
        if isinstance(message, EOFError):
            raise message
        return message

    def last_words(self) -> tuple[int, str]:
        """How a process that has fallen silent ended, and what it said of that."""
        try:
            status = self._process.wait(FAREWELL) or 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait() or 0
        self._listeners[1].join(FAREWELL)
        return status, b"".join(self._words).decode("utf-8", "replace")


_ASKED: Final = set[_Child]()
"""Those that answer a query which changes nothing, of all stores."""


def end_queries() -> None:
    """Kill the processes that answer a query now, but for one that changes its store: whoever asks is told that it has
    died. From any thread."""
    for child in tuple(_ASKED):
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


def _listen(pipe: IO[bytes], heard: queue.Queue[Message | EOFError], enough: threading.Event) -> None:
    message: Message | EOFError = None
    while not isinstance(message, EOFError):
        try:
            message = pickle.load(pipe)
        except (EOFError, OSError, pickle.UnpicklingError):
            message = EOFError()
        while not enough.is_set():
            try:
                heard.put(message, timeout=0.1)
                break
            except queue.Full:
                continue


def _end(
    process: subprocess.Popen[bytes] | Forked,
    listeners: tuple[threading.Thread, threading.Thread],
    enough: threading.Event,
    leavings: str,
    owner: int,
) -> None:
    pipes = [_pipe(pipe) for pipe in (process.stdin, process.stdout, process.stderr)]
    if os.getpid() != owner:  # a fork: the child is not its own, and who holds a pipe's lock is not there to let go
        for pipe in pipes:
            pipe.raw.close()  # type: ignore[attr-defined]
        return
    enough.set()
    process.kill()
    process.wait()
    if leavings:
        _clear(leavings.format(pid=process.pid))
    for listener in listeners:
        if listener is not threading.current_thread():  # whose garbage this may have been
            listener.join()
    for pipe in pipes:
        with contextlib.suppress(OSError):
            pipe.close()


def _clear(leavings: str) -> None:
    """Remove the folders of this pattern from where an engine keeps temporary files."""
    if os.name == "posix":  # as engines look for it
        temporary = os.environ.get("TMPDIR") or "/tmp"
    else:
        import tempfile  # takes longer to load than most answers' rows, and writes a file to try the folder

        temporary = tempfile.gettempdir()
    for folder in Path(temporary).glob(leavings):
        shutil.rmtree(folder, ignore_errors=True)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "opened with a pipe"
    return pipe
