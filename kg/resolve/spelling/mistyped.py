"""Which of very many names are worth comparing with one that nobody has: to compare two of them letter by letter takes
a hundred times as long as to see where they differ first and last."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from itertools import takewhile
from operator import eq
from typing import Final

__all__ = ["likest"]

COMPARED: Final = 1000


def likest[T](key: str, found: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The thousand at most whose names begin and end most like ``key``: what is mistyped keeps most of both ends. Of
    those as like, the first.

    >>> likest("mackrel", ["marlin", "mackerel", "barrel"], str)
    ['mackerel', 'barrel', 'marlin']
    """
    return heapq.nlargest(COMPARED, found, key=lambda each: _shared(key, name(each)))


def _shared(one: str, other: str) -> int:
    """How many letters two names begin and end alike with."""
    begun: int = sum(takewhile(bool, map(eq, one, other)))
    ended: int = sum(takewhile(bool, map(eq, reversed(one[begun:]), reversed(other[begun:]))))
    return begun + ended
