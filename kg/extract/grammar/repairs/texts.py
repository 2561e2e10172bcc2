"""The noun "text", which the parser took for a verb after "to": "objected to [text] on sinks"."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["read_as_text"]

OBJECTS = {"dative", "dobj"}
DEPENDENTS = {"advcl": "acl", "xcomp": "acl", "ccomp": "acl"}


def read_as_text(word: Token) -> None:
    """Make the word the object of the preposition before it, and what follows it a clause or phrase about it; not where
    somebody is sent a message: "promised to text him"."""
    to = word.nbor(-1) if word.i else word
    if word.lower_ != "text" or word.tag_ != "VB" or to.lower_ != "to" or to.head != word or word.dep_ != "xcomp":
        return
    if any(c.dep_ in OBJECTS for c in word.children):
        return
    verb = word.head
    for child in word.children:
        child.dep_ = DEPENDENTS.get(child.dep_, child.dep_)
    to.head, to.dep_, to.tag_, to.pos_ = verb, "prep", "IN", "ADP"
    word.head, word.dep_, word.tag_, word.pos_ = to, "pobj", "NN", "NOUN"
