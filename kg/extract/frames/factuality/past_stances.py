"""Stances that a text gives somebody for a time that is over: "once [praised] the pact", "used to [support] it", "had
[opposed] it and now votes for it", "[rejected] it before he changed his mind"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_auxiliary, has_own_subject
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL, NOUN_SUBJECTS, tense
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["WORDS_OF_REPETITION", "adverb_of_before", "is_of_the_past"]

ADVERBS_OF_BEFORE = word_set("adverbs-of-before")
LIGHT_VERBS = word_set("light-verbs")
VERBS_OF_CHANGING_ONES_MIND = word_set("verbs-of-changing-ones-mind")
WHAT_IS_CHANGED_WITH_ONES_MIND = word_set("what-is-changed-with-ones-mind")
ADVERBS_OF_WHAT_IS_OVER = {"formerly", "once"}
"""Adverbs that tell of anything that it is no more; after "previously demanded", the demand may still stand."""
LASTING_STANCES = {Stance.OPPOSE, Stance.SUPPORT}
"""Stances that somebody has all the time until they give them up, and does not only take at one moment."""
STANCES_TURNED_ROUND = LASTING_STANCES | {Stance.ACCEPT, Stance.REJECT}
WORDS_OF_REPETITION = {"again", "more"}
"""Words after "once" with which it is no adverb of before: "once more a hawk"."""
WORDS_BEFORE_A_NUMBER_OF_TIMES = {"at", "not", "than"}
"""Words before a "once" that tells how often or how soon: "at once", "more than once"."""
WORDS_OF_THE_PRESENT = {"longer", "now"}
MARKS_OF_A_TURN = {"before", "until"}
ARCS_TO_VERB = {"acomp", "attr", "dobj", "pobj", "prep"}
"""Arcs from a word of stance that is no verb up to the verb with which it is said: "was [in] favour of it"."""


def is_of_the_past(predicate: Token, stance: Stance) -> bool:
    """Whether a text tells that the stance of ``predicate`` was held before, so that it is not known to be held now;
    not "had rejected it", "has previously demanded it", "once again rejected it"."""
    verb = _verb_of(predicate)
    if verb is None:
        return False
    if _follows_used_to(verb):
        return True
    if stance == Stance.THREATEN and verb.dep_ == "ccomp":
        verb = verb.head  # "once [warned] that it would bomb the port"
    if tense(verb) not in {"VBD", "VBN"}:
        return False
    adverb = adverb_of_before(verb)
    if adverb is not None:
        return stance in LASTING_STANCES or adverb.lower_ in ADVERBS_OF_WHAT_IS_OVER
    return _ends_with_a_turn(verb) or (stance in STANCES_TURNED_ROUND and _is_unlike_now(verb, stance))


def adverb_of_before(verb: Token) -> Token | None:
    """The adverb by which what a verb tells is of the past: "[formerly] backed it", "was [once] for it"; not "once
    again backed it", "once Peru backed it", "backed it at once"."""
    subjects = [c.i for c in verb.children if c.dep_ in NOUN_SUBJECTS]
    for adverb in verb.children:
        if adverb.lower_ not in ADVERBS_OF_BEFORE or word_at(verb.doc, adverb.i + 1) in WORDS_OF_REPETITION:
            continue
        opens_clause = any(i > adverb.i for i in subjects) and word_at(verb.doc, adverb.i + 1) != ","
        follows = adverb.i > verb.i and verb.lemma_ != "be"  # "met once", "demanded it once a year"
        counts = word_at(verb.doc, adverb.i - 1) in WORDS_BEFORE_A_NUMBER_OF_TIMES
        if adverb.lower_ != "once" or not (opens_clause or follows or counts):
            return adverb
    return None


def _follows_used_to(verb: Token) -> bool:
    """ "Used to [support] it"; not "used his speech to [support] it", "was used to [support] it"."""
    used = verb.head
    marks = [c.i for c in verb.children if c.dep_ == "aux" and c.lower_ == "to"]
    return verb.dep_ == "xcomp" and used.lower_ == "used" and not is_passive(used) and used.i + 1 in marks


def _verb_of(predicate: Token) -> Token | None:
    """The verb with which a stance is said: itself, the "was" of "was against it", the "voiced" of "voiced support";
    None for a noun below any other verb, as in "recalled Peru's support"."""
    word = predicate
    while word.pos_ not in CLAUSAL and word.dep_ in ARCS_TO_VERB:
        if word.dep_ == "dobj" and word.head.lemma_ not in LIGHT_VERBS:
            return None
        word = word.head
    return word if word.pos_ in CLAUSAL else None


def _is_unlike_now(verb: Token, stance: Stance) -> bool:
    """Whether a clause of the present joined to one of the past tells of a change: "backed it but [now] pays Chile",
    "had backed it and now [opposes] it", "and [no longer] does"; not "rejected it and now wants a vote", "had backed it
    and now wants it signed"."""
    joints = {c.lower_ for c in verb.children if c.dep_ == "cc"}
    joined = [c for c in verb.children if c.dep_ == "conj" and not has_own_subject(c) and tense(c) in {"VBP", "VBZ"}]
    words = {c.lower_ for clause in joined for c in clause.children}
    if "but" in joints:
        return not words.isdisjoint(WORDS_OF_THE_PRESENT)
    is_turned = "now" in words and any(_is_turned_against(clause, stance.sign) for clause in joined)
    return stance in LASTING_STANCES and has_auxiliary(verb, {"had"}) and ("longer" in words or is_turned)


def _is_turned_against(clause: Token, sign: str) -> bool:
    """Whether a clause tells a stance of another sign: after "opposed it" "[backs] it", "[votes] for it", "[is] in
    favour of it", "does not [oppose] it"; the words of a stance stand side by side."""
    heads = [(clause, "VERB"), *((c, "ADJ") for c in clause.children if c.dep_ in {"acomp", "prep"})]
    for head, tag in heads:
        for row in lexicon.predicates_of(head.lemma_, tag):
            words_after = head.doc[head.i + 1 : head.i + len(row.words)]
            if not row.denied and tuple(t.lower_ for t in words_after) == row.words[1:]:
                return (row.stance.sign == sign) == is_negated(clause)
    return False


def _ends_with_a_turn(verb: Token) -> bool:
    """Whether a stance was held only until its holder thought otherwise: "before he changed his mind", "before
    relenting"; not "before Peru changed course"."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ in MARKS_OF_A_TURN for m in c.lefts)]
    clauses += [c for p in verb.children if p.lower_ in MARKS_OF_A_TURN for c in p.children if c.dep_ == "pcomp"]
    return any(_changes_mind(clause) for clause in clauses)


def _changes_mind(clause: Token) -> bool:
    subjects = [c for c in clause.children if c.dep_ in NOUN_SUBJECTS]
    if any(s.pos_ != "PRON" for s in subjects):
        return False
    changed = {c.lemma_ for c in clause.children if c.dep_ in {"advmod", "dobj", "nsubjpass"}}
    changed |= {p.lemma_ for c in clause.children if c.dep_ == "prep" for p in c.children if c.lower_ == "of"}
    if clause.lemma_ in {"change", "reverse"}:
        return not changed.isdisjoint(WHAT_IS_CHANGED_WITH_ONES_MIND)
    return clause.lemma_ in VERBS_OF_CHANGING_ONES_MIND
