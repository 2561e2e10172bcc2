"""The life of one process of a pool."""

from __future__ import annotations

import gc
import os
import queue
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import KgError
from kg.pool.message import END, SHORT_OF_MEMORY, Crash, Part
from kg.processes import memory
from kg.processes.collector import look_less_often

__all__ = ["serve", "serve_many"]


def serve(
    start: Callable[[], Callable[[Any], Any]], allowed: int | None, inbox: Connection, outbox: Connection
) -> None:
    """Answer each item with its result. ``allowed`` is how many bytes more than after the start the process may have,
    None for any number."""
    _serve(start, allowed, inbox, outbox, _whole)


def serve_many(
    start: Callable[[], Callable[[Any], Iterator[Any]]], allowed: int | None, inbox: Connection, outbox: Connection
) -> None:
    """Answer each item with a `Part` for each of its results, and `END`."""
    _serve(start, allowed, inbox, outbox, _parts)


def _whole(work: Callable[[Any], Any], item: Any) -> Iterator[Any]:
    yield work(item)


def _parts(work: Callable[[Any], Iterator[Any]], item: Any) -> Iterator[Any]:
    for number, result in enumerate(work(item)):
        yield Part(number, result)
    yield END


def _serve(
    start: Callable[[], Callable[[Any], Any]],
    allowed: int | None,
    inbox: Connection,
    outbox: Connection,
    answers: Callable[[Callable[[Any], Any], Any], Iterator[Any]],
) -> None:
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
    gc.collect()  # what only the loading needed would otherwise be kept for good
    look_less_often()
    held = memory.held()
    if allowed is not None and held is not None:
        memory.limit(held + allowed)
    try:
        while True:
            _answer(answers(work, items.get()), outbox, limited=allowed is not None)
    except OSError:
        return  # the parent is gone


def _answer(answers: Iterator[Any], outbox: Connection, *, limited: bool) -> None:
    try:
        for answer in answers:
            outbox.send(answer)
    except KgError as error:
        outbox.send(error)
    except Exception as error:  # noqa: BLE001 - one item's failure is reported, the others go on
        if limited and isinstance(error, MemoryError):
            os._exit(SHORT_OF_MEMORY)
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
