"""The main loop of a process that answers queries: requests on stdin, answers on stdout, both as pickles.

An answer consists of None when the store is open, the columns, lists of rows, and finally whether the process can be
reused; an error may come in place of any of these but the last. A process ends after an update, and when it still holds
much of the memory that a query took; it ends at once when its stdin is closed.
"""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from itertools import batched
from pathlib import Path
from typing import Final, NamedTuple, Protocol, cast

from kg.errors import KgError
from kg.processes import memory
from kg.stores.protocol import Rows, Value

__all__ = ["SHORT_OF_MEMORY", "Engine", "Message", "Opened", "Request", "serve"]

CHUNK: Final = 200
"""Rows in a message."""
STACK: Final = 2**24
"""Bytes of stack for the engine, whatever the shell allows, so that queries may be nested equally deep everywhere."""
SHORT_OF_MEMORY: Final = 12
"""The exit status when Python, not the engine, runs out of memory."""
REUSABLE_DIVISOR: Final = 4
"""A process is reused if it still holds at most this fraction (1/4) of a query's memory limit afterwards."""

type Row = tuple[Value, ...]
type Message = tuple[str, ...] | list[Row] | KgError | bool | None


class Request(NamedTuple):
    """A query to the store at ``path`` (None: an empty store); with ``write`` it may change the store."""

    path: Path | None
    text: str
    parameters: Mapping[str, object] | None = None
    write: bool = False


class Opened(NamedTuple):
    """A store that is open in this process; ``close`` makes sure that updates are on disk."""

    ask: Callable[[str, Mapping[str, object]], Rows]
    close: Callable[[], None]


class Engine(Protocol):
    """The interface of a module that answers queries in such a process."""

    def state(self, path: Path | None) -> object:
        """A value that differs once the store at the path has changed."""

    def opened(self, path: Path | None, *, write: bool) -> Opened:
        """Open the store as it is now."""


def serve(module: str, allowed: int) -> None:
    """Answer requests with the `Engine` in this module until stdin is closed; a query may take ``allowed`` bytes."""
    # Ctrl-C reaches the whole process group; the parent decides, and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _disable_core_dumps()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what an engine prints must not mix with answers
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()

    def send(message: Message) -> None:
        pickle.dump(message, out)
        out.flush()

    def work() -> None:
        status = 1
        try:
            _work(cast("Engine", importlib.import_module(module)), allowed, requests, send)
            status = 0
        except MemoryError:
            status = SHORT_OF_MEMORY
        except BrokenPipeError:
            status = 0
        except BaseException:  # noqa: BLE001 - the parent reports its last line
            traceback.print_exc()
        finally:
            os._exit(status)

    threading.stack_size(STACK)
    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


def _work(engine: Engine, allowed: int, requests: queue.SimpleQueue[Request], send: Callable[[Message], None]) -> None:
    opened: Opened | None = None
    state: object = None
    base: int | None = None
    is_reusable = True
    while is_reusable:
        request = requests.get()
        try:
            now = engine.state(request.path)
            if opened is None or request.write or now != state:
                opened = None  # release it first, so that memory need not hold both
                memory.limit(None)
                opened, state = engine.opened(request.path, write=request.write), now
                base = memory.address_space()
                memory.limit(None if base is None else base + allowed)
            send(None)
            _answer(opened, request, send)
        except KgError as error:
            if "allocate memory" in str(error):
                raise MemoryError from error
            send(error)
        kept = (memory.address_space() or 0) - (base or 0)
        is_reusable = not request.write and kept <= allowed // REUSABLE_DIVISOR
        send(is_reusable)


def _answer(opened: Opened, request: Request, send: Callable[[Message], None]) -> None:
    answer = opened.ask(request.text, request.parameters or {})
    send(answer.columns)
    for rows in batched(answer.rows, CHUNK):
        send(list(rows))
    if request.write:
        opened.close()


def _disable_core_dumps() -> None:
    """Disable core dumps, whatever the shell allows."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
