"""What being a head of state or government, or a minister, says of whom a name means: the known one is meant sooner."""

from __future__ import annotations

from kg.resolve.likeness.profile import Profile
from kg.resolve.posts.terms import terms_of

__all__ = ["compare_standing"]

_BEFORE, _AFTER = 15, 25
"""So many years before and after the time in office somebody is known for it."""


def compare_standing(one: Profile, other: Profile) -> dict[str, float]:
    """Whether the other one, who is called in full, held an office when the first one's document was written.

    >>> from kg.model import ActorType
    >>> bush = Profile(ActorType.PERSON, ("bush",), short="bush", years=(2005,))
    >>> son, father = (
    ...     Profile(ActorType.PERSON, ("george", "bush"), middle, country="US") for middle in (("w",), ("h", "w"))
    ... )
    >>> compare_standing(bush, son), compare_standing(bush, father)
    ({'in office': 1.0}, {'known by office': 1.0})
    """
    if other.short or not (one.short or one.words == other.words):
        return {}
    terms = terms_of(other.words, other.initials, other.country)
    if any(term.spans(year) for term in terms for year in one.years):
        return {"in office": 1.0}
    if any(term.spans(year, _BEFORE, _AFTER) for term in terms for year in one.years):
        return {"known by office": 1.0}
    return {}
