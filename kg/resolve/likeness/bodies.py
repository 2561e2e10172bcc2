"""Features for and against two bodies being one."""

from __future__ import annotations

from functools import cache

from kg.resolve.gazetteer_entries import gazetteer
from kg.resolve.likeness.around import compare_surroundings
from kg.resolve.likeness.profile import Profile
from kg.resolve.likeness.words_alike import are_alike
from kg.resolve.wordlist import words

__all__ = ["are_other_bodies", "compare_bodies", "distinctive", "own_words"]

_WHOLE = 3
"""How many words tell that a name is whole: "Central Election" is none, but "Mekong River Commission" is."""


def own_words(found: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The distinctive words without those of the country, unless there are no others.

    >>> own_words(("australian", "liberal", "party"), "AU"), own_words(("liberal", "party", "of", "australia"), "AU")
    (('liberal',), ('liberal',))
    """
    return _without_country(found, country) or distinctive(found)


def distinctive(found: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a body's name that are neither generic nor of its kind.

    >>> distinctive(("party", "of", "the", "regions"))
    ('regions',)
    """
    return tuple(word for word in found if word not in words().generic | words().kinds)


def compare_bodies(one: Profile, other: Profile) -> dict[str, float]:
    """The features of names, countries and years. ``apart``: the names exclude each other. ``unproven``: one name is a
    part of the other, or only one of them has words of its country, and no country shows that the bodies are one."""
    found = _names(one, other) | compare_surroundings(one, other)
    is_whole = "part" not in found and (_names_country(one) == _names_country(other) or "country near" in found)
    return found if is_whole or "same country" in found else found | {"unproven": 1.0}


def _names_country(one: Profile) -> bool:
    """Whether the name has words of its country."""
    return len(_without_country(one.words, one.country)) < len(distinctive(one.words))


def are_other_bodies(one: Profile, other: Profile) -> bool:
    """Whether the names of two bodies exclude that they are one."""
    return "apart" in _names(one, other)


def _names(one: Profile, other: Profile) -> dict[str, float]:
    if one.short or other.short:
        short, full = (one, other) if one.short else (other, one)
        fits = short.short in full.acronyms or short.short == full.short
        return {"short": 1.0} if fits else {"apart": 1.0}
    mine, others = _without_country(one.words, one.country), _without_country(other.words, other.country)
    if not mine or not others:
        return {} if one.words == other.words else {"apart": 1.0}
    if not _are_of_one_kind(one.words, other.words):
        return {"apart": 1.0}
    is_part = _is_part_of(one.words, other.words) or _is_part_of(other.words, one.words)
    if is_part or _have_other_acronyms(one, other) or _kinds_alone(one.words) != _kinds_alone(other.words):
        return {"apart": 1.0}
    if mine == others:
        return {"common words": 1.0}
    fewer, more = sorted((mine, others), key=len)
    rest = list(more)
    found: dict[str, float] = {}
    for word in fewer:
        match = word if word in rest else next((each for each in rest if are_alike(word, each)), None)
        if match is None:
            return {"apart": 1.0}
        found |= {} if match == word else {"spelling": 1.0}
        rest.remove(match)
    shorter, longer = (one, other) if fewer is mine else (other, one)
    if rest and not _kinds(shorter.words) <= set(longer.words):
        return {"apart": 1.0}  # the longer name is of another kind: a committee and a convention
    return found | ({"part": 1.0} if rest else {})


def _kinds_alone(found: tuple[str, ...]) -> frozenset[str]:
    """The nouns that only tell the kind of a body."""
    return words().kinds.intersection(found)


def _have_other_acronyms(one: Profile, other: Profile) -> bool:
    """Whether documents give the names different acronyms, and one name has a word that the other lacks: a front (PFLP)
    and its rival of a longer name (PFLP-GC). One document may translate or shorten what another writes in full."""
    if not (one.acronyms and other.acronyms) or not set(one.acronyms).isdisjoint(other.acronyms):
        return False
    return _has_more(one, other) or _has_more(other, one)


def _has_more(one: Profile, other: Profile) -> bool:
    """Whether a name has a word that the other lacks in any form, and that is no small word, none of its country, and
    not the noun for the kind of body: "Norway", "of" and the last "Army" in "Liberation Movement Army of Norway"."""
    left_out = words().function_words | _of_state(one.country) | (_head_nouns(one.words) & _kinds(one.words))
    return any(not any(are_alike(word, each) for each in other.words) for word in one.words if word not in left_out)


def _is_part_of(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether one name is that of a part of the other body: "Mekong River Commission Secretariat". A committee is no
    part of what has no noun for its kind: "House Ways and Means"."""
    is_longer = _WHOLE <= len(whole) < len(part) and part[: len(whole)] == whole
    is_told = len(part) > len(whole) + 1 or not _head_nouns(whole).isdisjoint(_kinds(whole))
    return is_longer and is_told and not words().parts.isdisjoint(part[len(whole) :])


def _head_nouns(found: tuple[str, ...]) -> frozenset[str]:
    """The words that may tell the kind of body: the last, and those before a small word."""
    small = words().function_words
    return frozenset(word for word, following in zip(found, (*found[1:], "of"), strict=True) if following in small)


def _without_country(found: tuple[str, ...], country: str) -> tuple[str, ...]:
    return tuple(word for word in distinctive(found) if word not in _of_state(country))


def _are_of_one_kind(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the nouns for the kind of body agree, as far as both have them: a committee is no convention."""
    mine, others = _kinds(one), _kinds(other)
    return mine <= others or others <= mine


def _kinds(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(found) & (words().kinds | words().generic - words().whose)


@cache
def _of_state(code: str) -> frozenset[str]:
    row = gazetteer().get(f"state/{code}")
    return frozenset(word for phrase in row.phrases for word in phrase) if row else frozenset()
