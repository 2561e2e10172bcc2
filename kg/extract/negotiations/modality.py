"""Whether talks are actual, planned, possible or refused."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.clause import negated
from kg.extract.grammar.tense import SUBJECTS, tense
from kg.extract.words.lexicon import word_set
from kg.model import TalkModality

__all__ = ["talk_modality"]

POSSIBLE = word_set("possibility-auxiliaries")
PLANNED = word_set("auxiliaries-of-plans")
PLANNING = word_set("words-of-planning")
HOPING = word_set("verbs-of-hoping-for-talks")
REFUSING = word_set("words-of-refusing-talks")
COMING = word_set("words-of-what-is-to-come")
HAPPENING = word_set("verbs-of-taking-place")
APART = word_set("marks-of-clauses-apart") | {"as", "when"}
OCCASIONS = word_set("prepositions-of-occasions-of-talks")
"""Prepositions before talks at or during which something else is done, or not: "prices declined amid talks"."""


def talk_modality(token: Token) -> TalkModality:  # noqa: PLR0911 - what decides first, decides
    """The modality of the talks that a verb or noun names, by its auxiliaries and the verbs over it."""
    verb, beside = token, False
    while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
        if verb.lemma_ in REFUSING and not beside:
            return TalkModality.REFUSED
        beside = beside or (verb.dep_ == "prep" and verb.lower_ in OCCASIONS)
        verb = verb.head
    took_place = token.dep_ in {*SUBJECTS, "dobj"} and token.head.i == verb.i and _took_place(verb)
    if verb is not token and not took_place and any(c.dep_ == "amod" and c.lower_ in COMING for c in token.children):
        return TalkModality.PLANNED
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "ccomp", "conj", "acl", "advcl"} and len(chain) < 4 and not _apart(chain[-1]):
        chain.append(chain[-1].head)
    for word in chain[:3]:
        if not beside and (word.lemma_ in REFUSING or (negated(word) and word is verb)):
            return TalkModality.REFUSED
        auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
        if auxiliaries & POSSIBLE:
            return TalkModality.POSSIBLE
        if auxiliaries & PLANNED and word is verb:
            return TalkModality.PLANNED
        scheduled = token.dep_ == "nsubjpass" and token.head.i == verb.i and not took_place
        if (word is not verb or scheduled) and word.lemma_ in PLANNING:
            return TalkModality.PLANNED
        if (word is not verb or token is not verb) and word.lemma_ in HOPING and not beside:
            return TalkModality.POSSIBLE
        if any(c.lower_ in {"if", "whether"} and c.dep_ == "mark" for c in word.children):
            return TalkModality.POSSIBLE
        to_be = word is verb or (word.i == verb.head.i and verb.dep_ == "xcomp")  # "are to meet"
        if to_be and word.lemma_ == "be" and any(c.dep_ == "xcomp" for c in word.children):
            return TalkModality.PLANNED
    return TalkModality.ACTUAL


def _took_place(verb: Token) -> bool:
    """Whether a verb, or one joined to it, tells that talks have happened: "were planned for May but were held in
    April", "took place"; not "took offence", "held off"."""
    joined = (c for c in verb.children if c.dep_ == "conj" and not any(s.dep_ in SUBJECTS for s in c.children))
    for told in (verb, *joined):
        if told.lemma_ not in HAPPENING or tense(told) != "VBD" or negated(told):
            continue
        places = told.lemma_ != "take" or any(c.lower_ == "place" for c in told.children)
        if places and not any(c.dep_ == "prt" for c in told.children):
            return True
    return False


def _apart(clause: Token) -> bool:
    """Whether a clause tells what happened beside another: "while Peru met Chile, Ghana sought a seat"."""
    return clause.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ in APART for c in clause.children)
