"""Work through items in several processes, in order, and survive the ones that kill their process.

`concurrent.futures` gives up the whole pool when one process dies and does not say which item it was at. Here every
process holds its own items and answers them one by one, so that a death, a silence that lasts too long, or an appetite
for memory is pinned on the item that it happened at; the others go on in a fresh process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator

from kg.pool.crew import Crew, Limits
from kg.pool.message import NOT_YET, Crash, NotYet, Outcome

__all__ = ["NOT_YET", "Crash", "Limits", "NotYet", "Outcome", "available_cpus", "process", "stream"]

NO_LIMITS = Limits()


def available_cpus() -> int:
    """How many CPUs this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def process[I, O](
    start: Callable[[], Callable[[I], O]], items: Iterable[I | NotYet], workers: int, limits: Limits = NO_LIMITS
) -> Generator[Outcome[I, O]]:
    """What ``start()`` returns, called with each item in one of ``workers`` processes; outcomes in the items' order.

    ``start`` is called once in each process and must be picklable (a module's function, or a `functools.partial` of
    one). Processes start when there are items for them: no item, no process. Items are drawn a little ahead of the
    outcomes; `NOT_YET` among them means that there is none yet.

    Raises what ``start`` raises when that is a `KgError`, else `WorkerStartError` when no process gets through it.
    """
    crew = Crew(start, max(1, workers), limits)
    try:
        for outcome in crew.run(iter(items)):
            if outcome is not NOT_YET:
                yield outcome
    finally:
        crew.stop()


def stream[I, O](
    start: Callable[[], Callable[[I], Iterator[O]]], items: Iterable[I], workers: int, limits: Limits
) -> Generator[Outcome[I, O] | NotYet]:
    """As `process`, where an item has any number of results: an outcome each, and one more where it ends in a `Crash`.

    An item may take the seconds of the limits for each of its results. Only some results of the later items are held,
    however many they have. `NOT_YET` comes whenever there was nothing for a moment.
    """
    crew = Crew(start, max(1, workers), limits, many=True)
    try:
        yield from crew.run(iter(items))
    finally:
        crew.stop()
