"""Features for and against two persons being one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from operator import eq

from kg.resolve.likeness.around import compare_surroundings
from kg.resolve.likeness.profile import Profile
from kg.resolve.likeness.standing import compare_standing
from kg.resolve.likeness.words_alike import are_alike, skeleton
from kg.resolve.person_name import called_by, family_names
from kg.resolve.wordlist import words

__all__ = ["are_other_persons", "compare_misspelt", "compare_persons"]

_ENDING = 2
"""How many letters at the end may differ between the female and the male form of a name."""
_LEAST_MISSPELT = 3
"""The letters of the shortest words that may be misspelt; of two words of this length neither is."""


def compare_persons(one: Profile, other: Profile) -> dict[str, float]:
    """Features of names, countries, years, offices and posts. ``apart``: the names exclude each other. ``unproven``:
    given names differ, and nothing shows that the persons are one: neither country nor post, nor that the whole names
    sound the same and place or time agree."""
    if one.sex and other.sex and one.sex != other.sex:
        return {"apart": 1.0}
    found = _names(one, other)
    found |= compare_surroundings(one, other) | compare_standing(one, other) | _same_post(one, other)
    is_near = one.country in other.near or other.country in one.near or "same years" in found
    if {"same country", "same title"} & found.keys() or (is_near and _is_one_sound(one, other)):
        found.pop("unproven", None)
    return found


def _is_one_sound(one: Profile, other: Profile) -> bool:
    """Whether the consonants of the names sound the same."""
    mine, others = (tuple(skeleton(word) for word in each.words) for each in (one, other))
    return mine == others


def compare_misspelt(one: Profile, other: Profile) -> dict[str, float]:
    """The features of two persons with one post whose names differ by a slip of the pen: a letter too many in one word,
    or another letter in a longer one. Empty for any others."""
    differing = [(a, b) for a, b in zip(one.words, other.words, strict=False) if a != b]
    if len(one.words) != len(other.words) or len(differing) != 1 or not _is_slip(*differing[0]):
        return {}
    if one.initials and other.initials and one.initials != other.initials:
        return {}
    found = compare_surroundings(one, other) | _same_post(one, other)
    if (one.sex and other.sex and one.sex != other.sex) or "other country" in found or "same title" not in found:
        return {}
    return {"spelling": 1.0, "unproven": 1.0} | found


def _is_slip(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    # "Tom" is none of "Tim".
    if shorter < _LEAST_MISSPELT or longer == _LEAST_MISSPELT:
        return False
    # Imported here since queries of a graph do not need it.
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1 and not _differ_by_sex(one, other)


def _same_post(one: Profile, other: Profile) -> dict[str, float]:
    if not one.posts or not other.posts:
        return {}
    shared = any(_are_one_title(a, b) for a in one.posts for b in other.posts)
    return {"same title" if shared else "other title": 1.0}


def are_other_persons(one: Profile, other: Profile) -> bool:
    """Whether the names of two persons exclude that they are one."""
    return "apart" in _names(one, other)


def _names(one: Profile, other: Profile) -> dict[str, float]:
    if one.short or other.short:
        return _short(*((one, other) if one.short else (other, one)))
    mine, others = _given_names(one.words, one.country), _given_names(other.words, other.country)
    shared = [(a, b) for a in mine for b in others if a == b] or [
        (a, b) for a in mine for b in others if _are_one_family_name(a, b)
    ]
    if not shared:
        return {"apart": 1.0}
    a, b = shared[0]
    found = {} if a == b else {"spelling": 1.0}
    if ("al" in one.words[1:]) != ("al" in other.words[1:]):
        found["article"] = 1.0
    return found | dict(_given(mine[a], others[b], one.initials, other.initials)) | _suffixes(one.words, other.words)


def _short(short: Profile, full: Profile) -> dict[str, float]:
    families = called_by(full.words, full.country) if not full.short else frozenset({full.short})
    if short.short in families:
        found = {"short": 1.0}
    elif any(_are_one_family_name(short.short, family) for family in families):
        found = {"short": 1.0, "spelling": 1.0}
    else:
        return {"apart": 1.0}
    if short.initials:
        first = short.initials[0]
        fits = full.words[0].startswith(first) or any(name.startswith(first) for name in _formal(full.words[0]))
        found["initial" if fits else "apart"] = 1.0
    return found


@lru_cache(maxsize=1 << 13)
def _given_names(name: tuple[str, ...], country: str) -> Mapping[str, tuple[str, ...]]:
    """The given names of the person, by each possible family name."""
    bare = name[:1] + tuple(word for word in name[1:] if word not in words().suffixes)
    parted = {}
    for family in sorted(family_names(name, country) or {" ".join(bare)}):
        kept = list(bare)
        for word in family.split():
            if word in kept:
                kept.reverse() if kept[0] != word else None
                kept.remove(word)
                kept = [each for each in bare if each in kept]
        parted[family] = tuple(word for word in kept if word not in {"al", "el"})
    return parted


def _are_one_family_name(one: str, other: str) -> bool:
    return are_alike(one.replace(" ", ""), other.replace(" ", ""))


@lru_cache(maxsize=1 << 16)
def _given(
    mine: tuple[str, ...], others: tuple[str, ...], my_initials: tuple[str, ...], other_initials: tuple[str, ...]
) -> Mapping[str, float]:
    """The features of given names: each name of the shorter list has to match another one of the longer list."""
    if "".join(mine) == "".join(others):
        return {"apart": 1.0} if my_initials and other_initials and my_initials != other_initials else {}
    if _are_initials(mine, (*others, *other_initials)) or _are_initials(others, (*mine, *my_initials)):
        return {"initial": 1.0}
    fewer, more = (mine, others) if len(mine) <= len(others) else (others, mine)
    rest = list(more)
    found: dict[str, float] = {}
    for name in fewer:
        match = next(((sort, each) for sort in _SORTS for each in rest if _SORTS[sort](name, each)), None)
        if match is None:
            return {"apart": 1.0}
        sort, each = match
        rest.remove(each)
        if sort:
            found[sort] = 1.0
    if "spelling" in found:
        found["unproven"] = 1.0
    if rest:
        initials = my_initials if fewer is mine else other_initials
        if initials and not any(each.startswith(initial) for initial in initials for each in rest):
            return {"apart": 1.0}
        found["part" if mine[:1] == others[:1] or found else "later part"] = 1.0
        if not initials:
            found["unproven"] = 1.0
    return found


def _are_initials(letters: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the only given name is the initials of ``names``: "J. R." (read as "jr") for "Jennifer R."."""
    firsts = "".join(name[0] for name in names)
    return len(letters) == 1 and 1 < len(letters[0]) <= len(firsts) and firsts.startswith(letters[0])


_SORTS: Mapping[str, Callable[[str, str], bool]] = {
    "": lambda a, b: a == b,
    "initial": lambda a, b: min(len(a), len(b)) == 1 and a[0] == b[0],
    "nickname": lambda a, b: bool((_formal(a) | {a}) & (_formal(b) | {b})),
    "spelling": lambda a, b: are_alike(a, b) and not _differ_by_sex(a, b),
}


def _differ_by_sex(one: str, other: str) -> bool:
    return _is_female_of(one, other) or _is_female_of(other, one)


def _is_female_of(name: str, male: str) -> bool:
    """Whether a given name is the female form of another one: Martina of Martin, Andrea of Andrew."""
    if name in {male + ending for ending in ("a", "e", "na")}:
        return True
    stem = len(list(takewhile(bool, map(eq, name, male))))
    ending, other = name[stem:], male[stem:]
    return ending.endswith("a") and 0 < len(other) <= _ENDING >= len(ending) and other[-1] not in "ae"


def _formal(name: str) -> frozenset[str]:
    """The full given names that a short one stands for: "Bill" is a William."""
    return words().nicknames.get(name, frozenset())


def _suffixes(one: tuple[str, ...], other: tuple[str, ...]) -> dict[str, float]:
    mine, others = ({word for word in each[1:] if word in words().suffixes} for each in (one, other))
    if mine == others:
        return {}
    if mine and others:
        return {"apart": 1.0}
    return {"numeral" if (mine | others) <= words().numerals else "suffix": 1.0}


def _are_one_title(one: str, other: str) -> bool:
    """Whether two posts have the same title, and the same state as far as both tell it."""
    (title, _, place), (other_title, _, other_place) = one.rpartition("@"), other.rpartition("@")
    if place and other_place and place != other_place:
        return False
    mine, others = (
        {word for word in each.split() if word not in words().generic_titles} for each in (title, other_title)
    )
    return title == other_title or bool(mine and others and (mine <= others or others <= mine))
