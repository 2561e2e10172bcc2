"""The post of a state or international body that words mean."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

from kg.resolve.gazetteer_entries import gazetteer
from kg.resolve.offices import without_articles
from kg.resolve.spelling import folded_words

__all__ = [
    "ends_as_post",
    "is_bare",
    "post_at",
    "post_of",
    "post_of_leader",
    "post_where",
    "posts_file",
    "title_of",
]

type Words = tuple[str, ...]


def post_of(texts: Iterable[str]) -> str:
    """The post (``president@RU``) that these texts mean; "" where they mean none or several.

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
    """Whether a name ends with the last word of some post: a quick test that few names pass.

    >>> ends_as_post("Cuban Foreign Minister"), ends_as_post("the Russian leader"), ends_as_post("officials")
    (True, True, False)
    """
    return text[text.rfind(" ") + 1 :].casefold() in _last_words()


def post_of_leader(texts: Iterable[str]) -> str:
    """The post of the "leader" of a state, if the texts say only that; "" where they mean another leader.

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
    """Whether all texts are titles without a state, and one of them has "the".

    >>> is_bare(["President", "the President"]), is_bare(["President"]), is_bare(["the President", "President of Peru"])
    (True, False, False)
    """
    found = list(texts)
    are_titles = all(without_articles(folded_words(text)) in _titles() for text in found)
    return are_titles and any(text[:4].casefold() == "the " for text in found)


def post_where(texts: Iterable[str], place: str) -> str:
    """The post that titles mean in a state (its code) or international body (its id); "" where they mean none.

    >>> post_where(["The Premier"], "CN"), post_where(["The Premier"], "CA"), post_where(["the Chancellor"], "FR")
    ('prime minister@CN', '', '')
    """
    titles = {_title(without_articles(folded_words(text)), place) for text in texts}
    return _held(titles.pop(), place) if len(titles) == 1 else ""


def title_of(text: str) -> str:
    """The usual form of a title that one person holds; "" for others.

    >>> title_of("Head of State"), title_of("deputy head")
    ('president', '')
    """
    return _titles().get(folded_words(text), "")


def post_at(title: str, place: str) -> str:
    """The post with this title in this state or body; "" where several persons hold such a title.

    >>> post_at("Minister of Foreign Affairs", "RU"), post_at("deputy foreign minister", "RU"), post_at("premier", "")
    ('foreign minister@RU', '', '')
    """
    return _held(_title(folded_words(title), place), place)


def _held(title: str, place: str) -> str:
    """The post of a title in its usual form, "" where the place has no such post."""
    return f"{title}@{place}" if title and place and place in posts_file()["only"].get(title, [place]) else ""


def _meant(found: Words) -> tuple[str, str]:
    """Title and place that the words mean: both "" where they are no title, the place "" where they name none."""
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
    """The usual form of a title, "" in a place where it means another post."""
    is_other = place in posts_file()["elsewhere"].get(" ".join(words), ())
    return "" if is_other else _titles().get(words, "")


@cache
def posts_file() -> Mapping[str, Any]:
    """The content of ``posts.toml``."""
    return tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))


@cache
def _titles() -> Mapping[Words, str]:
    return {folded_words(text): title for title, texts in posts_file()["titles"].items() for text in texts}


@cache
def _last_words() -> Set[str]:
    return {words[-1] for words in _titles()} | {"leader"}


@cache
def _places() -> Mapping[Words, str]:
    """The codes of states and ids of bodies, by the words that mean only one of them."""
    found: dict[Words, set[str]] = defaultdict(set)
    for id_, row in gazetteer().items():
        place = id_ if id_ in posts_file()["bodies"] else row.country if id_.startswith("state/") else ""
        for phrase in row.phrases if place else ():
            found[phrase].add(place or "")
    return {phrase: next(iter(places)) for phrase, places in found.items() if len(places) == 1}
