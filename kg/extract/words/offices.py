"""Who held the highest offices of states until when: a text that calls somebody president whose term ended long before
it tells of the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.offices import Head, heads

__all__ = ["left_long_ago", "was_long_before"]

YEARS_AFTER_TERM = 10
"""Years after a term: what the data calls its last year may only be the last that its source knew of."""


def left_long_ago(name: str, title: str, year: int, state: str | None) -> bool:
    """Whether every known term of a person in the office that a title names, of a ``state`` (two letters) or of any,
    ended long before a year.

    >>> [left_long_ago("Harry Truman", "U.S. President", year, None) for year in (2010, 1950)]
    [True, False]
    >>> left_long_ago("Harry Truman", "Senator", 2010, None), left_long_ago("Ana Ruiz", "President", 2010, None)
    (False, False)
    """
    words = title.casefold().split()
    held = [
        head
        for head in _by_name().get(name.casefold(), ())
        if state in {None, head.state} and words[-len(head.office.split()) :] == head.office.split()
    ]
    return bool(held) and all(was_long_before(head.until, year) for head in held)


def was_long_before(until: int, year: int) -> bool:
    """Whether a term that ended in the year ``until`` was over long before a year."""
    return until + YEARS_AFTER_TERM <= year


@cache
def _by_name() -> Mapping[str, list[Head]]:
    found: dict[str, list[Head]] = defaultdict(list)
    for head in heads():
        for name in (head.name, *head.aliases):
            found[name.casefold()].append(head)
    return found
