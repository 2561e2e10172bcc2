"""Clauses that tell what followed from how strongly somebody feels or acts: "so worried [that they left]"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark
from kg.extract.grammar.negation import negated
from kg.extract.grammar.tense import bearer

__all__ = ["is_consequence"]

ARCS_OF_DEGREES = {"advmod", "amod", "dobj"}
ARCS_OF_CONSEQUENCES = {"acl", "advcl", "ccomp", "relcl"}
WORDS_OF_DEGREE = {"enough", "so", "sufficiently"}


def is_consequence(clause: Token) -> bool:
    """Whether a clause tells what came of a feeling or deed, not what that is about: "worried enough [that they left]",
    "so worried about it [that they left]", "objected so strongly [that Peru left]"; not "are worried [that they left]",
    "not so sure [that they left]", nor with a modal, where both may be meant: "so sure [that it will work]"."""
    if clause.dep_ not in ARCS_OF_CONSEQUENCES or not has_mark(clause, {"that"}) or bearer(clause).tag_ == "MD":
        return False
    felt = clause.head
    if clause.dep_ == "relcl" and felt.dep_ == "pobj":
        felt = felt.head.head  # "so worried about the flood that they left", hung on the flood
    over = felt.head if felt.dep_ == "acomp" else felt
    return _is_to_a_degree(felt) and not negated(felt) and not negated(over)


def _is_to_a_degree(word: Token) -> bool:
    """ "So worried", "worried enough", "such worry", "so much worry", "objected so strongly"."""
    degrees = [c for c in word.children if c.dep_ in ARCS_OF_DEGREES]
    is_strong = any(c.lower_ in WORDS_OF_DEGREE and abs(c.i - word.i) == 1 for c in degrees)
    is_felt = word.tag_ == "VBN" or word.pos_ not in {"AUX", "VERB"}
    if is_felt and (is_strong or any(c.lower_ == "such" for c in degrees)):
        return True
    return any(g.lower_ == "so" and g.i == c.i - 1 for c in degrees for g in c.children)
