"""Offices of a state: the forms of their names, and their ids in the gazetteer."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.resolve.gazetteer_entries import GazetteerEntry, gazetteer
from kg.resolve.spelling import folded_words

__all__ = ["canonical", "inverted", "known_office", "of_a_kind", "office_of_one", "without_articles", "without_state"]

_HEADS = frozenset({"ministry", "department"})
_OF = frozenset({"of", "for"})
_ARTICLES = frozenset({"the", "a", "an", "and", "some", "many", "several"})
type Words = tuple[str, ...]


def without_articles(found: Words) -> Words:
    """The words without leading articles and quantifiers."""
    while len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return found


def inverted(found: Words) -> Words:
    """``ministry of commerce`` as ``commerce ministry``; a country at the end is moved to the front.

    >>> inverted(("ministry", "of", "commerce", "of", "china"))
    ('china', 'commerce', 'ministry')
    """
    if len(found) > 2 and found[0] in _HEADS and found[1] in _OF:
        rest = without_articles(found[2:])
        if "of" in rest[1:]:
            at = rest.index("of", 1)
            return (*without_articles(rest[at + 1 :]), *rest[:at], found[0])
        return (*rest, found[0])
    return found


def canonical(found: Words) -> Words:
    """The name of an office with the usual words for its domain.

    >>> canonical(("foreign", "affairs", "ministry"))
    ('foreign', 'ministry')
    """
    if len(found) > 1 and found[-1] in _HEADS:
        return (*_domains().get(found[:-1], found[:-1]), found[-1])
    return found


def without_state(found: Words, phrases: Iterable[Words]) -> Words:
    """The words without a state before or after them: ``foreign ministry`` for ``foreign ministry of russia``.

    >>> without_state(("foreign", "ministry", "of", "the", "philippines"), [("philippines",)])
    ('foreign', 'ministry')
    """
    for phrase in sorted(phrases, key=lambda each: (-len(each), each)):
        for behind in (("of", *phrase), ("of", "the", *phrase)):
            # Only behind "ministry" or "department": "Bank of China" is a proper name.
            if found[-len(behind) :] == behind and found[: -len(behind)][-1:] and found[-len(behind) - 1] in _HEADS:
                return found[: -len(behind)]
        if len(found) > len(phrase) and found[: len(phrase)] == phrase:
            return found[len(phrase) :]
    return found


def known_office(found: Words, state: str) -> str:
    """The id of the only body of a state (its code) in the gazetteer that these words name; "" without one.

    >>> known_office(("foreign", "affairs", "ministry"), "RU"), known_office(("moc",), "US")
    ('organization/russian-foreign-ministry', '')
    >>> known_office(("moc",), "CN")
    'organization/chinese-commerce-ministry'
    """
    if acronym := _file()["acronyms"].get(state, {}).get("".join(found)):
        return str(acronym)
    ids = _offices().get((state, canonical(inverted(found))), frozenset())
    return next(iter(ids)) if len(ids) == 1 else ""


def office_of_one(found: Words, near: Iterable[str]) -> str:
    """The id of the office if only one of the states that a document mentions (``near``) can have one of this name.
    Where it mentions only one state, "": the office may be that of a state that it does not mention.

    >>> office_of_one(("commerce", "ministry"), ["CN", "US"]), office_of_one(("commerce", "ministry"), ["CN", "TR"])
    ('organization/chinese-commerce-ministry', '')
    >>> office_of_one(("defense", "ministry"), ["RU"])
    ''
    """
    states = list(near)
    able = [state for state in states if found[-1:] != ("ministry",) or state not in _file()["departments"]["states"]]
    return known_office(found, able[0]) if len(able) == 1 < len(states) else ""


def of_a_kind(found: Words) -> str:
    """The id of the body whose name comes before a word for its kind; "" without one.

    >>> of_a_kind(("hamas", "organization")), of_a_kind(("commerce", "group"))
    ('organization/hamas', '')
    """
    for text in _file()["kinds"]["words"]:
        kind = folded_words(text)
        if len(found) > len(kind) and found[-len(kind) :] == kind:
            ids = _named().get(found[: -len(kind)], frozenset())
            return next(iter(ids)) if len(ids) == 1 else ""
    return ""


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))


@cache
def _domains() -> Mapping[Words, Words]:
    return {folded_words(text): (word,) for word, texts in _file()["domains"].items() for text in texts}


def _bodies() -> Iterable[GazetteerEntry]:
    return (row for row in gazetteer().values() if row.id.startswith("organization/"))


@cache
def _offices() -> Mapping[tuple[str, Words], frozenset[str]]:
    found: dict[tuple[str, Words], set[str]] = defaultdict(set)
    for row in _bodies():
        state = gazetteer().get(f"state/{row.country}")
        for phrase in row.phrases if state is not None and row.country else ():
            bare = without_state(inverted(without_articles(phrase)), state.phrases if state else ())
            found[row.country or "", canonical(inverted(bare))].add(row.id)
    return {key: frozenset(ids) for key, ids in found.items()}


@cache
def _named() -> Mapping[Words, frozenset[str]]:
    found: dict[Words, set[str]] = defaultdict(set)
    for row in _bodies():
        found[folded_words(row.name)].add(row.id)
    return {key: frozenset(ids) for key, ids in found.items()}
