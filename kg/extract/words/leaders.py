"""The states that persons have led, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.extract.words.folding import fold, name_parts
from kg.extract.words.lexicon import rows
from kg.extract.words.offices import HIGHEST_OFFICES, office_of, was_long_before

__all__ = ["has_left_office", "led_by"]


def led_by(name: str, year: int | None = None) -> str | None:
    """The state, as a code of two letters, whose leaders have had a person's family name; None where the list has no
    such name, or none of them had the given name. A family name alone does not count long after they left, where a
    ``year`` is given, nor where many others have it.

    >>> led_by("Merkel"), led_by("Joseph R. Biden, Jr."), led_by("Hillary Clinton"), led_by("Ana Ruiz")
    ('DE', 'US', None, None)
    >>> led_by("Kohl", 2000), led_by("Kohl", 2024), led_by("Helmut Kohl", 2024)
    ('DE', None, 'DE')
    >>> led_by("Jimmy Carter"), led_by("Carter"), led_by("Doug Ford")
    ('US', None, None)
    """
    *first, last = name_parts(name) or ("",)
    leaders = _leaders().get(last)
    if leaders is None or (first and not leaders.given.intersection(first)):
        return None
    if not first and leaders.full:
        return None
    long_gone = not first and leaders.until is not None and year is not None and was_long_before(leaders.until, year)
    return None if long_gone else leaders.state


def has_left_office(name: str, title: str, year: int, state: str | None) -> bool:
    """Whether the leaders with a person's name had all left, before a ``year``, the office that a title names, in a
    ``state`` (two letters) or in any if None.

    >>> [has_left_office("Jimmy Carter", "President", year, None) for year in (1981, 1982)]
    [False, True]
    >>> [has_left_office("Merkel", "chancellor", 2024, state) for state in ("DE", "AT")]
    [True, False]
    >>> [has_left_office("Cristina Kirchner", title, 2021, None) for title in ("Vice President", "party leader")]
    [False, False]
    """
    led = led_by(name)
    if led is None or state not in {None, led} or office_of(title) not in HIGHEST_OFFICES:
        return False
    until = _leaders()[name_parts(name)[-1]].until
    return until is not None and until < year


class _Leaders(NamedTuple):
    """The leaders of a state with one family name: their given names, the year in which the last of them left, None
    where one is in office, and whether only the ``full`` name means them."""

    state: str
    given: frozenset[str]
    until: int | None
    full: bool


@cache
def _leaders() -> Mapping[str, _Leaders]:
    """Leaders by their family name, folded."""
    return {
        fold(row["leader"]): _Leaders(
            row["state"],
            frozenset(map(fold, row["given"].split("|"))),
            int(row["until"]) if row["until"] else None,
            row["full"] == "yes",
        )
        for row in rows("actors/leaders")
    }
