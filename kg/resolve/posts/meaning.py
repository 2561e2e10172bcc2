"""Which post of which state words mean."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.resolve.known import known
from kg.resolve.offices import without_articles
from kg.resolve.spelling import folded_words

__all__ = ["post_at", "post_of"]

type Words = tuple[str, ...]


def post_of(texts: Iterable[str]) -> str:
    """The post (``president@RU``) that is meant by these texts; empty where none is, or where they mean several.

    >>> post_of(["The President", "President of Russia"]), post_of(["Israel's Prime Minister"])
    ('president@RU', 'prime minister@IL')
    >>> post_of(["the President"]), post_of(["former French President"]), post_of(["president", "King of Jordan"])
    ('', '', '')
    >>> post_of(["British Foreign Secretary"]), post_of(["India's Foreign Secretary"])
    ('foreign minister@GB', '')
    """
    found = [_meant(without_articles(folded_words(text))) for text in texts]
    whole = {(title, state) for title, state in found if title and state}
    titles = {title for title, _ in found if title}
    title, state = next(iter(whole)) if len(whole) == len(titles) == 1 else ("", "")
    return post_at(title, state)


def post_at(title: str, state: str) -> str:
    """The post that has this title in this state; empty where the title is that of several persons.

    >>> post_at("Minister of Foreign Affairs", "RU"), post_at("deputy foreign minister", "RU"), post_at("premier", "")
    ('foreign minister@RU', '', '')
    """
    known_as = _title(folded_words(title), state)
    is_held_there = known_as and state and state in _file()["only"].get(known_as, [state])
    return f"{known_as}@{state}" if is_held_there else ""


def _meant(found: Words) -> tuple[str, str]:
    """Title and state; both empty where the words are no title, the state where they do not say whose."""
    if title := _titles().get(found):
        return title, ""
    for at in range(1, len(found)):
        if found[at] == "of" and found[:at] in _titles():
            state = _states().get(without_articles(found[at + 1 :]), "")
            return _title(found[:at], state), state
        if found[at:] in _titles() and (state := _states().get(found[:at], "")):
            return _title(found[at:], state), state
    return "", ""


def _title(words: Words, state: str) -> str:
    """What the words are known as, in a state where they do not mean another post."""
    is_other = state in _file()["elsewhere"].get(" ".join(words), ())
    return "" if is_other else _titles().get(words, "")


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))


@cache
def _titles() -> Mapping[Words, str]:
    return {folded_words(text): title for title, texts in _file()["titles"].items() for text in texts}


@cache
def _states() -> Mapping[Words, str]:
    """The codes of the states, under the words that mean one of them alone."""
    found: dict[Words, set[str]] = defaultdict(set)
    for id_, row in known().items():
        if id_.startswith("state/") and row.country:
            for phrase in row.phrases:
                found[phrase].add(row.country)
    return {phrase: next(iter(states)) for phrase, states in found.items() if len(states) == 1}
