"""Clauses that tell what followed from how strongly somebody feels or acts: "so worried [that they left]"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark, own_subject
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import bearer
from kg.extract.words.lexicon import word_set

__all__ = ["is_consequence"]

ARCS_OF_DEGREES = {"advmod", "amod", "dobj"}
ARCS_OF_CONSEQUENCES = {"acl", "advcl", "ccomp", "relcl"}
PRONOUNS_OF_THOSE_TOLD_OF = word_set("pronouns-of-those-told-of")
WORDS_BEFORE_WHAT_IS_FELT_ABOUT = {"about", "over"}
WORDS_OF_DEGREE = {"enough", "so", "sufficiently"}


def is_consequence(clause: Token) -> bool:
    """Whether a clause tells what came of a feeling or deed, not what that is about: "worried enough [that they left]",
    "so worried about it [that they left]", "objected so strongly [that Peru left]"; not "are worried [that they left]",
    "not so sure [that they left]", nor where both may be meant, with a modal or what another does: "so sure [that it
    will work]", "so glad [that Peru left]"."""
    if clause.dep_ not in ARCS_OF_CONSEQUENCES or not has_mark(clause, {"that"}) or bearer(clause).tag_ == "MD":
        return False
    felt = clause.head
    if clause.dep_ == "relcl" and felt.dep_ == "pobj":
        felt = felt.head.head  # "so worried about the flood that they left", hung on the flood
    over = felt.head if felt.dep_ == "acomp" else felt
    return _is_to_a_degree(felt, clause) and not is_negated(felt) and not is_negated(over)


def _is_to_a_degree(word: Token, clause: Token) -> bool:
    """ "So worried", "worried enough", "such worry", "so much worry", "objected so strongly"; not "so far denied"."""
    degrees = [c for c in word.children if c.dep_ in ARCS_OF_DEGREES]
    is_strong = any(c.lower_ in WORDS_OF_DEGREE and abs(c.i - word.i) == 1 for c in degrees)
    is_felt = word.tag_ == "VBN" or word.pos_ not in {"AUX", "VERB"}
    if is_felt and (is_strong or any(c.lower_ == "such" for c in degrees)):
        return not _may_be_felt_about(word, clause)
    is_feeling = word.pos_ != "VERB" or word.dep_ == "acomp"
    measured = [c for c in degrees if is_feeling or c.i > word.i or c.dep_ == "dobj"]
    if not any(g.lower_ == "so" and g.i == c.i - 1 and c.lower_ != "far" for c in measured for g in c.children):
        return False
    return not is_feeling or not _may_be_felt_about(word, clause)


def _may_be_felt_about(word: Token, clause: Token) -> bool:
    """Whether a clause behind an adjective or participle may tell what is felt about, as another does it: "so glad
    [that Peru left]"; not "so worried [that they left]", "so worried about it [that Peru left]"."""
    if word.pos_ != "ADJ" and word.tag_ != "VBN":
        return False
    doer = own_subject(clause)
    by_another = doer is None or doer.lower_ not in PRONOUNS_OF_THOSE_TOLD_OF
    return by_another and not any(c.lower_ in WORDS_BEFORE_WHAT_IS_FELT_ABOUT for c in word.children)
