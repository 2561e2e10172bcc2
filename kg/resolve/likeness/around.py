"""Features of two actors other than their names: countries, and the years of the documents."""

from __future__ import annotations

from kg.resolve.likeness.profile import Profile

__all__ = ["compare_surroundings"]

_SPAN = 20
"""The number of years from which on more make no difference."""
_NEXT = 2
"""Years between two documents that count as the same time, such as one term of office."""


def compare_surroundings(one: Profile, other: Profile) -> dict[str, float]:
    """The features of countries and years, as far as they are known.

    >>> from kg.model import ActorType
    >>> early, late = (Profile(ActorType.PERSON, ("bush",), years=(year,)) for year in (1991, 2003))
    >>> compare_surroundings(early, late)
    {'years apart': 0.5}
    """
    found = _countries(one, other) | _time(one.years, other.years)
    return found if found or not (one.short or other.short) else {"nothing known": 1.0}


def _countries(one: Profile, other: Profile) -> dict[str, float]:
    if one.country and other.country:
        return {"same country" if one.country == other.country else "other country": 1.0}
    if one.is_person and not (one.short or other.short):
        return {}  # documents everywhere mention people with full names
    mine, others = ({each.country} if each.country else set(each.near) for each in (one, other))
    if not mine or not others:
        return {}
    return {"country near": 1.0} if mine & others else {"country far": 1.0}


def _time(one: tuple[int, ...], other: tuple[int, ...]) -> dict[str, float]:
    if not one or not other:
        return {}
    gap = min(abs(a - b) for a in one for b in other)
    return {"years apart": min(gap - _NEXT, _SPAN) / _SPAN} if gap > _NEXT else {"same years": 1.0}
