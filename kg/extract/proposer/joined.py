"""Matters that one verb has, joined by "and": one matter, as the annotation guide has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.proposer.reranker import Proposed
from kg.model import Stance

__all__ = ["joined"]

NOUNS = ("NOUN", "PROPN", "PRON")
WORDS_BETWEEN = 3
"""Words between two that are joined: ", and the"."""


def joined(doc: Doc, proposals: Iterable[Proposed]) -> dict[Proposed, tuple[int, int] | None]:
    """What becomes of the matters of those whose matters are nouns joined to others of the same actor and stance: of
    the first the words of all, of the others None. "condemned [the raid] and [the arrests]"."""
    found: dict[Proposed, tuple[int, int] | None] = {}
    groups: dict[tuple[str, Stance], list[Proposed]] = defaultdict(list)
    for one in sorted(proposals, key=lambda one: one.words):
        groups[one.actor, one.stance].append(one)
    for group in groups.values():
        first, end = group[0], group[0].words[1]
        for one in group[1:]:
            if 0 <= one.words[0] - end <= WORDS_BETWEEN and _continues(_head(doc, one.words), _head(doc, first.words)):
                end = one.words[1]
                found[first], found[one] = (first.words[0], end), None
            else:
                first, end = one, one.words[1]
    return found


def _head(doc: Doc, words: tuple[int, int]) -> Token:
    return doc[words[0] : words[1]].root


def _continues(word: Token, first: Token) -> bool:
    """Whether a noun is a later one of the list that the other begins."""
    if word.pos_ not in NOUNS or first.pos_ not in NOUNS:
        return False
    while word.dep_ == "conj" and word.i != first.i:
        word = word.head
    return word.i == first.i
