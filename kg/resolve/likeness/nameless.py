"""Comparing family names of people whose full name no document of a collection gives."""

from __future__ import annotations

from kg.resolve.likeness.persons import compare_persons
from kg.resolve.likeness.profile import Profile

__all__ = ["are_one_by_family_name"]


def are_one_by_family_name(one: Profile, other: Profile) -> bool:
    """Whether two documents with only a family name mean one person: with the same title if time or place agree, else
    if both do. Not with different titles, or different countries.

    >>> from kg.model import ActorType
    >>> def seen(year: int, *posts: str, near: str = "IQ") -> Profile:
    ...     return Profile(ActorType.PERSON, ("blix",), short="blix", posts=posts, years=(year,), near=(near,))
    >>> are_one_by_family_name(seen(2002), seen(2003)), are_one_by_family_name(seen(2002), seen(2012))
    (True, False)
    >>> are_one_by_family_name(seen(2002, "chief@"), seen(2003, "chief@", near="SE"))
    True
    >>> are_one_by_family_name(seen(2002, "chief@"), seen(2003, "king@"))
    False
    """
    said = compare_persons(one, other)
    if {"apart", "other country", "other title", "years apart"} & said.keys():
        return False
    is_in_one_place = bool({"same country", "country near"} & said.keys())
    is_at_one_time = "same years" in said
    return (is_in_one_place or is_at_one_time) if "same title" in said else (is_in_one_place and is_at_one_time)
