"""The feature that an actor held an office: a name is likelier to mean a known head of state, or a minister."""

from __future__ import annotations

from kg.resolve.likeness.profile import Profile
from kg.resolve.posts.terms import terms_of

__all__ = ["compare_standing"]

_BEFORE, _AFTER = 15, 25
"""Years before and after the time in office in which somebody is known for it."""


def compare_standing(one: Profile, other: Profile) -> dict[str, float]:
    """Whether ``other``, a full name, held an office when or around when the documents of ``one`` were written.

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
