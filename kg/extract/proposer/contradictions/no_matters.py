"""Words that the network takes for the matter of a stance, and that cannot be one."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.candidates.negated_matters import STANCES_FOR_A_MATTER
from kg.extract.frames.courtesies import only_goes_on, only_speaks
from kg.extract.frames.empty_matters import names_nothing
from kg.extract.frames.factuality.counterfactual import is_set_aside
from kg.extract.frames.factuality.no_demands import is_denied, is_unwanted
from kg.extract.frames.harm import threatens
from kg.extract.frames.stance_of_clause import (
    claims_land,
    evaluation_of,
    foils,
    is_needed_for,
    only_weighs,
    points_back,
    says_what_must_be_done,
)
from kg.extract.frames.stance_of_predicate import is_only_prepared, is_told_as_bad, only_tells
from kg.extract.grammar.arcs import first_of_list, objects_of, own_subjects
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.negation import is_negated, shares_not
from kg.extract.grammar.sentences import is_question
from kg.extract.proposer.contradictions.concerns import names_no_trouble
from kg.extract.proposer.contradictions.ignorance import is_unknown
from kg.extract.proposer.contradictions.questions import is_asked_whether, is_indirect_question
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["is_no_matter"]


def is_no_matter(head: Token, stance: Stance) -> bool:
    """Whether the words with ``head`` cannot be the matter of a stance."""
    clause = head.head if head.dep_ in {"acomp", "attr"} else head
    return (
        head.pos_ == "DET"
        or is_inverted_condition(clause)
        or is_consequence(clause)
        or _is_circumstance(head)
        or is_indirect_question(head)
        or is_question(head)
        or is_set_aside(head)
        or only_goes_on(head)
        or points_back(clause, stance)
        or names_nothing(clause, stance)
        or (head.dep_ == "ccomp" and only_tells(head.head, stance, head))
        or (stance != Stance.DEMAND and head.dep_ == "pcomp" and head.head.lower_ == "without")
        or (stance in STANCES_FOR_A_MATTER and shares_not(head))
        or _is_none_of_stance(head, clause, stance)
    )


def _is_none_of_stance(head: Token, clause: Token, stance: Stance) -> bool:  # noqa: PLR0911 - a case each
    """Whether a matter may be one, but not of this stance."""
    match stance:
        case Stance.DEMAND:
            return is_unwanted(head) or is_asked_whether(head) or _is_to_end(head) or is_needed_for(head)
        case Stance.OFFER:
            return is_only_prepared(head)
        case Stance.COMMIT:
            return threatens(head) or only_speaks(head)
        case Stance.SUPPORT:
            return _favours_nothing(head) or _is_stressed_as_bad(head)
        case Stance.REJECT:
            return says_what_must_be_done(head) and is_denied(head)  # "did not say that Peru should pay"
        case Stance.ACCUSE:
            return foils(head) or _is_called_untrue(clause)
        case Stance.DENY:
            return is_unknown(head)
        case Stance.CONCERN:
            return names_no_trouble(head)
        case _:
            return False


def _favours_nothing(head: Token) -> bool:
    """Whether a matter tells of a concern, claims land or is only called important, and supports nothing: "Corruption
    [is] a major factor", "Tacna [is] part of Peru", "called [the vote] a crucial test"."""
    judging = [c for c in head.children if c.dep_ in {"acomp", "attr"}] + objects_of(head, {"as"})
    if head.dep_ == "dobj":
        judging += [c for c in head.head.children if c.dep_ == "oprd"] + objects_of(head.head, {"as"})
    is_judgement = head.dep_ in {"attr", "oprd"} or (head.dep_ == "pobj" and head.head.lower_ == "as")
    judging += [head] if is_judgement else []
    return not is_negated(head) and any(
        only_weighs(word) or evaluation_of(word) == Stance.CONCERN or claims_land(word) for word in judging
    )


def _is_called_untrue(clause: Token) -> bool:
    """Whether a clause denies what its subject names, and blames nobody: "the reports [were] false and malicious"."""
    judged = (c for c in clause.children if c.dep_ in {"acomp", "attr"})
    return not is_negated(clause) and any(evaluation_of(c) == Stance.DENY for c in judged)


def _is_stressed_as_bad(noun: Token) -> bool:
    """Whether a matter is the object of a verb that stresses it, and bad by itself: "stressed [insufficient funds]"."""
    return noun.dep_ == "dobj" and is_told_as_bad(noun.head, noun)


def _is_to_end(head: Token) -> bool:
    """Whether a matter is only the subject of a clause that wants it avoided: "[violence] should be avoided"."""
    first = first_of_list(head)
    return first.dep_ == "nsubjpass" and first.head.lemma_ in word_set("verbs-of-avoiding")


def _is_circumstance(head: Token) -> bool:
    """Whether a matter is in an adverbial of time or circumstance before its clause: "Following [the raid], we met";
    not "After [the raid], which we condemn, we met"."""
    before = head.head
    if head.dep_ != "pobj" or before.lower_ not in word_set("prepositions-before-what-is-so"):
        return False
    opens = before.i < before.head.i and not any(c.i < before.i for c in own_subjects(before.head))
    return opens and not any(c.dep_ in {"relcl", "acl"} for c in head.children)
