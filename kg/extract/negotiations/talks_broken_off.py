"""Talks that are called off, suspended, left or ended: whether one of the two refuses to talk, or they only talked
until then."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.factuality.factuality import is_left_open, is_told_untrue
from kg.extract.grammar.arcs import (
    auxiliaries_of,
    first_joined_verb,
    has_auxiliary,
    has_mark,
    objects_of,
)
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import TIMES, tense
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import TalkModality

__all__ = ["Decision", "decision_if_called_off"]

NOUNS_OF_TALKING = word_set("nouns-of-talking")
NOUNS_FOR_SEVERAL_TALKS = word_set("nouns-for-several-talks")
NOUNS_FOR_TAKING_PART = word_set("nouns-for-taking-part")
VERBS_OF_SUSPENDING_TALKS = word_set("verbs-of-suspending-talks")
VERBS_OF_ENDING_TALKS = word_set("verbs-of-ending-talks")
VERBS_OF_LEAVING_TALKS = word_set("verbs-of-leaving-talks")
VERBS_OF_DRAWING_OUT_OF_TALKS = word_set("verbs-of-drawing-out-of-talks")
VERBS_OF_ANNOUNCING_A_BREAK_IN_TALKS = word_set("verbs-of-announcing-a-break-in-talks")
NOUNS_FOR_BREAKS_IN_TALKS = word_set("nouns-for-breaks-in-talks")
VERBS_OF_RESUMING = word_set("verbs-of-resuming")
WORDS_OF_DECIDING_ABOUT_TALKS = word_set("words-of-deciding-about-talks")
WORDS_OF_A_SHORT_BREAK = word_set("words-of-a-short-break")
AUXILIARIES_OF_PLANS = word_set("auxiliaries-of-plans")
MARKS_OF_SUPPOSITIONS = {"if", "unless", "whether"}
SIDES = {"among", "between"}
OBJECTS = {"dobj", "nsubjpass"}
VERBS_OF_CANCELLING = word_set("verbs-of-cancelling")
VERBS_OF_POSTPONING = word_set("verbs-of-postponing")

type Decision = tuple[TalkModality | None]
"""The modality of talks, by words that decide it; None where they tell that there are none."""


def decision_if_called_off(token: Token, talks: Token, verb: Token) -> Decision | None:
    """The modality of talks that are postponed, or that somebody refuses by calling or breaking them off: ``talks`` are
    those to which ``token`` belongs, or a round of them. None where the verb over them does nothing of the kind."""
    if (broken_off := _modality_if_broken_off(token, verb)) is not None:
        return (broken_off,)
    if talks.head.i != verb.i or talks.dep_ not in OBJECTS or is_negated(verb):
        return None
    particle = any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    if verb.lemma_ in VERBS_OF_POSTPONING or (verb.lemma_ in {"put", "hold"} and particle):
        return (TalkModality.PLANNED,)
    if verb.lemma_ in VERBS_OF_CANCELLING or (verb.lemma_ == "call" and particle):
        return (TalkModality.REFUSED if talks.dep_ == "dobj" else None,)
    return None


def _modality_if_broken_off(token: Token, verb: Token) -> TalkModality | None:
    """The modality of talks, to which ``token`` belongs, that the verb over them suspends, leaves or ends: refused by
    whoever "suspended the talks", "will walk out of the talks". Others talk, or have talked: "ended its talks", "may
    suspend the talks", "will not suspend them". None where the verb does nothing of the kind to talks."""
    talks = next((noun for noun in _objects(verb) if _is_of_talks(noun)), None)
    if talks is None or not _is_about(token, talks, verb):
        return None
    ends = verb.lemma_ in VERBS_OF_ENDING_TALKS
    if ends or not _is_own_act(verb, talks):
        return TalkModality.ACTUAL
    is_future = _is_resolved(verb)
    is_done = verb.lemma_ in VERBS_OF_SUSPENDING_TALKS | VERBS_OF_ANNOUNCING_A_BREAK_IN_TALKS | {
        "break",
        "cut",
    } and _is_done(verb)
    return TalkModality.REFUSED if (is_future or is_done) and _is_for_good(verb) else TalkModality.ACTUAL


def _objects(verb: Token) -> list[Token]:
    """What a verb suspends, ends or leaves: "suspended [talks]", "broke off [talks]", "announced a
    suspension of [talks]", "walked out of [talks]"."""
    lemma = verb.lemma_
    is_parted = any(c.lower_ == "off" for c in verb.children)
    direct_objects = [c for c in verb.children if c.dep_ in OBJECTS]
    if lemma in VERBS_OF_SUSPENDING_TALKS | VERBS_OF_ENDING_TALKS or (lemma in {"break", "cut"} and is_parted):
        return direct_objects
    if lemma in VERBS_OF_LEAVING_TALKS:  # "left the talks to its envoy", "left the meeting early"
        return [] if objects_of(verb, {"for", "to"}) else [c for c in direct_objects if c.lemma_ != "meeting"]
    if lemma in VERBS_OF_ANNOUNCING_A_BREAK_IN_TALKS:
        breaks = [c for c in direct_objects if c.lemma_ in NOUNS_FOR_BREAKS_IN_TALKS]
        return [talks for noun in breaks for talks in objects_of(noun, {"in", "of"})]
    if lemma not in VERBS_OF_DRAWING_OUT_OF_TALKS:
        return []
    outward = (c for c in verb.children if c.lower_ in {"away", "out"})
    return [*objects_of(verb, {"from"}), *(noun for way in outward for noun in objects_of(way, {"from", "of"}))]


def _is_of_talks(noun: Token) -> bool:
    """Whether a noun names talks, a round of them or part in them."""
    lemma = noun.lemma_.casefold()
    if lemma in NOUNS_FOR_SEVERAL_TALKS | NOUNS_FOR_TAKING_PART:
        return any(map(_is_of_talks, objects_of(noun, {"in", "of"})))
    return lemma in NOUNS_OF_TALKING


def _is_about(token: Token, talks: Token, verb: Token) -> bool:
    """Whether a token belongs to what is said of talks: it is in their words, or is their verb or its subject."""
    return token.i in {verb.i, talks.i} or talks.is_ancestor(token) or token in grammatical_subjects(verb)


def _is_own_act(verb: Token, talks: Token) -> bool:
    """Whether an actor suspends talks of its own: not "the strike halted the talks", "the mediator suspended the talks
    between Peru and Chile", "the court halted Peru's talks with Chile"."""
    actors = {c.id for noun in subjects(verb) if (c := cluster_at(noun)) is not None}
    parties = {c.id for noun in talks.subtree if (c := cluster_at(noun)) is not None}
    names_parties = (t.lower_ in SIDES or (t.dep_ in {"compound", "poss"} and cluster_at(t)) for t in talks.subtree)
    if is_passive(verb) or any(names_parties):
        return bool(actors & parties)
    return bool(actors)


def _is_resolved(verb: Token) -> bool:
    """Whether somebody will do what a verb says, or has decided to: "said that it would [suspend] talks", "agreed to
    [suspend] them"; not "threatened to [suspend] them", "will [suspend] them if", "feared that Peru would [suspend]
    them"."""
    verb = first_joined_verb(verb) if verb.tag_ == "VB" else verb
    if is_negated(verb) or conditional(verb) is not None or _is_only_supposed(verb):
        return False
    auxiliaries = auxiliaries_of(verb)
    governor = verb.head
    if auxiliaries & AUXILIARIES_OF_PLANS:
        return True
    is_below = verb.dep_ in {"acl", "advcl", "ccomp", "xcomp"} and (auxiliaries == {"to"} or verb.tag_ == "VBG")
    is_to = governor.lemma_ == "be" and tense(governor) in {"VBP", "VBZ"}
    return is_below and (governor.lemma_ in WORDS_OF_DECIDING_ABOUT_TALKS or is_to) and not is_negated(governor)


def _is_done(verb: Token) -> bool:
    """Whether somebody has done, or is doing, what a verb says: "[suspended] the talks"; not "which [suspended] the
    talks", "[suspended] the talks but resumed them", "did not [suspend] them"."""
    is_by = verb.dep_ == "pcomp" and verb.head.lower_ == "by"
    is_told = tense(verb) in {"VBD", "VBP", "VBZ"} and not has_auxiliary(verb, {"do", "does", "did"})
    was_before = tense(verb) == "VBD" and (
        verb.dep_ == "relcl" or (verb.dep_ == "advcl" and has_auxiliary(verb, {"had"}))
    )
    after = [c for c in verb.children if c.dep_ == "conj"]
    resumed = any(c.lemma_ in VERBS_OF_RESUMING for c in after)
    return (is_told or is_by) and not (was_before or resumed or is_negated(verb) or _is_only_supposed(verb))


def _is_only_supposed(verb: Token) -> bool:
    """Whether a verb's clause is denied, asked or supposed, or what others only think or fear."""
    if has_mark(verb, MARKS_OF_SUPPOSITIONS) or is_told_untrue(verb) or is_left_open(verb):
        return True
    classes = lexicon.attitudes().get((verb.head.lemma_.casefold(), "verb"), ("say",))
    return verb.dep_ == "ccomp" and "say" not in classes and verb.head.lemma_ not in WORDS_OF_DECIDING_ABOUT_TALKS


def _is_for_good(verb: Token) -> bool:
    """Whether a verb names no time after which the talks go on: "suspended the talks until Monday", "for two days"."""
    times = objects_of(verb, {"for", "until"})
    return not any(t.ent_type_ in TIMES for t in times) and not any(
        c.lower_ in WORDS_OF_A_SHORT_BREAK for c in verb.children
    )
