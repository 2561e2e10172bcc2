"""The main loop of one process of a pool."""

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
from kg.processes.collector import collect_less_often

__all__ = ["serve", "serve_many"]


def serve(
    start: Callable[[], Callable[[Any], Any]], allowed_memory: int | None, inbox: Connection, outbox: Connection
) -> None:
    """Answer each item with its result. ``allowed_memory`` is how many bytes the process may take beyond what it uses
    after ``start()``; None is no limit."""
    _serve(start, allowed_memory, inbox, outbox, _single_answer)


def serve_many(
    start: Callable[[], Callable[[Any], Iterator[Any]]],
    allowed_memory: int | None,
    inbox: Connection,
    outbox: Connection,
) -> None:
    """Answer each item with a `Part` for each of its results, and `END`."""
    _serve(start, allowed_memory, inbox, outbox, _parts)


def _single_answer(work: Callable[[Any], Any], item: Any) -> Iterator[Any]:
    yield work(item)


def _parts(work: Callable[[Any], Iterator[Any]], item: Any) -> Iterator[Any]:
    for number, result in enumerate(work(item)):
        yield Part(number, result)
    yield END


def _serve(
    start: Callable[[], Callable[[Any], Any]],
    allowed_memory: int | None,
    inbox: Connection,
    outbox: Connection,
    answers: Callable[[Callable[[Any], Any], Any], Iterator[Any]],
) -> None:
    # Ctrl-C reaches the whole process group; the parent decides, and ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    items: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # The inbox is read at once, so that two full pipes never make both sides wait for each other.
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
    gc.collect()  # garbage of loading would otherwise be frozen, and never freed
    collect_less_often()
    memory_in_use = memory.address_space()
    if allowed_memory is not None and memory_in_use is not None:
        memory.limit(memory_in_use + allowed_memory)
    try:
        while True:
            _answer(answers(work, items.get()), outbox, is_limited=allowed_memory is not None)
    except OSError:
        return  # the parent is gone


def _answer(answers: Iterator[Any], outbox: Connection, *, is_limited: bool) -> None:
    try:
        for answer in answers:
            outbox.send(answer)
    except KgError as error:
        outbox.send(error)
    except Exception as error:  # noqa: BLE001 - one item's failure is reported, the others go on
        if is_limited and isinstance(error, MemoryError):
            os._exit(SHORT_OF_MEMORY)
        outbox.send(_crash(error))


def _receive(inbox: Connection, items: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            items.put(inbox.recv())
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone, and nobody waits for the answer


def _crash(error: Exception) -> Crash:
    words = str(error).strip().splitlines()
    return Crash(f"{type(error).__name__}: {words[0] if words else ''}".rstrip(": "), trace=traceback.format_exc())
