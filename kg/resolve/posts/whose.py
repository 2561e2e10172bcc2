"""Resolving a title without a state: "the President" in a document that does not say of which state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from kg.resolve.offices import without_articles
from kg.resolve.posts.meaning import is_bare, post_where, posts_file
from kg.resolve.posts.publishing import is_house, place_of
from kg.resolve.posts.terms import may_exist, terms_at
from kg.resolve.spelling import folded_words

__all__ = ["PostContext", "post_without_place"]


type _Holder = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PostContext:
    """What a document tells of titles: ``publisher`` is the id of the state or body that published it, "" for others;
    ``holders`` are title, state ("" if not told) and words of the name of each person whom it names with a title."""

    publisher: str = ""
    holders: Set[_Holder] = frozenset()


def post_without_place(texts: Sequence[str], context: PostContext) -> str:
    """The post that a title alone means: that of the state or international body that published the document; "" for
    other publishers, and where the document names somebody with the title elsewhere.

    States that the document mentions do not matter: a newspaper may mean its own country's president, or one that it
    mentioned the day before.

    >>> post_without_place(["The President"], PostContext("organization/kremlin"))
    'president@RU'
    >>> visit = PostContext("organization/kremlin", frozenset({("president", "FR", ("emmanuel", "macron"))}))
    >>> post_without_place(["The President"], visit), post_without_place(["The President"], PostContext())
    ('', '')
    >>> post_without_place(["the Secretary-General"], PostContext("organization/un-security-council"))
    'secretary general@organization/united-nations'
    >>> post_without_place(["The President"], PostContext("organization/bundestag"))  # its own, who opens the sitting
    ''
    """
    place = place_of(context.publisher)
    own = posts_file()["own"].get(context.publisher, {})
    called = [own.get(" ".join(without_articles(folded_words(text))), text) for text in texts]
    if place in posts_file()["bodies"]:
        called = [text for text in texts if is_bare([text])]  # "the Secretary-General on the state of such efforts"
    post = post_where(called, place) if place and (called != list(texts) or is_bare(texts)) else ""
    is_told = post and _is_own(post, context.publisher) and not _is_held_elsewhere(post, context.holders)
    return post if is_told else ""


def _is_own(post: str, publisher: str) -> bool:
    """Whether a publisher means this post by its title alone: not a house with a president of its own, and not for a
    head of state who is seldom mentioned, as somebody else leads the state."""
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
    return leads.get(title, title in posts_file()["heads"]["titles"]) and may_exist(post)


def _is_held_elsewhere(post: str, holders: Iterable[_Holder]) -> bool:
    """Whether the document names somebody with the title who cannot be the holder of this post."""
    return any(each[0] == post.rpartition("@")[0] and not _holds(post, each) for each in holders)


def _holds(post: str, holder: _Holder) -> bool:
    """Whether a person named with the post's title can be its holder."""
    _, state, name = holder
    if state:
        return state == post.rpartition("@")[2]
    return any(name[-1:] == term.name.words[-1:] for term in terms_at(post))
