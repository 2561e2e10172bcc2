"""Matters of the network that are questions which somebody asks."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.frames.factuality.factuality import asks_whether
from kg.extract.grammar.arcs import has_mark
from kg.extract.words import lexicon

__all__ = ["is_asked_whether", "is_indirect_question"]


def is_asked_whether(head: Token) -> bool:
    """Whether a matter is what somebody asks, and so no demand: "asked Peru [if it would pay]"."""
    return head.dep_ in {"advcl", "ccomp"} and head.head.lemma_ == "ask" and head.i > head.head.i and asks_whether(head)


def is_indirect_question(head: Token) -> bool:
    """Whether a matter is an indirect question under a noun without a stance: "a test of [whether Peru will pay]"."""
    if head.dep_ != "pcomp" or not has_mark(head, {"if", "whether"}):
        return False
    noun = head.head.head
    return noun.pos_ == "NOUN" and not lexicon.predicates_of(noun.lemma_, "NOUN")
