"""Words of a stance that take none: courtesies, and what is in danger."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import word_set

__all__ = ["takes_no_stance"]

COURTESIES = word_set("courtesies")
ENDANGERED = word_set("what-is-endangered")


def takes_no_stance(verb: Token, matter: Token) -> bool:
    """Whether ``verb`` over the head of a ``matter`` is said for courtesy ("thank you for that introduction", "please
    accept my condolences") or tells of a danger: "threatened the peace"."""
    given = matter if verb.lemma_ == "accept" else next((c for c in matter.children if c.dep_ == "dobj"), matter)
    if "accept" in {verb.lemma_, matter.lemma_} and given.lemma_ in COURTESIES:
        return True
    if verb.lemma_ == "thank":
        return matter.lemma_ in COURTESIES and matter.head.dep_ == "prep"
    return verb.lemma_ == "threaten" and matter.dep_ == "dobj" and matter.lemma_ in ENDANGERED
