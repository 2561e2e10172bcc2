"""Whose mouth a document is: the state or international body that has published it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.resolve.gazetteer import rows
from kg.resolve.known import known
from kg.resolve.posts.meaning import posts_file
from kg.resolve.spelling import folded_words

__all__ = ["place_of", "publisher_of"]

type Words = tuple[str, ...]

_HOST = re.compile(r"\b(?:gov|mil|gob|gouv|govt|gub)(?:\.([a-z]{2}))?(?![\w.-])|\bgo\.([a-z]{2})(?![\w.-])", re.I)
"""The end of the name of a government's host: "state.gov", "mofa.go.jp", "www.gob.mx"."""
_OTHER_CODES = {"UK": "GB"}


@lru_cache(maxsize=1 << 10)
def publisher_of(source: str) -> str:
    """The id of the state, of its body, or of the international body that is the source of a document; empty where it
    is none of them, as a newspaper is.

    >>> publisher_of("The White House"), publisher_of("Ministry of Foreign Affairs of Japan")
    ('organization/white-house', 'state/JP')
    >>> publisher_of("United Nations Security Council verbatim record"), publisher_of("www.dfa.gov.ph")
    ('organization/un-security-council', 'state/PH')
    >>> publisher_of("China Daily")
    ''
    """
    words = folded_words(source)
    phrases = [words[at:end] for at in range(len(words)) for end in range(len(words), at, -1)]
    named = [phrase for phrase in phrases if phrase in _publishers()]
    if named:
        return _publishers()[max(named, key=len)]
    office = any(folded_words(text) in phrases for text in posts_file()["publishers"]["words"])
    states = {_states()[phrase] for phrase in phrases if office and phrase in _states()}
    if not states and (host := _HOST.search(source)):
        code = (host[1] or host[2] or "us").upper()
        states = {f"state/{_OTHER_CODES.get(code, code)}"} & known().keys()
    return states.pop() if len(states) == 1 else ""


def place_of(publisher: str) -> str:
    """The code of a publisher's state, or the id of the international body that it is or speaks for.

    >>> place_of("organization/white-house"), place_of("organization/un-security-council"), place_of("state/JP")
    ('US', 'organization/united-nations', 'JP')
    """
    bodies = posts_file()["bodies"]
    if body := next((body for body, organs in bodies.items() if publisher in {body, *organs}), ""):
        return str(body)
    row = known().get(publisher)
    return (row.country or "") if row else ""


@cache
def _publishers() -> Mapping[Words, str]:
    """The bodies of states that publish, and the international ones whose posts are told, by their names."""
    kinds, bodies = posts_file()["publishers"]["kinds"], posts_file()["bodies"]
    organs = {*bodies, *(organ for organs in bodies.values() for organ in organs)}
    ids = {row["id"] for row in rows("organization") if row.get("state") and row["kind"] in kinds} | organs
    return {phrase: id_ for id_ in sorted(ids) if id_ in known() for phrase in known()[id_].phrases}


@cache
def _states() -> Mapping[Words, str]:
    ids = sorted(id_ for id_ in known() if id_.startswith("state/"))
    return {phrase: id_ for id_ in ids for phrase in known()[id_].phrases}
