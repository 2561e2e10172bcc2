"""Work through items in several processes, in order, and survive items that kill their process.

`concurrent.futures` gives up the whole pool when one process dies, and does not say at which item. Here every process
has its own queue of items and answers them one by one, so that a crash, a timeout or a lack of memory is attributed to
the item that caused it; the other items go on in a fresh process.
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
    """Call the function that ``start()`` returns with each item, in ``workers`` processes; outcomes in item order.

    ``start`` is called once in each process and must be picklable (a module's function, or a `functools.partial` of
    one). A process is started only when there is an item for it. Items are drawn a little ahead of the outcomes; a
    `NOT_YET` among the items means that there is none at the moment, and more may follow.

    Raises what ``start`` raises if it is a `KgError`, else `WorkerStartError` when ``start`` fails in every process.
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
    """As `process`, for items with any number of results: an outcome for each, and a last one for a `Crash`.

    The seconds of the limits hold for each result. Of items whose turn has not come only some results are held in
    memory. `NOT_YET` is given whenever no outcome is ready for a moment.
    """
    crew = Crew(start, max(1, workers), limits, many=True)
    try:
        yield from crew.run(iter(items))
    finally:
        crew.stop()
