"""Answer a query in a process of its own, which can be stopped: Oxigraph's evaluation cannot.

The parent starts ``python -m kg.stores.oxigraph.timed_query``, sends one request to its standard input, and reads the
answer as pickles from its standard output: the columns, then lists of rows, then None; or an error in the place of any
of them.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import IO

from kg.errors import KgError, SparqlProcessError, SparqlTimeoutError
from kg.stores.oxigraph.reading import evaluate, open_snapshot
from kg.stores.protocol import Rows, Value

__all__ = ["timed_rows"]

CHUNK = 200
"""Rows a message."""
GRACE = 5.0
"""Seconds of processor time after which a process that its parent has lost ends by itself."""

type Row = tuple[Value, ...]
type Message = tuple[str, ...] | list[Row] | KgError | None


@dataclass(frozen=True, slots=True)
class Request:
    """What the process is to answer."""

    path: Path
    text: str
    seconds: float


def timed_rows(path: Path, text: str, seconds: float) -> Rows:
    """Answer the query on the store as it is now, within ``seconds``, not counting what the caller takes between rows.

    Raises `SparqlTimeoutError` or `SparqlProcessError`, also between rows, and what `open_snapshot` and `evaluate` do.
    """
    messages = _messages(Request(path, text, seconds))
    columns = next(messages)
    return Rows(
        tuple(str(name) for name in columns), (row for rows in messages if isinstance(rows, list) for row in rows)
    )


def _messages(request: Request) -> Iterator[tuple[str, ...] | list[Row]]:
    """Speak with a process of its own, which ends when this generator does, or is forgotten."""
    process = _start()
    heard: queue.Queue[Message | EOFError] = queue.Queue(maxsize=4)
    enough = threading.Event()
    listener = threading.Thread(target=_listen, args=(_pipe(process.stdout), heard, enough), daemon=True)
    listener.start()

    def end() -> None:
        enough.set()
        process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()

    # A generator that is left open until Python ends is closed too late: the listener is frozen by then, pipe in hand.
    atexit.register(end)
    left = request.seconds
    try:
        _send(_pipe(process.stdin), request)
        while True:
            asked = time.monotonic()
            try:
                message = heard.get(timeout=max(left, 0.0))
            except queue.Empty:
                raise SparqlTimeoutError(seconds=f"{request.seconds:g}") from None
            left -= time.monotonic() - asked
            if message is None:
                return
            if isinstance(message, KgError):
                raise message
            if isinstance(message, EOFError):
                raise SparqlProcessError(detail=_last_words(process))
            yield message
    finally:
        atexit.unregister(end)
        end()


def _start() -> subprocess.Popen[bytes]:
    search = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": search},
        )
    except OSError as error:
        raise SparqlProcessError(detail=str(error)) from error


def _send(pipe: IO[bytes], request: Request) -> None:
    with contextlib.suppress(BrokenPipeError):  # it died at once, and its silence will tell
        pickle.dump(request, pipe)
        pipe.flush()


def _listen(pipe: IO[bytes], heard: queue.Queue[Message | EOFError], enough: threading.Event) -> None:
    message: Message | EOFError = ()
    while not (message is None or isinstance(message, KgError | EOFError)):
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


def _last_words(process: subprocess.Popen[bytes]) -> str:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    status = process.poll()
    process.kill()
    lines = _pipe(process.stderr).read().decode("utf-8", "replace").split("\n")
    return "; ".join([f"exit status {status}", *[line for line in lines if line.strip()][-1:]])


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "opened with a pipe"
    return pipe


def _answer() -> None:
    request: Request = pickle.load(sys.stdin.buffer)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, request.seconds + GRACE)
    try:
        answer = evaluate(open_snapshot(request.path), request.path, request.text)
        _tell(answer.columns)
        for rows in batched(answer.rows, CHUNK):
            _tell(list(rows))
        _tell(None)
    except KgError as error:
        _tell(error)


def _tell(message: Message) -> None:
    pickle.dump(message, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _answer()
