"""Clauses with a word of saying set into them, whose subject stands before: "posts that officials say insult Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import own_subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.text.memo import once
from kg.extract.words.lexicon import cues

__all__ = ["acts_by_hearsay"]

RELATIVES = {"that", "which", "who"}
TOLD = {"ccomp", "xcomp"}
NOUNS = {"NOUN", "PROPN"}


@once
def acts_by_hearsay(verb: Token) -> Token | None:
    """The noun that does what somebody is told in passing to say of it: the posts in "posts that officials say insult
    Peru"; None where a verb stands in no such clause, as in "said that officials say insults hurt"."""
    saying = verb.head
    if verb.dep_ == "conj" and saying.lemma_ in cues() and not own_subjects(verb):
        told = (acts_by_hearsay(c) for c in saying.children if c.dep_ in TOLD and c.i < verb.i)
        return next((noun for noun in told if noun is not None), None)
    if verb.dep_ not in TOLD or verb.pos_ != "VERB" or is_infinitive(verb) or saying.lemma_ not in cues():
        return None
    if any(c.lower_ not in RELATIVES for c in own_subjects(verb)) or not own_subjects(saying):
        return None
    doc, first = verb.doc, min(saying.left_edge.i, verb.left_edge.i)
    between = doc[saying.i + 1 : verb.i]
    if saying.i > verb.i or first == 0 or doc[first].lower_ not in RELATIVES or any(t.pos_ != "ADV" for t in between):
        return None
    noun = saying.head if saying.dep_ == "relcl" else doc[first - 1]
    if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON":
        noun = noun.head  # "Ana Ruiz, a woman who"
    return noun if noun.pos_ in NOUNS else None
