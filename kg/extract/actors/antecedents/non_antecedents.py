"""Mentions of actors to which no pronoun after them refers, and posts that refer to nobody named before."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.text.layout import opens_block

__all__ = ["is_beside_those_spoken_to", "is_no_antecedent"]


def is_no_antecedent(name: Token) -> bool:
    """Whether pronouns after a name hardly refer to whom it names: an owner named without what is owned, what somebody
    is said not to be ("they are not [hawks], they are realists"), or who speaks or is spoken to there."""
    return _is_elliptic_owner(name) or _is_denied_predicate(name) or _is_in_label_or_address(name)


def _is_elliptic_owner(name: Token) -> bool:
    """Whether a possessive stands for what is owned: "her speech followed [Ek]'s"."""
    return name.dep_ in {"dobj", "pobj"} and any(c.tag_ == "POS" for c in name.children)


def _is_denied_predicate(name: Token) -> bool:
    """Whether a noun is what somebody is said not to be: "they are not [hawks]"."""
    return name.dep_ == "attr" and name.head.lemma_ == "be" and is_negated(name.head)


def _is_in_label_or_address(name: Token) -> bool:
    """Whether a name is the label of a turn or right after one addresses somebody, in a text of turns: "[Ana Ruiz]: We
    met", "QUESTION: Minister [Ek], he said no"."""
    doc, name_start = name.doc, name.left_edge
    word_after, word_before = word_at(doc, name.i + 1), word_at(doc, name_start.i - 1)
    if word_after == ":":
        return opens_block(name_start)
    label = doc[name_start.i - 2] if name_start.i > 1 else None
    return word_after == "," and word_before == ":" and label is not None and label.is_upper and opens_block(label)


def is_beside_those_spoken_to(post: Token) -> bool:
    """Whether a post is joined with those who are spoken to, so that it is one of theirs, not that of somebody named
    before: "good to see the [minister] and your team"."""
    later_conjuncts = [c for c in post.conjuncts if c.i > post.i]
    return any(c.lower_ == "your" for noun in later_conjuncts for c in noun.children)
