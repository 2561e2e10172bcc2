"""Which post of which state or international body words mean."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

from kg.resolve.known import known
from kg.resolve.offices import without_articles
from kg.resolve.spelling import folded_words

__all__ = ["ends_as_post", "is_bare", "post_at", "post_of", "post_of_leader", "post_where", "posts_file", "title_of"]

type Words = tuple[str, ...]


def post_of(texts: Iterable[str]) -> str:
    """The post (``president@RU``) that is meant by these texts; empty where none is, or where they mean several.

    >>> post_of(["The President", "President of Russia"]), post_of(["Israel's Prime Minister"])
    ('president@RU', 'prime minister@IL')
    >>> post_of(["the President"]), post_of(["former French President"]), post_of(["president", "King of Jordan"])
    ('', '', '')
    >>> post_of(["British Foreign Secretary"]), post_of(["India's Foreign Secretary"])
    ('foreign minister@GB', '')
    >>> post_of(["the UN Secretary-General"]), post_of(["the US Defense Secretary"]), post_of(["US Foreign Minister"])
    ('secretary general@organization/united-nations', 'defense minister@US', '')
    """
    found = [_meant(without_articles(folded_words(text))) for text in texts]
    whole = {(title, place) for title, place in found if title and place}
    titles = {title for title, _ in found if title}
    return _held(*next(iter(whole))) if len(whole) == len(titles) == 1 else ""


def ends_as_post(text: str) -> bool:
    """Whether a name ends with the last word of some post, which is soon told: of a few among many.

    >>> ends_as_post("Cuban Foreign Minister"), ends_as_post("the Russian leader"), ends_as_post("officials")
    (True, True, False)
    """
    return text[text.rfind(" ") + 1 :].casefold() in _last_words()


def post_of_leader(texts: Iterable[str]) -> str:
    """The post of whom these texts call the leader of a state and no more; empty where they call somebody else so.

    >>> post_of_leader(["the Russian leader", "Russian leader"]), post_of_leader(["Germany's leader"])
    ('president@RU', 'chancellor@DE')
    >>> post_of_leader(["the Iranian leader"]), post_of_leader(["the party leader"]), post_of_leader(["the leader"])
    ('', '', '')
    """
    found = {without_articles(folded_words(text)) for text in texts}
    places = {_places().get(words[:-1], "") if words[-1:] == ("leader",) else "" for words in found}
    place = places.pop() if len(places) == 1 else ""
    return next((f"{title}@{place}" for title, states in posts_file()["leaders"].items() if place in states), "")


def is_bare(texts: Iterable[str]) -> bool:
    """Whether the texts are nothing but a title, and speak of the one who holds it.

    >>> is_bare(["President", "the President"]), is_bare(["President"]), is_bare(["the President", "President of Peru"])
    (True, False, False)
    """
    found = list(texts)
    are_titles = all(without_articles(folded_words(text)) in _titles() for text in found)
    return are_titles and any(text[:4].casefold() == "the " for text in found)


def post_where(texts: Iterable[str], place: str) -> str:
    """The post that bare titles mean in a state (its code) or international body (its id); empty where they mean none.

    >>> post_where(["The Premier"], "CN"), post_where(["The Premier"], "CA"), post_where(["the Chancellor"], "FR")
    ('prime minister@CN', '', '')
    """
    titles = {_title(without_articles(folded_words(text)), place) for text in texts}
    return _held(titles.pop(), place) if len(titles) == 1 else ""


def title_of(text: str) -> str:
    """What a title is known as, wherever it is held; empty where it is that of several persons.

    >>> title_of("Head of State"), title_of("deputy head")
    ('president', '')
    """
    return _titles().get(folded_words(text), "")


def post_at(title: str, place: str) -> str:
    """The post that has this title in this state or body; empty where the title is that of several persons.

    >>> post_at("Minister of Foreign Affairs", "RU"), post_at("deputy foreign minister", "RU"), post_at("premier", "")
    ('foreign minister@RU', '', '')
    """
    return _held(_title(folded_words(title), place), place)


def _held(title: str, place: str) -> str:
    """The post by the title under which it is known, where it can be held there."""
    return f"{title}@{place}" if title and place and place in posts_file()["only"].get(title, [place]) else ""


def _meant(found: Words) -> tuple[str, str]:
    """Title and place; both empty where the words are no title, the place where they do not say whose."""
    if title := _titles().get(found):
        return title, ""
    for at in range(1, len(found)):
        if found[at] == "of" and found[:at] in _titles():
            place = _places().get(without_articles(found[at + 1 :]), "")
            return _title(found[:at], place), place
        if found[at:] in _titles() and (place := _places().get(found[:at], "")):
            return _title(found[at:], place), place
    return "", ""


def _title(words: Words, place: str) -> str:
    """What the words are known as, in a place where they do not mean another post."""
    is_other = place in posts_file()["elsewhere"].get(" ".join(words), ())
    return "" if is_other else _titles().get(words, "")


@cache
def posts_file() -> Mapping[str, Any]:
    """What ``posts.toml`` says."""
    return tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))


@cache
def _titles() -> Mapping[Words, str]:
    return {folded_words(text): title for title, texts in posts_file()["titles"].items() for text in texts}


@cache
def _last_words() -> Set[str]:
    return {words[-1] for words in _titles()} | {"leader"}


@cache
def _places() -> Mapping[Words, str]:
    """The codes of the states, and the ids of the bodies, under the words that mean one of them alone."""
    found: dict[Words, set[str]] = defaultdict(set)
    for id_, row in known().items():
        place = id_ if id_ in posts_file()["bodies"] else row.country if id_.startswith("state/") else ""
        for phrase in row.phrases if place else ():
            found[phrase].add(place or "")
    return {phrase: next(iter(places)) for phrase, places in found.items() if len(places) == 1}
