"""The state or international body that published a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache, lru_cache

from kg.resolve.gazetteer import rows
from kg.resolve.gazetteer_entries import gazetteer
from kg.resolve.posts.meaning import posts_file
from kg.resolve.spelling import folded_words

__all__ = ["is_house", "place_of", "publisher_of"]

type Words = tuple[str, ...]

_HOST = re.compile(r"\b(?:gov|mil|gob|gouv|govt|gub)(?:\.([a-z]{2}))?(?![\w.-])|\bgo\.([a-z]{2})(?![\w.-])", re.I)
"""The end of a government's host name: "state.gov", "mofa.go.jp", "www.gob.mx"."""
_OTHER_CODES = {"UK": "GB"}


@lru_cache(maxsize=1 << 10)
def publisher_of(source: str) -> str:
    """The id of the state, the state's body or the international body that is the source of a document; "" for any
    other source, such as a newspaper.

    >>> publisher_of("The White House"), publisher_of("Ministry of Foreign Affairs of Japan")
    ('organization/white-house', 'state/JP')
    >>> publisher_of("United Nations Security Council verbatim record"), publisher_of("www.dfa.gov.ph")
    ('organization/un-security-council', 'state/PH')
    >>> publisher_of("China Daily"), publisher_of("African National Congress"), publisher_of("Congress of Peru")
    ('', '', '')
    >>> publisher_of("Government of Mexico"), publisher_of("Government of New Mexico")
    ('state/MX', '')
    """
    words = folded_words(source)
    phrases = {words[at:end] for at in range(len(words)) for end in range(at + 1, len(words) + 1)}
    for named in sorted(phrases & _publishers().keys(), key=lambda each: (-len(each), each)):
        body = _publishers()[named]
        if _pieces(words, {named, *_of_place(place_of(body)), *_texts("about")}):
            return body
    told = _pieces(words, {*_states(), *_texts("words"), *_texts("subjects"), *_texts("about")})
    states = {_states()[piece] for piece in told if piece in _states()} if told & _texts("words") else set()
    if not states and (host := _HOST.search(source)):
        code = (host[1] or host[2] or "us").upper()
        states = {f"state/{_OTHER_CODES.get(code, code)}"} & gazetteer().keys()
    return states.pop() if len(states) == 1 else ""


def _pieces(words: Words, phrases: Set[Words]) -> Set[Words]:
    """The phrases that the words consist of, longer ones preferred; empty where a word other than a number is left."""
    found, at = set(), 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if words[at:end] in phrases), 0)
        if not end and not words[at][0].isdigit():
            return frozenset()
        found.add(words[at : end or at + 1])
        at = end or at + 1
    return found


def is_house(publisher: str) -> bool:
    """Whether a publisher is a parliament or one of its houses, which has a president of its own.

    >>> is_house("organization/bundestag"), is_house("organization/kremlin")
    (True, False)
    """
    return publisher in _houses()


def place_of(publisher: str) -> str:
    """The code of a publisher's state, or the id of the international body that it is or belongs to; "" without one.

    >>> place_of("organization/white-house"), place_of("organization/un-security-council"), place_of("state/JP")
    ('US', 'organization/united-nations', 'JP')
    """
    bodies = posts_file()["bodies"]
    if body := next((body for body, organs in bodies.items() if publisher in {body, *organs}), ""):
        return str(body)
    row = gazetteer().get(publisher)
    return (row.country or "") if row else ""


@cache
def _publishers() -> Mapping[Words, str]:
    """The ids of states' bodies that publish, and of international bodies with known posts, by their names."""
    kinds, bodies = posts_file()["publishers"]["kinds"], posts_file()["bodies"]
    organs = {*bodies, *(organ for organs in bodies.values() for organ in organs)}
    ids = {row["id"] for row in rows("organization") if row.get("state") and row["kind"] in kinds} | organs
    ids -= set(posts_file()["publishers"]["others"])
    return {phrase: id_ for id_ in sorted(ids) if id_ in gazetteer() for phrase in gazetteer()[id_].phrases}


@cache
def _states() -> Mapping[Words, str]:
    ids = sorted(id_ for id_ in gazetteer() if id_.startswith("state/"))
    return {phrase: id_ for id_ in ids for phrase in gazetteer()[id_].phrases}


@cache
def _houses() -> Set[str]:
    return {row["id"] for row in rows("organization") if row["kind"] == "parliament"}


@cache
def _texts(sort: str) -> Set[Words]:
    """The phrases of this key of ``[publishers]`` in ``posts.toml``."""
    return {folded_words(text) for text in posts_file()["publishers"][sort]}


def _of_place(place: str) -> Set[Words]:
    """The names of a publisher's state or international body, and its country code as a host name ends with it."""
    return gazetteer()[place if "/" in place else f"state/{place}"].phrases | {(place.casefold(),)} if place else set()
