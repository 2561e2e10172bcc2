"""A post that a person is found to hold, before its body is settled."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster
from kg.extract.roles.posts import Post
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import titles, word_set

__all__ = ["HeldPost", "title_of"]


OPENERS_OF_POSTS = word_set("openers-of-posts")


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
    who hold one each."""
    start, end = post.start, post.end
    while start < end and (doc[start].lower_ in OPENERS_OF_POSTS or doc[start].is_punct):
        start += 1
    plural = next((t.i for t in doc[start:end] if post.plural and _singular(t) is not None), None)
    words = ((_singular(t) if t.i == plural else t.text, t.whitespace_) for t in doc[start:end])
    return "".join(f"{word}{space}" for word, space in words).strip()


def _singular(noun: Token) -> str | None:
    """The singular of a plural noun for a post; None for other words."""
    text = noun.text
    singular = f"{text[:-2]}an" if text.casefold().endswith("men") else text.removesuffix("s")
    word = singular.casefold()
    return singular if singular != text and any(t.words == (word,) for t in titles().get(word, ())) else None
