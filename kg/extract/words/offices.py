"""Terms of the highest offices of states: a text that calls somebody president long after a term is about the past."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from kg.extract.words.folding import name_parts
from kg.offices import Head, heads

__all__ = ["YEAR_OF_OFFICE", "left_long_ago", "presided", "was_long_before"]

YEAR_OF_OFFICE = re.compile(r"\b(?:1[789]|20)\d\d\b")
"""A year in which somebody may have held an office that texts tell of."""
YEARS_AFTER_TERM = 10
"""Years after a term that count as long: its last year in the data may only be the last that the source knew of."""


def left_long_ago(name: str, title: str, year: int, state: str | None) -> bool:
    """Whether a person is known to have held the office that a title names, in a ``state`` (two letters) or in any if
    None, and all these terms ended long before a year.

    >>> [left_long_ago("Harry Truman", "U.S. President", year, None) for year in (2010, 1950)]
    [True, False]
    >>> left_long_ago("Harry Truman", "Senator", 2010, None), left_long_ago("Ana Ruiz", "President", 2010, None)
    (False, False)
    """
    words = title.casefold().split()
    terms = [
        head
        for head in _by_name().get(name.casefold(), ())
        if state in {None, head.state} and words[-len(head.office.split()) :] == head.office.split()
    ]
    return bool(terms) and all(was_long_before(head.until, year) for head in terms)


def was_long_before(until: int, year: int) -> bool:
    """Whether a term that ended in the year ``until`` was over long before a year."""
    return until + YEARS_AFTER_TERM <= year


def presided(name: str, state: str, years: Collection[int]) -> bool:
    """Whether a president of a state with a name, or a family name alone, was in office in one of the years, or left it
    the year before.

    >>> presided("Johnson", "US", [1966]), presided("Johnson", "US", [2021]), presided("Johnson", "GB", [2021])
    (True, False, False)
    >>> presided("Lyndon Johnson", "US", [1966]), presided("Brandon Johnson", "US", [1966])
    (True, False)
    """
    *given_names, family = name_parts(name) or ("",)
    return any(
        head.state == state
        and head.office == "president"
        and any(head.spans(year, after=1) for year in years)
        and any(_fits(full, given_names, family) for full in (head.name, *head.aliases))
        for head in heads()
    )


def _fits(full: str, given_names: Collection[str], family: str) -> bool:
    """Whether a full name has a family name, and one of the given names, if any."""
    *first_names, last_name = name_parts(full)
    return last_name == family and (not given_names or not set(given_names).isdisjoint(first_names))


@cache
def _by_name() -> Mapping[str, list[Head]]:
    heads_by_name: dict[str, list[Head]] = defaultdict(list)
    for head in heads():
        for name in (head.name, *head.aliases):
            heads_by_name[name.casefold()].append(head)
    return heads_by_name
