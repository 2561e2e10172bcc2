"""Which verbs a plan for another verb takes in: "will attend the forum and [meet] Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set

__all__ = ["leads_to"]

VERBS_OF_TRAVELLING = word_set("verbs-of-travelling")


def leads_to(above: Token, verb: Token) -> bool:
    """Whether a plan for one verb is one for another at or below it: "will [begin] to [negotiate]", "will [attend] the
    forum and [meet]", "will [travel] to Lima to [meet]"; not "will [continue] to [meet]"."""
    while verb.i != above.i:
        over, is_below = verb.head, verb.dep_ in {"advcl", "xcomp"} and verb.head.lemma_ != "continue"
        aimed_at = is_infinitive(verb) and (is_below or over.lemma_ in VERBS_OF_TRAVELLING)
        joined = verb.dep_ == "conj" and verb.tag_ in {"VB", "VBP"} and not has_own_subject(verb)
        if not (aimed_at or joined):
            return False
        verb = over
    return True
