"""Who held the highest offices of states until when: a text that calls somebody president whose term ended long before
it tells of the past.

The data is ``schemas/actors/heads.csv``.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.vocabulary import schema_path

__all__ = ["left_long_ago"]

LONG = 10
"""Years after a term: what the data calls its last year may only be the last that its source knew of."""


def left_long_ago(name: str, title: str, year: int, state: str | None = None) -> bool:
    """Whether every known term of a person in the office that a title names, of a ``state`` (two letters) or of any,
    ended long before a year.

    >>> left_long_ago("Harry Truman", "U.S. President", 2010), left_long_ago("Harry Truman", "President", 1950)
    (True, False)
    >>> left_long_ago("Harry Truman", "Senator", 2010), left_long_ago("Ana Ruiz", "President", 2010)
    (False, False)
    """
    words = title.casefold().split()
    terms = [term for term in _terms().get(name.casefold(), ()) if state is None or term.state == state]
    last = [term.until for term in terms if words[-len(term.office) :] == [*term.office]]
    return bool(last) and max(last) + LONG <= year


@dataclass(frozen=True, slots=True)
class _Term:
    """The words of an office that somebody held in a state, and its last year."""

    office: tuple[str, ...]
    state: str
    until: int


@cache
def _terms() -> Mapping[str, list[_Term]]:
    """By name."""
    found: dict[str, list[_Term]] = defaultdict(list)
    with schema_path("actors/heads.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            term = _Term(tuple(row["office"].split()), row["state"], int(row["end"] or dt.MAXYEAR))
            for name in filter(None, (row["name"], *row["aliases"].split("|"))):
                found[name.casefold()].append(term)
    return found
