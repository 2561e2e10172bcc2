"""Who held the highest offices of states until when: a text that calls somebody president whose term ended long before
it tells of the past.

The data is ``schemas/actors/heads.csv``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.vocabulary import schema_path

__all__ = ["left_long_ago"]

LONG = 10
"""Years after a term: what the data calls its last year may only be the last that its source knew of."""


def left_long_ago(name: str, title: str, year: int) -> bool:
    """Whether every known term of a person in the office that a title names ended long before a year.

    >>> left_long_ago("Harry Truman", "U.S. President", 2010), left_long_ago("Harry Truman", "President", 1950)
    (True, False)
    >>> left_long_ago("Harry Truman", "Senator", 2010), left_long_ago("Ana Ruiz", "President", 2010)
    (False, False)
    """
    words = title.casefold().split()
    last = [until for office, until in _terms().get(name.casefold(), ()) if words[-len(office) :] == [*office]]
    return bool(last) and max(last) + LONG <= year


@cache
def _terms() -> Mapping[str, list[tuple[tuple[str, ...], int]]]:
    """By name, the words of each office that somebody of that name held, and its last year."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    with schema_path("actors/heads.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            until = int(row["end"]) if row["end"] else 9999
            for name in filter(None, (row["name"], *row["aliases"].split("|"))):
                found[name.casefold()].append((tuple(row["office"].split()), until))
    return found
