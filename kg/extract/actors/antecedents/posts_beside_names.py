"""The posts named beside persons' names, by which persons of one name are told apart: "President [Ruiz] of Peru"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import after_article, is_possessive_mark
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.person_names import HONORIFICS, after_honorifics
from kg.extract.mentions.title_spans import TITLES, acts_itself, title_at, title_over
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["DEPUTIES", "POSTS_OF_LEADERS", "Post", "StatesBeside", "posts_beside"]

WORDS_TO_TITLE = 5
"""Tokens, at most, from the comma after a name to the title of its holder."""
POSTS_OF_LEADERS = word_set("posts-of-leaders")
DEPUTIES = word_set("deputies")
TITLES_OF_RULERS = word_set("titles-of-rulers")
POSTS_IN_ONE_STATE = {"head-of-state", "minister", "parliament", "party", "royal"}
"""Kinds of titles beside which a state is that of the person, as it is not beside "envoy"."""


class Post(NamedTuple):
    """The post named beside a person's name: the words of it for rulers ("king", "pope"), the state that one leads by
    it, all words of its title, and whether it is that of a leader, no deputy."""

    ruling: Set[str] = frozenset()
    state: str | None = None
    title: Set[str] = frozenset()
    leads: bool = False


def posts_beside(doc: Doc, named_mentions: Iterable[TokenMention]) -> Mapping[int, Post]:
    """The post beside each person's name, by the head of the name: right before it, or after a comma, where only those
    of rulers tell the state; of no words where there is none."""
    posts = {m.head: Post() for m in named_mentions}
    by_start = {after_honorifics(doc, end): (start, end) for start, end in TITLES(doc)}
    by_start |= {end: (start, end) for start, end in TITLES(doc)}
    names = {m.start for m in named_mentions}
    states = StatesBeside(doc)
    for mention in named_mentions:
        title_before = by_start.get(mention.start)
        span = title_before or _title_after(doc, mention.end, names)
        if span is None:
            continue
        start, end = span
        title = {t.lower_ for t in doc[start:end]} - HONORIFICS
        ruling, listed_title = title & TITLES_OF_RULERS, title_at(doc, start)
        kind = listed_title[1].kind if listed_title is not None else ""
        state = None
        if ruling or (title_before and kind in POSTS_IN_ONE_STATE):
            state = states.of_post(start, end) or (states.after(mention.end) if ruling else None)
        leads = kind == "head-of-state" and bool(title & POSTS_OF_LEADERS) and title.isdisjoint(DEPUTIES)
        posts[mention.head] = Post(ruling, state.country if state is not None else None, title, leads)
    return posts


def _title_after(doc: Doc, end: int, names: Set[int]) -> tuple[int, int] | None:
    """The title after a name that ends at token ``end`` and a comma, as its holder's: "Bo Ek, the Saudi [prince]"; not
    one that stands before another name ("Bo Ek, King Karim and Ana Ruiz")."""
    if end >= len(doc) or doc[end].text != ",":
        return None
    title = next((t for i in range(end + 1, min(end + WORDS_TO_TITLE, len(doc))) if (t := title_over(doc, i))), None)
    if title is None or after_honorifics(doc, title[1]) in names or acts_itself(doc, title[1]):
        return None
    tokens_between = doc[end + 1 : title[0]]
    return title if all(t.pos_ in {"ADJ", "DET", "PROPN"} or t.tag_ == "POS" for t in tokens_between) else None


class StatesBeside:
    """The names of states beside posts in a document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        states = [m for m in MENTIONS(doc) if m.type == ActorType.STATE and m.country is not None]
        self._by_end, self._by_start = {m.end: m for m in states}, {after_article(doc, m.start): m for m in states}

    def of_post(self, start: int, end: int) -> TokenMention | None:
        """The state whose name stands before a post, or after it and "of"; not one that a preposition has before it, as
        in "after a visit to [Peru] President Ek said"."""
        state_before = self._by_end.get(start - is_possessive_mark(self._doc, start - 1))
        return state_before if state_before is not None and not self._is_place(state_before, start) else self.after(end)

    def _is_place(self, state: TokenMention, start: int) -> bool:
        """Whether a state right before a post, which begins at token ``start``, may be only where something is."""
        if state.end != start or state.reason == MentionReason.NATIONALITY:
            return False
        name_start = state.start - (self._doc[state.start - 1 : state.start].text.lower() == "the")
        return name_start > 0 and self._doc[name_start - 1].pos_ == "ADP"

    def after(self, end: int) -> TokenMention | None:
        """The state after the "of" at a token."""
        doc = self._doc
        return self._by_start.get(after_article(doc, end + 1)) if end < len(doc) and doc[end].lower_ == "of" else None
