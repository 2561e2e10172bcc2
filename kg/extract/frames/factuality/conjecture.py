""" "Must" and "should" of what is likely, which nobody demands: "the ship must be near", "inflation should ease"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.grammar.arcs import first_joined_verb, has_auxiliary, objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import TIMES
from kg.extract.words.lexicon import word_set

__all__ = ["is_only_likely"]

ADJECTIVES_OF_CONJECTURE = word_set("adjectives-of-conjecture")
PLACES_OF_CONJECTURE = word_set("places-of-conjecture")
ADJECTIVES_OF_OUTLOOK = word_set("adjectives-of-outlook")
COUNTING_NOUNS = word_set("counting-nouns")
ADVERBS_OF_SOON = word_set("adverbs-of-soon")
NOUNS_OF_CONJECTURE = word_set("nouns-of-conjecture")
VERBS_OF_CONJECTURE = word_set("verbs-of-conjecture")
NOUNS_OF_WHAT_MOVES = word_set("nouns-of-what-moves")
NOUNS_OF_WHAT_HELPS = NOUNS_OF_WHAT_MOVES | word_set("nouns-of-what-helps")
VERBS_OF_MERE_BELIEF = word_set("verbs-of-mere-belief")
VERBS_OF_MOVING = word_set("verbs-of-moving")
VERBS_OF_YIELDING = word_set("verbs-of-yielding")
VERBS_OF_ARRIVING = word_set("verbs-of-arriving")
VERBS_OF_CONTRIBUTING = word_set("verbs-of-contributing")
WORDS_OF_CAUSE = {"due", "related"}
AMOUNTS = {"MONEY", "QUANTITY", "CARDINAL"}
COMPLEMENTS = {"acomp", "attr"}
PREPOSITIONS_OF_TIME = {"by", "in", "on"}


def is_only_likely(clause: Token) -> bool:
    """Whether the "must" or "should" of a clause, or of one that somebody thinks, tells what is likely or expected, not
    what is to be done."""
    if clause.lemma_ in VERBS_OF_MERE_BELIEF and any(is_only_likely(c) for c in clause.children if c.dep_ == "ccomp"):
        return True
    if is_negated(clause):
        return False  # "there must be no mistake", "prices should not rise"
    if has_auxiliary(clause, {"must"}):
        return _must_be_so(clause)
    return has_auxiliary(clause, {"should"}) and _should_come_about(clause)


def _must_be_so(clause: Token) -> bool:
    """ "Must have come from the roof", "must be hiding", "must be angry", "must be near the island", "must be due to
    rain", "there must be a mistake"; not "must have a say", "must be ready", "must be at the table"."""
    if has_auxiliary(clause, {"have"}) and clause.tag_ in {"VBN", "VBD"}:
        return not _has_term(clause)
    if clause.lemma_ in VERBS_OF_CONJECTURE and clause.tag_ == "VBG" and has_auxiliary(clause, {"be"}):
        return True
    if clause.lower_ in WORDS_OF_CAUSE:
        # "The tax must be related to emissions" is a duty.
        is_duty = clause.lower_ == "related" and any(s.pos_ != "PRON" for s in grammatical_subjects(clause))
        return bool(objects_of(clause, {"to"})) and _is_of_things(clause) and not is_duty
    if clause.lemma_ != "be":
        return False
    if any(c.dep_ == "expl" for c in clause.children):
        there_are = (c for c in clause.children if c.dep_ == "attr" and c.lemma_ in NOUNS_OF_CONJECTURE)
        return any(c.lower_ != "no" for noun in there_are for c in noun.children if c.dep_ == "det")
    causes = (c for c in clause.children if c.dep_ in COMPLEMENTS and c.lower_ in WORDS_OF_CAUSE)
    if any(objects_of(c, {"to"}) for c in causes):
        return _is_of_things(clause)
    places = [c for c in clause.children if c.dep_ in {"advmod", "prep"}]
    if any(t.lower_ in PLACES_OF_CONJECTURE for c in places for t in (c, *c.lefts)):
        return _is_of_things(clause)  # "somewhere", "near the island", "somewhere off the coast"
    return any(c.dep_ in COMPLEMENTS and c.lower_ in ADJECTIVES_OF_CONJECTURE for c in clause.children)


def _has_term(clause: Token) -> bool:
    """Whether something has to be done by a certain time, or before something else: "by June", "before it joins"."""
    by_time = any(t.ent_type_ in TIMES for t in objects_of(clause, {"by"}))
    return by_time or any(c.dep_ == "advcl" and c.left_edge.lower_ == "before" for c in clause.children)


def _is_of_things(clause: Token) -> bool:
    """Whether a clause tells of a thing, and not what somebody should do."""
    return all(cluster_at(s) is None for s in grammatical_subjects(clause))


def _should_come_about(clause: Token) -> bool:
    """ "Inflation should ease", "the deal should bring in $3 billion", "the news should arrive on Monday", "the talks
    should be over by Friday", "we should be releasing it next month", "if it rains, we should be able to sow", "cheap
    oil should help growth", "it should be safe to return when it rains"; not "Peru should ease the rules", "the talks
    should be over", "we should be able to vote", "Peru should help the islands"."""
    is_own = any(s.lower_ in {"i", "we"} for s in grammatical_subjects(clause))
    if _moves(clause) or (clause.lemma_ in VERBS_OF_CONTRIBUTING and _is_of_itself(clause)):
        return True
    if clause.lemma_ in VERBS_OF_YIELDING:
        objects = [c for c in clause.children if c.dep_ == "dobj"]
        return _is_of_things(clause) and any(t.ent_type_ in AMOUNTS for o in objects for t in (o, *o.children))
    if clause.tag_ == "VBG" and has_auxiliary(clause, {"be"}):
        is_wish_for_more = any(t.tag_ in {"JJR", "RBR"} for t in clause.subtree)  # "should be paying more this year"
        return is_own and _is_close(clause) and not is_wish_for_more
    if clause.lemma_ in VERBS_OF_ARRIVING:
        return _is_dated(clause, PREPOSITIONS_OF_TIME - {"by"})  # "aid should arrive by Monday" is a wish
    if clause.lemma_ != "be":
        return False
    if any(c.dep_ in {"acomp", "advmod", "prt"} and c.lower_ == "over" for c in clause.children):
        return _is_dated(clause, PREPOSITIONS_OF_TIME)
    is_able = any(c.dep_ == "acomp" and c.lower_ == "able" for c in clause.children)
    if is_able:
        return is_own and conditional(clause) is not None
    return (_is_of_things(clause) or is_own) and _is_outlook(clause)


def _is_of_itself(clause: Token) -> bool:
    """Whether a clause tells what a thing does of itself, that nobody makes so: "the rain", "a number of factors"; not
    "the law", "the funds"."""
    subject = [
        word
        for s in grammatical_subjects(clause)
        for word in (objects_of(s, {"of"}) if s.lemma_ in COUNTING_NOUNS else [s])
    ]
    return bool(subject) and all(
        cluster_at(s) is None and (s.tag_ == "VBG" or s.lemma_.casefold() in NOUNS_OF_WHAT_HELPS) for s in subject
    )


def _is_outlook(clause: Token) -> bool:
    """ "Should be safe when the rain ends", "should be near in five years": how things will stand at some time."""
    if not any(c.dep_ == "acomp" and c.lower_ in ADJECTIVES_OF_OUTLOOK for c in clause.children):
        return False
    follows = any(t.lower_ in {"once", "when"} and t.dep_ in {"advmod", "mark"} for t in clause.subtree)
    within = any(t.ent_type_ in TIMES for t in objects_of(clause, {"in", "within"}))
    return follows or within or conditional(clause) is not None


def _moves(clause: Token) -> bool:
    """Whether something moves of itself, as prices and the weather do; "rates should fall" beside such a clause too."""
    is_moving = clause.lemma_ in VERBS_OF_MOVING and not any(c.dep_ == "dobj" for c in clause.children)
    if not is_moving:
        return False
    if any(s.lemma_.casefold() in NOUNS_OF_WHAT_MOVES for s in grammatical_subjects(clause)):
        return True
    first = first_joined_verb(clause)
    return first.i != clause.i and has_auxiliary(first, {"should"}) and _moves(first)


def _is_dated(clause: Token, prepositions: Set[str]) -> bool:
    """Whether a clause tells when something will be: "next month", "soon", "by Friday"."""
    return _is_close(clause) or any(t.ent_type_ in TIMES for t in objects_of(clause, prepositions))


def _is_close(clause: Token) -> bool:
    """ "Next month", "soon"; not "by 2030", by which a duty is due, too."""
    beside = (c for c in clause.children if c.dep_ in {"npadvmod", "advmod"})
    return any(c.lower_ in ADVERBS_OF_SOON or (c.dep_ == "npadvmod" and c.ent_type_ in TIMES) for c in beside)
