"""Parsing a person's name, and the family names by which texts may call the person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.spelling import folded_words
from kg.resolve.wordlist import words

__all__ = ["PersonName", "called_by", "family_names", "person_name", "title_sex"]

_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The ``words`` of a name without honorifics and middle ``initials``; ``short`` if it is only a family name."""

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()
    short: str = ""


def person_name(text: str) -> PersonName:
    """Parse a name as a text writes it. The order of its words stays.

    >>> person_name("Donald J. Trump")
    PersonName(words=('donald', 'trump'), initials=('j',), short='')
    >>> person_name("Bashar Al Assad").words == person_name("Bashar al-Assad").words
    True
    >>> person_name("Mr. Liu").short, person_name("al-Sisi").short, person_name("J. Biden")
    ('liu', 'sisi', PersonName(words=('biden',), initials=('j',), short='biden'))
    """
    found = folded_words(_INITIALS.sub(". ", text))
    while (len(found) > 1 and found[0] in words().honorifics) or (len(found) > 2 and found[0] in words().weekdays):
        found = found[1:]
    found = _joined_first(found)
    middle = tuple(word for word in found[1:-1] if len(word) == 1 and word.isalpha())
    # "el-Sisi" is "al-Sisi": the Arabic article in two spellings. "El" in front is a name's first word.
    kept = found[:1] + tuple(
        "al" if word == "el" else word for at, word in enumerate(found[1:], 1) if at == len(found) - 1 or len(word) > 1
    )
    if len(kept) == 2 and len(kept[0]) == 1 and not middle and kept[0].isalpha():
        return PersonName(kept[1:], kept[:1], _bare(kept[1:]))
    alone = all(word in words().particles for word in kept[:-1])
    return PersonName(kept, middle, _bare(kept) if kept and alone else "")


def title_sex(texts: Iterable[str]) -> str:
    """The sex that titles before a name tell: "m" or "f"; "" where none does, or they tell both.

    >>> title_sex(["Wang", "Mr. Wang"]), title_sex(["Ms Wang"]), title_sex(["Mrs. Wang", "Mr. Wang"])
    ('m', 'f', '')
    """
    titles = {found[0] for text in texts if len(found := folded_words(text)) > 1}
    told = {sex for sex, own in (("m", words().of_men), ("f", words().of_women)) if not own.isdisjoint(titles)}
    return told.pop() if len(told) == 1 else ""


def family_names(name: tuple[str, ...], country: str) -> frozenset[str]:
    """The family names by which the person may be called: the first word in China or Korea, the last one elsewhere, ...

    >>> family_names(("liu", "he"), "CN"), family_names(("ursula", "von", "der", "leyen"), "DE")
    (frozenset({'liu'}), frozenset({'von der leyen'}))
    >>> sorted(family_names(("nicolas", "maduro", "moros"), "VE"))
    ['maduro', 'moros']
    """
    lists = words()
    while len(name) > 2 and name[-1] in lists.suffixes:
        name = name[:-1]
    if len(name) < 2:
        return frozenset()
    last = _bare(_with_particles(name))
    if _is_family_name_first(name, country):
        # "Donald Trump" of China: a foreigner, or a misread country, so that either word may be the family name.
        is_either = country in lists.called_by_last or name[0] not in lists.family_names
        return frozenset({name[0], last} if is_either else {name[0]})
    if country in lists.two_family_names and len(name) > 2:
        both = {last, name[-2]} - lists.second_given_names - lists.particles
        return frozenset(both or {last})
    return frozenset({last})


def called_by(name: tuple[str, ...], country: str) -> frozenset[str]:
    """The single names by which texts may call the person: the family names, with and without a particle of nobility.

    >>> sorted(called_by(("otto", "von", "bismarck"), "DE")), sorted(called_by(("ursula", "von", "der", "leyen"), "DE"))
    (['bismarck', 'von bismarck'], ['von der leyen'])
    """
    families = family_names(name, country)
    noble = words().noble | ({"de"} if country in words().noble_de else frozenset())
    bare = (rest for first, _, rest in (family.partition(" ") for family in families) if first in noble)
    return families | {family for family in bare if family.partition(" ")[0] not in words().particles}


def _is_family_name_first(name: tuple[str, ...], country: str) -> bool:
    lists = words()
    if country in lists.family_first:
        # "Jack Ma" of China: where only one of the two words can be a family name, it is the family name.
        return name[0] in lists.family_names or name[-1] not in lists.family_names
    if country in lists.either_order:
        return name[0] in lists.family_names
    return not country and name[0] in lists.family_names - lists.also_given


def _with_particles(name: tuple[str, ...]) -> tuple[str, ...]:
    start = len(name) - 1
    while start > 1 and name[start - 1] in words().particles:
        start -= 1
    return name[start:]


def _bare(family: tuple[str, ...]) -> str:
    """The family name without the Arabic article, which some texts leave out."""
    return " ".join(family[1:] if len(family) > 1 and family[0] in {"al", "el"} else family)


def _joined_first(found: tuple[str, ...]) -> tuple[str, ...]:
    """``J. D. Vance`` as ``JD Vance``: leading initials are the first name."""
    count = 0
    while count < len(found) - 1 and len(found[count]) == 1 and found[count].isalpha():
        count += 1
    return ("".join(found[:count]), *found[count:]) if count > 1 else found
