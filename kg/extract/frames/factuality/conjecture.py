""" "Must" of what is likely, which nobody demands: "the smoke must have come from the roof"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.arcs import has_auxiliary, objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.negation import negated
from kg.extract.grammar.tense import TIMES
from kg.extract.words.lexicon import word_set

__all__ = ["only_likely"]

ADJECTIVES_OF_CONJECTURE = word_set("adjectives-of-conjecture")
NOUNS_OF_CONJECTURE = word_set("nouns-of-conjecture")
WORDS_OF_CAUSE = {"due", "related"}
COMPLEMENTS = {"acomp", "attr"}


def only_likely(clause: Token) -> bool:
    """Whether the "must" of a clause tells what is likely, not what is to be done: "must have come from the roof",
    "must be angry", "must be related to rain", "there must be a mistake"; not "must have a say", "must be ready"."""
    if negated(clause) or not has_auxiliary(clause, {"must"}):
        return False  # "there must be no mistake"
    if has_auxiliary(clause, {"have"}) and clause.tag_ in {"VBN", "VBD"}:
        return not _has_term(clause)
    if clause.lower_ in WORDS_OF_CAUSE:
        # "The tax must be related to emissions" is a duty.
        is_duty = clause.lower_ == "related" and any(s.pos_ != "PRON" for s in grammatical_subjects(clause))
        return bool(objects_of(clause, {"to"})) and _is_of_things(clause) and not is_duty
    if clause.lemma_ != "be":
        return False
    if any(c.dep_ == "expl" for c in clause.children):
        there_are = (c for c in clause.children if c.dep_ == "attr" and c.lemma_ in NOUNS_OF_CONJECTURE)
        return any(c.lower_ != "no" for noun in there_are for c in noun.children if c.dep_ == "det")
    return any(c.dep_ in COMPLEMENTS and c.lower_ in ADJECTIVES_OF_CONJECTURE for c in clause.children)


def _has_term(clause: Token) -> bool:
    """Whether something has to be done by a certain time, or before something else: "by June", "before it joins"."""
    by_time = any(t.ent_type_ in TIMES for t in objects_of(clause, {"by"}))
    return by_time or any(c.dep_ == "advcl" and c.left_edge.lower_ == "before" for c in clause.children)


def _is_of_things(clause: Token) -> bool:
    """Whether a clause tells of a thing, and not what somebody should do."""
    return all(cluster_at(s) is None for s in grammatical_subjects(clause))
