"""A quick preselection of the names that are similar to a mistyped one: comparing two names letter by letter takes a
hundred times as long as finding the first and last difference."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from itertools import takewhile
from operator import eq
from typing import Final

__all__ = ["most_similar"]

COMPARED: Final = 1000


def most_similar[T](key: str, found: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """At most `COMPARED` of ``found``: those whose names share the longest beginning and end with ``key``, the most
    similar first.

    >>> most_similar("mackrel", ["marlin", "mackerel", "barrel"], str)
    ['mackerel', 'barrel', 'marlin']
    """
    return heapq.nlargest(COMPARED, found, key=lambda each: _shared(key, name(each)))


def _shared(one: str, other: str) -> int:
    """How many letters two names share at their beginning and their end."""
    begun: int = sum(takewhile(bool, map(eq, one, other)))
    ended: int = sum(takewhile(bool, map(eq, reversed(one[begun:]), reversed(other[begun:]))))
    return begun + ended
