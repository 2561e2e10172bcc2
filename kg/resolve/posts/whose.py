"""Whose post a title without a state is: "the President" of a document that does not say whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from kg.resolve.offices import without_articles
from kg.resolve.posts.meaning import is_bare, post_where, posts_file
from kg.resolve.posts.publishing import is_house, place_of
from kg.resolve.posts.terms import may_be, terms_at
from kg.resolve.spelling import folded_words

__all__ = ["Telling", "post_without_place"]


type _Holder = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells, and of whom: ``publisher`` is the id of the state or body that has published the document, empty where
    that is somebody else; ``holders`` are the persons whom it names by a title, with that title, their state as far as
    it is told, and the words of their name."""

    publisher: str = ""
    holders: Set[_Holder] = frozenset()


def post_without_place(texts: Sequence[str], telling: Telling) -> str:
    """The post that a title alone means: that of the state or international body which has published the document;
    empty where nobody of these has, or where somebody who is named has the title elsewhere.

    A newspaper means its own country's president, or the one of the day before: no state that it names tells whose.

    >>> post_without_place(["The President"], Telling("organization/kremlin"))
    'president@RU'
    >>> visit = Telling("organization/kremlin", frozenset({("president", "FR", ("emmanuel", "macron"))}))
    >>> post_without_place(["The President"], visit), post_without_place(["The President"], Telling())
    ('', '')
    >>> post_without_place(["the Secretary-General"], Telling("organization/un-security-council"))
    'secretary general@organization/united-nations'
    >>> post_without_place(["The President"], Telling("organization/bundestag"))  # its own, who opens the sitting
    ''
    """
    place = place_of(telling.publisher)
    own = posts_file()["own"].get(telling.publisher, {})
    called = [own.get(" ".join(without_articles(folded_words(text))), text) for text in texts]
    if place in posts_file()["bodies"]:
        called = [text for text in texts if is_bare([text])]  # "the Secretary-General on the state of such efforts"
    post = post_where(called, place) if place and (called != list(texts) or is_bare(texts)) else ""
    is_told = post and _is_own(post, telling.publisher) and not _is_held_elsewhere(post, telling.holders)
    return post if is_told else ""


def _is_own(post: str, publisher: str) -> bool:
    """Whether the publisher means this post by its title alone: not the president of a house, nor one who is seldom
    spoken of where somebody else leads the state."""
    title, _, place = post.rpartition("@")
    if place in posts_file()["bodies"]:
        return place not in posts_file()["also"].get(title, ())
    if title in posts_file()["shared"]["titles"] and is_house(publisher):
        return False
    leads = {
        "president": place in posts_file()["leaders"]["president"],
        "prime minister": not terms_at(f"president@{place}"),
        "crown prince": bool(terms_at(post)),
    }
    return leads.get(title, title in posts_file()["heads"]["titles"]) and may_be(post)


def _is_held_elsewhere(post: str, holders: Iterable[_Holder]) -> bool:
    """Whether somebody who is named has the post's title and cannot be the one who has it in its state."""
    return any(each[0] == post.rpartition("@")[0] and not _holds(post, each) for each in holders)


def _holds(post: str, holder: _Holder) -> bool:
    """Whether somebody who is named by the post's title can be the one who has it in that state."""
    _, state, name = holder
    if state:
        return state == post.rpartition("@")[2]
    return any(name[-1:] == term.name.words[-1:] for term in terms_at(post))
