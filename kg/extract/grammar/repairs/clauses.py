"""Clauses of time that the parser takes for a phrase, since a name stands in apposition to their subject: "left after
[her party, the Green Union, refused to pay]"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.tense import CLAUSAL, FINITE, SUBJECTS
from kg.extract.words.lexicon import word_set

__all__ = ["read_as_clause"]

PREPOSITIONS_OF_CLAUSES = word_set("prepositions-of-clauses")
LONGEST_NAME = 8
"""Tokens, at most, between the commas around a name."""
WORDS_OF_NAMES = {"ADJ", "DET", "NOUN", "PROPN"}


def read_as_clause(preposition: Token) -> None:
    """Make the object of a preposition of time the subject of the finite verb after its apposition; not "left after a
    row with Peru, his home, and refused", nor "the union, after talks with Peru, its ally, refused"."""
    if preposition.lower_ not in PREPOSITIONS_OF_CLAUSES or preposition.dep_ != "prep":
        return
    above, doc = preposition.head, preposition.doc
    noun = next((c for c in preposition.children if c.dep_ == "pobj" and c.i > preposition.i), None)
    if noun is None or above.pos_ not in CLAUSAL or above.i > preposition.i or doc[preposition.i - 1].text == ",":
        return
    comma = next((i for i in range(noun.i + 1, min(noun.i + LONGEST_NAME, len(doc))) if doc[i].text == ","), None)
    if comma is None:
        return
    end = next((i for i in range(comma + 1, min(comma + LONGEST_NAME, len(doc))) if doc[i].text == ","), None)
    if end is None or end + 1 >= len(doc) or not all(t.pos_ in WORDS_OF_NAMES for t in doc[comma + 1 : end]):
        return
    first = doc[end + 1]
    verb = first.head if first.dep_ in {"aux", "auxpass"} else first
    name = doc[end - 1]
    is_continued = verb.head == above and verb.dep_ in {"advcl", "conj"}
    if first.tag_ not in FINITE or not is_continued or any(c.dep_ in SUBJECTS for c in verb.children if c != name):
        return
    verb.dep_ = "advcl"
    noun.head, noun.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    preposition.head, preposition.dep_, preposition.pos_ = verb, "mark", "SCONJ"
    name.head, name.dep_ = noun, "appos"
