"""A post that a person is found to hold, before its body is settled."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.roles.bodies_in_titles import body_mentions
from kg.extract.roles.posts import WORDS_FOR_PARTS_OF_BODIES, Post
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import titles, word_set

__all__ = ["HeldPost", "distinct_posts", "may_serve", "title_of"]

OPENERS_OF_POSTS = word_set("openers-of-posts")
STATES_WITHOUT_MINISTERS = {"US"}
"""Codes of states none of whose officials is called a minister."""
WORDS_BETWEEN_POST_AND_FIELD = {"of", "for", "affairs"}
"""Words by which titles of one post may differ: "minister of foreign affairs", "foreign minister"."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post of a person.

    ``how`` and ``kind`` are those of `kg.extract.roles.posts.Post`, with more ways to the body; ``rule`` found the
    post, ``at`` is the token where the person is named, ``features`` are for the filter.
    """

    person: Cluster
    title: str
    body: Cluster | None
    how: str
    rule: str
    at: int
    kind: str
    former: bool
    features: tuple[tuple[str, float], ...] = ()

    @property
    def noun(self) -> str:
        """The title's last word, folded."""
        return (fold(self.title).split() or ["-"])[-1]


def title_of(doc: Doc, post: Post) -> str:
    """The words of a post's title, without articles before them, singular: "President" for "Presidents Ek and Ruiz",
    who hold one each. The body's name inside them is left out: "local leader" for "local Labour Party leader"."""
    start, end = _after_brackets(doc, post), post.end
    while start < end and (doc[start].lower_ in OPENERS_OF_POSTS or doc[start].is_punct):
        start += 1
    plural = next((t.i for t in doc[start:end] if post.plural and _singular(t) is not None), None)
    words_of_body = _words_of_body_inside(doc, post, start, end)
    words = (
        (_singular(t) if t.i == plural else t.text, t.whitespace_) for t in doc[start:end] if t.i not in words_of_body
    )
    return "".join(f"{word}{space}" for word, space in words).strip()


def _after_brackets(doc: Doc, post: Post) -> int:
    """Where a post begins, after the brackets that its first words close: "Fish Fund (FF) [Chair] Ek"."""
    closing = (t.i for t in doc[post.start : post.end] if t.text == ")" and "(" not in doc[post.start + 1 : t.i].text)
    return next(closing, post.start - 1) + 1


def _words_of_body_inside(doc: Doc, post: Post, start: int, end: int) -> range:
    """The name of a post's body after the word that tells which part of it is led: "a local [Labour Party] leader"."""
    mention = body_mentions(doc)[0].get(start + 1) if doc[start].lower_ in WORDS_FOR_PARTS_OF_BODIES else None
    if mention is None or mention.end >= end or post.body is None or CLUSTER_OF(doc).get(mention.head) is not post.body:
        return range(0)
    return range(start + 1, mention.end)


def _singular(noun: Token) -> str | None:
    """The singular of a plural noun for a post; None for other words."""
    text = noun.text
    singular = f"{text[:-2]}an" if text.casefold().endswith("men") else text.removesuffix("s")
    word = singular.casefold()
    return singular if singular != text and any(t.words == (word,) for t in titles().get(word, ())) else None


def may_serve(country: str | None, words_of_posts: Set[str]) -> bool:
    """Whether somebody with these words in the titles of posts may serve a state, by its code: no minister serves the
    United States."""
    return "minister" not in words_of_posts or country not in STATES_WITHOUT_MINISTERS


def distinct_posts(posts: Iterable[HeldPost]) -> list[HeldPost]:
    """The posts without repetitions, at the place of the first: one that names a body rather than one that does not."""
    distinct: list[HeldPost] = []
    for post in posts:
        same_post = next((n for n, other in enumerate(distinct) if _is_same(post, other)), None)
        if same_post is None:
            distinct.append(post)
        elif distinct[same_post].body is None and post.body is not None:
            distinct[same_post] = post
    return distinct


def _is_same(one: HeldPost, other: HeldPost) -> bool:
    """Whether two titles of a person are of one post: "Minister of Finance" and "finance minister". Titles that end
    alike are, unless they stand side by side and neither has all words of the other: "Deputy Prime Minister and Finance
    Minister Bo Ek"."""
    if one.person is not other.person:
        return False
    words, other_words = (set(fold(post.title).split()) - WORDS_BETWEEN_POST_AND_FIELD for post in (one, other))
    if one.noun != other.noun:
        return words == other_words and (one.body is None or other.body is None or one.body is other.body)
    return one.at != other.at or words <= other_words or other_words <= words
