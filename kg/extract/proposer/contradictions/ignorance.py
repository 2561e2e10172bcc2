"""What somebody only does not know, which the network takes for a denial."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.negation import is_negated
from kg.extract.words.lexicon import word_set

__all__ = ["is_unknown"]

VERBS_OF_KNOWING = word_set("verbs-of-knowing")


def is_unknown(head: Token) -> bool:
    """Whether a matter is what its holder does not know, or that he does not: "We do not know [who shelled the port]",
    "[I don't know what happened]", "he is unaware of [a quarrel]"."""
    above = head.head.head if head.head.pos_ == "ADP" else head.head
    complements = [c for c in head.children if c.dep_ == "acomp"]
    return any(_knows_nothing(t) for t in (head, above, *complements))


def _knows_nothing(word: Token) -> bool:
    """Whether a word says that somebody does not know: "[unaware] of a plot", "does not [know]"."""
    if word.lemma_ == "aware":
        return is_negated(word) or is_negated(word.head)
    return word.lemma_ == "unaware" or (word.lemma_ in VERBS_OF_KNOWING and is_negated(word))
