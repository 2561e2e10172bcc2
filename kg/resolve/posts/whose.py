"""Whose post a title without a state is: "the President" of a document that says of no state whose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from kg.resolve.offices import without_articles
from kg.resolve.posts.meaning import is_bare, post_where, posts_file
from kg.resolve.posts.publishing import place_of
from kg.resolve.posts.terms import may_be, terms_at
from kg.resolve.spelling import folded_words

__all__ = ["Holder", "Telling", "post_without_place"]


type Holder = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells, and of whom: ``publisher`` is the id of the state or body that has published the document, empty where
    that is somebody else; ``states`` are those that it names, ``holders`` the persons whom it names by a title,
    with that title, their state as far as it is told, and the words of their name."""

    publisher: str = ""
    states: Set[str] = frozenset()
    holders: Set[Holder] = frozenset()


def post_without_place(texts: Sequence[str], telling: Telling) -> str:
    """The post that a title alone means; empty where it may be that of several states.

    A state's own publisher means its own head by "the President", whoever visits. Else the document has to name one
    state alone that can have such a post, and nobody who holds it elsewhere.

    >>> said = Telling(states={"JP", "US"})
    >>> post_without_place(["the President"], said), post_without_place(["the Prime Minister"], said)
    ('president@US', 'prime minister@JP')
    >>> post_without_place(["the Prime Minister"], Telling(states={"JP", "GB", "US"}))
    ''
    >>> post_without_place(["The President"], Telling("organization/kremlin", {"AM", "RU"}))
    'president@RU'
    >>> post_without_place(["the Secretary-General"], Telling("organization/un-security-council"))
    'secretary general@organization/united-nations'
    """
    if own := _of_publisher(texts, telling):
        return own
    posts = {post for state in telling.states if is_bare(texts) and (post := post_where(texts, state)) and may_be(post)}
    if len(posts) != 1:
        return ""
    title, _, state = next(iter(posts)).rpartition("@")
    post = f"{title}@{state}"
    means_others = not _also(title).isdisjoint({*telling.states, place_of(telling.publisher)})
    return "" if means_others or _is_held_elsewhere(post, telling.holders) else post


def _is_held_elsewhere(post: str, holders: Iterable[Holder]) -> bool:
    """Whether somebody who is named has the post's title and cannot be the one who has it in its state."""
    return any(each[0] == post.rpartition("@")[0] and not _holds(post, each) for each in holders)


def _holds(post: str, holder: Holder) -> bool:
    """Whether somebody who is named by the post's title can be the one who has it in that state."""
    _, state, name = holder
    if state:
        return state == post.rpartition("@")[2]
    return any(name[-1:] == term.name.words[-1:] for term in terms_at(post))


def _of_publisher(texts: Sequence[str], telling: Telling) -> str:
    """The post that a state's or international body's publisher means by a title, whoever else is spoken of; by words
    to somebody's face its own head, where nobody else of that title is named."""
    place = place_of(telling.publisher)
    own = posts_file()["own"].get(telling.publisher, {})
    called = [own.get(" ".join(without_articles(folded_words(text))), text) for text in texts]
    if place in posts_file()["bodies"]:
        called = [text for text in texts if is_bare([text])]  # "the Secretary-General on the state of such efforts"
    post = post_where(called, place) if place and (called != list(texts) or is_bare(texts)) else ""
    if not is_bare(texts) and _is_held_elsewhere(post, telling.holders):
        return ""
    title = post.rpartition("@")[0]
    is_head = title in posts_file()["heads"]["titles"] or place in posts_file()["bodies"]
    leads = title == "prime minister" and not terms_at(f"president@{place}")
    return post if (is_head or leads) and may_be(post) and place not in _also(title) else ""


def _also(title: str) -> Set[str]:
    """The places in which the title alone may mean somebody else."""
    return frozenset(posts_file()["also"].get(title, ()))
