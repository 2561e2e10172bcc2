"""The tense of a verb, and the word that bears it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.text.memo import once

__all__ = [
    "CLAUSAL",
    "FINITE",
    "NOUN_SUBJECTS",
    "SUBJECTS",
    "TIMES",
    "bearer",
    "has_finite_auxiliary",
    "is_infinitive",
    "tense",
]

NOUN_SUBJECTS = {"nsubj", "nsubjpass"}
SUBJECTS = NOUN_SUBJECTS | {"csubj", "csubjpass", "expl"}
CLAUSAL = {"VERB", "AUX"}
FINITE = {"MD", "VBD", "VBP", "VBZ"}
TIMES = {"DATE", "TIME"}
"""Types of entities that tell a time."""


@once
def is_infinitive(verb: Token) -> bool:
    """Whether the verb has a "to" as its auxiliary."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def bearer(clause: Token) -> Token:
    """The word that bears a clause's mood: its first auxiliary, else its verb."""
    return next((c for c in clause.children if c.dep_ in {"aux", "auxpass"}), clause)


def has_finite_auxiliary(verb: Token) -> bool:
    """Whether the verb has a finite auxiliary."""
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.children)


def tense(verb: Token) -> str:
    """The tag of the word that bears a clause's tense; "MD" under an auxiliary, "VB" for an infinitive."""
    if verb.pos_ not in CLAUSAL:
        return ""
    if is_infinitive(verb):
        return "VB"
    finite = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE), verb)
    if finite is verb and verb.tag_ == "VBN" and any(c.dep_ == "dobj" for c in verb.children):
        return "VBD"  # a participle has no object: the tagger's mistake
    return str(finite.tag_)
