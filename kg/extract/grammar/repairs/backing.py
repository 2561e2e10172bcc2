"""The verb "back", which the parser takes for an adverb or a preposition after a plural."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.tense import NOUN_SUBJECTS, TIMES

__all__ = ["read_back_as_verb"]

ARCS_TO_WHAT_IS_BACKED = {"dobj", "npadvmod", "pobj"}


def read_back_as_verb(token: Token) -> None:
    """Make "back" a verb where it has a subject and an object: "fishermen [back] a quota"; not "came [back] the next
    day", "is [back] in Lima"."""
    if token.lower_ != "back" or token.tag_ not in {"IN", "RB", "RP"}:
        return
    backed = [c for c in token.rights if c.dep_ in ARCS_TO_WHAT_IS_BACKED and c.ent_type_ not in TIMES]
    if backed and any(c.dep_ in NOUN_SUBJECTS for c in token.lefts):
        token.tag_, token.pos_, token.lemma_ = "VBP", "VERB", "back"
        backed[0].dep_ = "dobj"
