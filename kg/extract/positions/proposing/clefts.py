"""Matters set apart by "what" and "all": "What Kenya wants is a seat"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set

__all__ = ["set_apart"]

COMPLEMENTS = {"attr", "ccomp", "xcomp", "acomp", "dobj"}


def set_apart(verb: Token, matter: Token) -> tuple[tuple[int, int], Token] | None:
    """The words after "is" that a verb's "what", "all" or "the one thing" stands for; None where it has none."""
    if matter.lower_ == "what" and (before := _set_before(verb)) is not None:
        return trimmed(before, drop={"punct", "cc", "relcl"}), before
    clause = verb
    while clause.dep_ in {"xcomp", "ccomp"} and clause.head.i < clause.i and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if clause.dep_ in {"csubj", "ccomp", "nsubj"} and clause.left_edge.lower_ == "what":
        link = clause.head
    elif clause.dep_ == "relcl" and clause.head.dep_ == "nsubj" and clause.head.lemma_ in word_set("set-apart"):
        link = clause.head.head
    else:
        return None
    if link.lemma_ != "be" or link.i < verb.i:
        return None
    if not (matter.lower_ in word_set("set-apart") | {"what", "that"} or matter.i == verb.i or matter.head.i == verb.i):
        return None
    for said in link.children:
        if said.dep_ in COMPLEMENTS and said.i > link.i:
            bare = is_infinitive(said)
            return trimmed(said, drop={"punct", "cc", "mark", "relcl"}, skip_to=bare), said
    return None


def _set_before(verb: Token) -> Token | None:
    """ "[A seat] is what Kenya wants": the noun."""
    link = verb.head
    if link.lemma_ != "be" or link.i > verb.i or verb.dep_ not in {"attr", "ccomp"}:
        return None
    return next((c for c in link.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"} and c.i < link.i), None)
