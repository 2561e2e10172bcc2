"""Clauses that a verb above them denies, and those with "must" or "should" that are no demand: only discussed, denied,
or thought to be wrong."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.frames.factuality.conjecture import is_only_likely
from kg.extract.frames.factuality.factuality import denies, is_told_untrue
from kg.extract.frames.slot_names import CLAUSE
from kg.extract.frames.stance_of_clause import evaluation_of, says_only
from kg.extract.grammar.arcs import has_auxiliary, objects_of
from kg.extract.grammar.clause import grammatical_subjects, is_passive
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import TIMES, is_infinitive
from kg.extract.words.lexicon import predicates_of, word_set
from kg.model import Stance

__all__ = ["is_denied", "is_thought_untrue", "is_unwanted"]

ASSERTIVE_ADJECTIVES = word_set("assertive-adjectives")
DUTIES = {"ought", "should"}
WILLS = {Stance.COMMIT, Stance.DEMAND}
"""Stances that no feeling is."""
VERBS_OF_DISCUSSING = word_set("verbs-of-talking-of") | {"ask"}
VERBS_OF_HEARING = word_set("verbs-of-hearing")
VERBS_OF_THINKING = word_set("verbs-of-thinking")


def is_unwanted(clause: Token) -> bool:
    """Whether a clause with "must" or "should" is no demand: it is only asked ("asked [who should pay]"), discussed
    ("looked at [where it should go]"), only likely (`is_only_likely`), about the past ("[should have paid]"), heard
    from others ("we note the fear [that we should pay]"), judged to be wrong ("it is not right [that Peru should
    pay]"), denied ("never said [that Peru should pay]"), announces words ("we must repeat that"), is felt about ("is
    glad [that Peru must pay]"), or tells what something is needed for ("they need funds to [buy vaccines]")."""
    if (
        _is_left_open(clause)
        or is_only_likely(clause)
        or _is_past(clause)
        or is_denied(clause)
        or _is_felt_about(clause)
    ):
        return True
    governor = clause.head
    if governor.lemma_ == "need" and clause.dep_ == "advcl":
        needed = (c for c in governor.children if c.dep_ == "dobj")
        return any(c.i not in CLUSTER_OF(clause.doc) for c in needed)  # not "needs [Chile] to sign"
    if clause.dep_ in {"acl", "ccomp"} and governor.pos_ == "NOUN":
        return governor.dep_ == "dobj" and governor.head.lemma_ in VERBS_OF_HEARING
    if says_only(clause) and all(s.lower_ in word_set("first-person") for s in grammatical_subjects(clause)):
        return True
    copula = governor.head if governor.dep_ in {"acomp", "attr"} else governor
    evaluated = next((c for c in copula.children if c.dep_ in {"acomp", "attr"}), None)
    if clause.dep_ not in {"ccomp", "csubj"} or copula.lemma_ != "be" or evaluated is None:
        return False
    judgement = evaluation_of(evaluated)
    return judgement is not None and (judgement.sign == "for") == is_negated(copula)


def is_thought_untrue(clause: Token) -> bool:
    """Whether somebody thinks that a clause should not be so: "I don't think [that Peru should pay]"; not "don't think
    that it should not pay", which leaves open what he wants."""
    first = _denied_conjunct(clause)
    thinking = first.head
    thinks = first.dep_ == "ccomp" and thinking.lemma_ in VERBS_OF_THINKING and thinking.i < first.i
    return thinks and is_negated(thinking) and not is_negated(clause) and not is_told_untrue(thinking)


def is_denied(clause: Token) -> bool:
    """Whether a verb above a clause denies it: "never said [that Peru should pay]"; not "don't think that anyone denies
    [that Peru should pay]"."""
    first = _denied_conjunct(clause)
    denier = first.head
    stressed = any(t.lower_ == "enough" for t in clause.doc[denier.i : clause.left_edge.i])
    if is_infinitive(clause) or stressed or not is_told_untrue(first):
        return False  # "cannot say often enough that Peru should pay"
    return not (denies(denier) and is_told_untrue(denier))


def _denied_conjunct(clause: Token) -> Token:
    """The first of the clauses coordinated with one that a denial above them reaches, too; not of those before "but":
    "I don't think that Peru should pay but that [Chile should]"."""
    while clause.dep_ == "conj" and not any(c.lower_ == "but" and c.i < clause.i for c in clause.head.children):
        clause = clause.head
    return clause


def _is_past(clause: Token) -> bool:
    """ "Should [have paid]", "ought to [have paid]": a verdict on the past; not "should [have paid] by June"."""
    is_perfect = clause.tag_ in {"VBD", "VBN"} and has_auxiliary(clause, {"have"}) and has_auxiliary(clause, DUTIES)
    return is_perfect and not any(t.ent_type_ in TIMES for t in objects_of(clause, {"by"}))


def _is_left_open(clause: Token) -> bool:
    """ "Asked [who should pay]", "looked at [where it should go]", "don't see [why Peru should pay]"."""
    verb = clause.head
    is_discussed = clause.dep_ == "ccomp" and (verb.lemma_ in VERBS_OF_DISCUSSING or is_negated(verb))
    is_asked = clause.dep_ == "pcomp" or is_discussed
    return is_asked and clause.left_edge.tag_ in {"WDT", "WP", "WRB"}


def _is_felt_about(clause: Token) -> bool:
    """ "Is worried [that Peru must pay]", "is supportive [that women should decide]": the feeling is the stance; not
    "is adamant [that Peru must pay]", "is determined [that Peru must pay]"."""
    governor = clause.head
    if clause.dep_ != "ccomp" or is_infinitive(clause) or (governor.pos_ == "VERB" and not is_passive(governor)):
        return False  # "encouraged Peru to pay"
    near = [governor, *(c for c in governor.children if c.dep_ == "acomp" and clause.left_edge.i == c.i + 1)]
    rows = (row for word in near for row in predicates_of(word.lower_, "ADJ"))
    felt = (row for row in rows if len(row.words) == 1 and CLAUSE in row.matter and row.stance not in WILLS)
    return any(row.words[0] not in ASSERTIVE_ADJECTIVES for row in felt)
