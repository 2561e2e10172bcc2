"""Nouns for whoever holds the same post elsewhere: "her Omani counterpart"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.occurrences import word_at
from kg.extract.words.lexicon import word_set

__all__ = ["COUNTERPARTS", "is_counterpart"]

COUNTERPARTS = word_set("counterparts")


def is_counterpart(noun: Token) -> bool:
    """Whether a noun is one of `COUNTERPARTS`, or that of "opposite number"."""
    lemma = noun.lemma_.casefold()
    return lemma in COUNTERPARTS or (lemma == "number" and word_at(noun.doc, noun.i - 1) == "opposite")
