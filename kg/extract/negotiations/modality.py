"""Whether talks are actual, planned, possible or refused."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.clause import negated
from kg.extract.words.lexicon import word_set
from kg.model import TalkModality

__all__ = ["talk_modality"]

POSSIBLE = word_set("possibility-auxiliaries")
PLANNED = word_set("auxiliaries-of-plans")
PLANNING = word_set("words-of-planning")
HOPING = word_set("verbs-of-hoping-for-talks")
REFUSING = word_set("words-of-refusing-talks")


def talk_modality(token: Token) -> TalkModality:  # noqa: PLR0911 - what decides first, decides
    """The modality of the talks that a verb or noun names, by its auxiliaries and the verbs over it."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
        if verb.lemma_ in REFUSING:
            return TalkModality.REFUSED
        verb = verb.head
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "ccomp", "conj", "acl", "advcl"} and len(chain) < 4:
        chain.append(chain[-1].head)
    for word in chain[:3]:
        if word.lemma_ in REFUSING or (negated(word) and word is verb):
            return TalkModality.REFUSED
        auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
        if auxiliaries & POSSIBLE:
            return TalkModality.POSSIBLE
        if auxiliaries & PLANNED and word is verb:
            return TalkModality.PLANNED
        if word is not verb and word.lemma_ in PLANNING:
            return TalkModality.PLANNED
        if (word is not verb or token is not verb) and word.lemma_ in HOPING:
            return TalkModality.POSSIBLE
        if any(c.lower_ in {"if", "whether"} and c.dep_ == "mark" for c in word.children):
            return TalkModality.POSSIBLE
        to_be = word is verb or (word.i == verb.head.i and verb.dep_ == "xcomp")  # "are to meet"
        if to_be and word.lemma_ == "be" and any(c.dep_ == "xcomp" for c in word.children):
            return TalkModality.PLANNED
    return TalkModality.ACTUAL
