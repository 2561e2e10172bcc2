"""Negation: which words negate, and what they negate.

Huddleston and Pullum 2002, The Cambridge Grammar of the English Language, chapter 9.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import first_conjunct, governed, has_modal
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, is_infinitive
from kg.extract.text.memo import once
from kg.extract.words.lexicon import word_set

__all__ = ["is_negated", "is_understated", "negates", "shares_not"]

UNDERSTATING = {"from": "far", "than": "less", "but": "anything"}
NEGATIONS = word_set("negations")
WORDS_BETWEEN_NOT_AND_ITS_VERB = word_set("words-between-not-and-its-verb")
CASES = word_set("cases")
WORDS_BEFORE_CASES = word_set("words-before-cases")
PREPOSITIONS_BEFORE_CASES = word_set("prepositions-before-cases")
VERBS_OF_STANDING_BY = word_set("verbs-of-standing-by")
WORDS_OF_ADDING = word_set("words-of-adding")
VERBS_BEFORE_THEIR_DEED = word_set("verbs-before-their-deed")
VERBS_WITH_BARE_PAST = word_set("verbs-with-bare-past")
WORDS_OF_REPLACING = word_set("words-of-replacing")
DEONTIC_AUXILIARIES = word_set("deontic-auxiliaries")
VERBS_OF_SEEMING = {"appear", "look", "seem"}
MARKS_OF_WHAT_SEEMS = {"ccomp": {"", "as if", "like", "that"}, "advcl": {"as if", "as though", "like"}}
"""What opens a clause that tells what seems so, by the clause's arc: "it looks [as if]"."""
BARE_FORMS = {"VB", "VBP"}
"""Tags of verbs in the form of the infinitive."""


@once
def is_negated(token: Token) -> bool:
    """Whether a word is negated: by "not", "never", "no longer", "no" before a noun, or a negative subject."""
    is_joined = _is_after_nor(token) or shares_not(token)
    if is_joined or is_understated(token) or _follows_no_case(token) or _is_not_gone_as_far_as(token):
        return True
    for child in token.children:
        if child.dep_ == "conj" and child.lower_ == "not":
            continue  # "rejected it, but not because"
        if child.dep_ == "intj":
            continue  # "No, I think that it is fair"
        if child.lower_ == "nor" and child.i > token.i:
            continue  # "urged Peru not to pay nor sign" may have "nor" below "urged"
        if negates(child):
            return True
        if child.lower_ in WORDS_BETWEEN_NOT_AND_ITS_VERB and any(g.lower_ in {"no", "not"} for g in child.children):
            return child.dep_ == "advmod"  # "no longer", "not thus far"
        if child.dep_ in SUBJECTS and any(g.lower_ == "neither" for g in child.children):
            return True
        before = {g.lower_ for g in child.children if g.i < child.i}
        none = {"no", "none", "neither"} if child.dep_ == "dobj" else {"no", "none"}
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "acomp"} and before & none:
            return child.dep_ != "acomp"  # "no talks are planned", "leads neither the team nor the party"
        doers = governed(child) if child.dep_ == "agent" else [child] if child.dep_ == "nsubj" else []
        if any(t.lower_ in {"none", "nobody", "neither"} or (t.i != child.i and _is_no(t)) for t in doers):
            return True
    complement = token.dep_ == "acomp" and (token.pos_ == "ADJ" or token.tag_ == "VBN")
    in_favour = token.dep_ == "prep" and token.head.lemma_ == "be"  # "is not in favour of"
    if complement or in_favour or _is_what_seems(token):
        return is_negated(token.head)
    return False


def _is_what_seems(word: Token) -> bool:
    """ "Does not seem [worried]", "it does not look as if Peru [pays]"; not "it did not appear when Peru [paid]"."""
    verb = word.head
    if verb.lemma_ not in VERBS_OF_SEEMING:
        return False
    if word.dep_ in {"oprd", "xcomp"}:
        return True
    is_impersonal = any(c.dep_ in SUBJECTS and c.lower_ == "it" for c in verb.lefts)
    marks = " ".join(c.lower_ for c in word.lefts if c.dep_ in {"advmod", "mark"})
    return is_impersonal and marks in MARKS_OF_WHAT_SEEMS.get(word.dep_, ())


def _is_no(noun: Token) -> bool:
    """ "Was backed by [neither] state", "by [no] state"."""
    return any(c.lower_ in {"neither", "no"} for c in noun.children if c.i < noun.i)


def _follows_no_case(verb: Token) -> bool:
    """ "At no time did Peru [pay]", "in no case have they [paid]": a phrase with "no" for when or how, and then the
    auxiliary before the subject; not "in no time Peru paid", "with no dissent did Peru pay"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    inverted = [c for c in (verb, *verb.children) if c.pos_ == "AUX" and any(s.i > c.i for s in subjects)]
    if verb.head.lemma_ in {"do", "have"} and any(s.left_edge.i - 1 == verb.head.i for s in subjects):
        inverted.append(verb.head)  # the auxiliary read as the main verb
    return any(
        c.dep_ == "prep" and c.right_edge.i + 1 == auxiliary.i and any(map(_is_no_case, governed(c)))
        for auxiliary in inverted
        for head in (verb, auxiliary)
        for c in head.children
    )


def _is_no_case(noun: Token) -> bool:
    """ "At no [time]", "in no other [case] before the court"; not "in no small [way]", nor "in no [time]": quickly."""
    preposition = noun.head.lower_
    quickly = preposition == "in" and noun.lower_ == "time"
    is_case = preposition in PREPOSITIONS_BEFORE_CASES and noun.lemma_ in CASES
    before = noun.i - 1
    while before > noun.head.i and noun.doc[before].lower_ in WORDS_BEFORE_CASES:
        before, quickly = before - 1, False
    return is_case and before > noun.head.i and noun.doc[before].lower_ in {"neither", "no"} and not quickly


def negates(word: Token) -> bool:
    """Whether a word negates another, as the "not" of "not only" does not."""
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    refused = after in {"just", "simply"} and has_modal(word.head)  # "cannot simply accept"
    return (word.dep_ == "neg" or word.lower_ in NEGATIONS) and (after not in WORDS_OF_ADDING or refused)


def _is_after_nor(token: Token) -> bool:
    """ "Neither accepts nor [supports]"."""
    return token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.children)


def shares_not(verb: Token) -> bool:
    """Whether a verb shares the "not" before the verb that it is coordinated with: "will not recognize or [support]",
    "not to arm or to [finance]", "not to close it nor [sell] it", "must not arm and [train] them"."""
    first = verb.head
    if verb.dep_ != "conj" or not {verb.pos_, first.pos_} <= CLAUSAL:
        return False
    own = [c for c in verb.children if c.i < verb.i]
    if any(c.dep_ in SUBJECTS or negates(c) or (c.dep_ == "aux" and c.lower_ != "to") for c in own):
        return False
    joints = {c.lower_ for c in first.children if c.dep_ == "cc" and c.i < verb.i}
    joints |= {c.lower_ for c in verb.children if c.dep_ == "cc"}  # "not to arm, train or finance"
    is_one_not = _goes_on_under_not(verb) or _is_one_with(first, verb)
    joined = not joints.isdisjoint({"nor", "or"}) or ("and" in joints and is_one_not)
    return joined and (shares_not(first) or any(map(negates, first.children)))


def _is_not_gone_as_far_as(verb: Token) -> bool:
    """ "Did not go as far as to [say] that", "has not gone so far as to [say] it"."""
    far = verb.head if verb.head.lower_ == "far" else next((c for c in verb.head.children if c.lower_ == "far"), None)
    if far is None or verb.dep_ not in {"advcl", "ccomp", "pcomp", "xcomp"} or not is_infinitive(verb):
        return False
    going = far.head if far == verb.head else verb.head
    return going.lemma_ == "go" and far.i < verb.i and is_negated(going)


def _is_one_with(first: Token, verb: Token) -> bool:
    """Whether a verb tells with the one before "and" of a single deed: "never came out and [said] it"; not "never came
    out and now [says] so"."""
    names = {f"{first.lemma_} {c.lower_}" for c in first.children if c.dep_ in {"advmod", "prt"} and c.i > first.i}
    return verb.tag_ == first.tag_ and not names.isdisjoint(VERBS_BEFORE_THEIR_DEED)


def _goes_on_under_not(verb: Token) -> bool:
    """Whether "and" may let the "not" of an infinitive, of what must not be, or of "did" or "does" reach a verb without
    "to": "must not arm and [train] them", "not to ban the paper and [arrest] its staff", "did not stop and [ask]";
    not "do not accept it and [call] on Peru", "must not wait and instead [act]", "not to block aid and [open] it".

    The words alone do not tell: "not to extend the deal and [cut] supplies" is read in the same way, as one matter in
    which the "not" may or may not reach the second verb.
    """
    first = first_conjunct(verb)
    beside = {c.lower_ for c in verb.children if c.i < verb.i}
    if verb.tag_ not in BARE_FORMS or not beside.isdisjoint(WORDS_OF_REPLACING | {"to"}):
        return False
    particles = (f"{first.lemma_} {c.lower_}" for c in first.children if c.dep_ in {"prt", "advmod"})
    if not VERBS_OF_STANDING_BY.isdisjoint({first.lemma_, *particles}):
        return False
    auxiliaries = {c.lower_ for c in first.children if c.dep_ == "aux"}
    # "We promise not to wait and [call] on Peru": the verb may go on after "promise".
    of_infinitive = "to" in auxiliaries and first.head.tag_ != "VBP"
    if "did" in auxiliaries and verb.lemma_ in VERBS_WITH_BARE_PAST:
        return False  # "did not accept it and [quit]" is most often read as done
    return of_infinitive or not auxiliaries.isdisjoint(DEONTIC_AUXILIARIES | {"did", "does"})


@once
def is_understated(word: Token) -> bool:
    """ "Far from [happy]", "less than [keen]", "anything but [united]": no more than a polite "not"."""
    start = word.i - 1
    if start < 1 or word.pos_ not in {"ADJ", "VERB"}:
        return False
    if start > 1 and word.doc[start].pos_ == "ADV" and word.doc[start].head.i == word.i:
        start -= 1
    return UNDERSTATING.get(word.doc[start].lower_) == word.doc[start - 1].lower_
