"""Coordinated matters of one verb, which count as one matter, as in the annotation guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.proposer.reranker import Proposed
from kg.model import Stance

__all__ = ["joined_matters"]

NOUNS = ("NOUN", "PROPN", "PRON")
WORDS_BETWEEN = 3
"""Words between two coordinated matters: ", and the"."""


def joined_matters(doc: Doc, proposals: Iterable[Proposed]) -> dict[Proposed, tuple[int, int] | None]:
    """The new words of proposals whose matters are coordinated nouns, with the same actor and stance: for the first
    those of all, for the others None. "condemned [the raid] and [the arrests]"."""
    joined: dict[Proposed, tuple[int, int] | None] = {}
    groups: dict[tuple[str, Stance], list[Proposed]] = defaultdict(list)
    for proposal in sorted(proposals, key=lambda proposal: proposal.words):
        groups[proposal.actor, proposal.stance].append(proposal)
    for group in groups.values():
        first, end = group[0], group[0].words[1]
        for proposal in group[1:]:
            if 0 <= proposal.words[0] - end <= WORDS_BETWEEN and _continues(
                _head(doc, proposal.words), _head(doc, first.words)
            ):
                end = proposal.words[1]
                joined[first], joined[proposal] = (first.words[0], end), None
            else:
                first, end = proposal, proposal.words[1]
    return joined


def _head(doc: Doc, words: tuple[int, int]) -> Token:
    return doc[words[0] : words[1]].root


def _continues(word: Token, first: Token) -> bool:
    """Whether a noun is a later conjunct of the list that ``first`` begins."""
    if word.pos_ not in NOUNS or first.pos_ not in NOUNS:
        return False
    while word.dep_ == "conj" and word.i != first.i:
        word = word.head
    return word.i == first.i
