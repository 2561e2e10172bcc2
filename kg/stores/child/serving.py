"""The life of a process that answers queries: a request comes in on stdin, its answer goes out on stdout, as pickles.

An answer is None once the store is open, the columns, lists of rows, and at last whether the process goes on; an error
may stand in the place of any of them but the last. A process that has written ends, and so does one that has kept much
of what a query took. It ends at once when nobody is left to ask it.
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
"""Rows a message."""
STACK: Final = 2**24
"""Bytes of stack for the engine, whatever the shell allows: how deep a query may be is the same everywhere."""
SHORT_OF_MEMORY: Final = 12
"""The exit status of a process whose Python, not its engine, was refused memory."""
KEPT: Final = 4
"""A process goes on when no more than this part of its query's memory is still held afterwards: one in so many."""

type Row = tuple[Value, ...]
type Message = tuple[str, ...] | list[Row] | KgError | bool | None


class Request(NamedTuple):
    """What a process is to answer from the store at ``path`` (None: one without content), which it may change with
    ``write``."""

    path: Path | None
    text: str
    parameters: Mapping[str, object] | None = None
    write: bool = False


class Opened(NamedTuple):
    """A store that is open in this process; ``close`` makes sure of what has been written."""

    ask: Callable[[str, Mapping[str, object]], Rows]
    close: Callable[[], None]


class Engine(Protocol):
    """The module of an engine that answers in the process."""

    def state(self, path: Path | None) -> object:
        """Something that compares unequal when the store at the path has changed since."""

    def opened(self, path: Path | None, *, write: bool) -> Opened:
        """Open the store as it is now."""


def serve(module: str, allowed: int) -> None:
    """Answer requests with the `Engine` of this name until nobody is left to ask; each query may take so many bytes."""
    # An interrupt from the terminal reaches the whole group; the parent decides, and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_no_core()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what an engine prints is no answer
    requests: queue.SimpleQueue[Request] = queue.SimpleQueue()

    def say(message: Message) -> None:
        pickle.dump(message, out)
        out.flush()

    def work() -> None:
        status = 1
        try:
            _work(cast("Engine", importlib.import_module(module)), allowed, requests, say)
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


def _work(engine: Engine, allowed: int, requests: queue.SimpleQueue[Request], say: Callable[[Message], None]) -> None:
    opened: Opened | None = None
    state: object = None
    base: int | None = None
    goes_on = True
    while goes_on:
        request = requests.get()
        try:
            now = engine.state(request.path)
            if opened is None or request.write or now != state:
                opened = None  # before the next one, so that memory need not hold both
                memory.limit(None)
                opened, state = engine.opened(request.path, write=request.write), now
                base = memory.address_space()
                memory.limit(None if base is None else base + allowed)
            say(None)
            _answer(opened, request, say)
        except KgError as error:
            if "allocate memory" in str(error):
                raise MemoryError from error
            say(error)
        kept = (memory.address_space() or 0) - (base or 0)
        goes_on = not request.write and kept <= allowed // KEPT
        say(goes_on)


def _answer(opened: Opened, request: Request, say: Callable[[Message], None]) -> None:
    answer = opened.ask(request.text, request.parameters or {})
    say(answer.columns)
    for rows in batched(answer.rows, CHUNK):
        say(list(rows))
    if request.write:
        opened.close()


def _leave_no_core() -> None:
    """One that dies of its query leaves nothing behind, whatever the shell allows."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
