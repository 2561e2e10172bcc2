"""Gerunds of what a named body does, which the parser took for what somebody else does: "objected to the Council
[taking] up the item"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import predicates_of
from kg.model import Stance

__all__ = ["attach_to_doer"]

STANCES_ON_DEEDS = {Stance.ACCEPT, Stance.CONCERN, Stance.OPPOSE, Stance.REJECT, Stance.SUPPORT}


def attach_to_doer(gerund: Token) -> None:
    """Attach a gerund right behind the name that a verb or noun of stance is about to that name; not "backed Peru
    [saying] that", "met Peru [seeking] aid"."""
    if gerund.tag_ != "VBG" or gerund.dep_ not in {"advcl", "pcomp"} or gerund.left_edge.i != gerund.i or not gerund.i:
        return
    name = gerund.nbor(-1)
    if name.pos_ != "PROPN" or name.dep_ not in {"dobj", "pobj"}:
        return
    over = name.head.head if name.dep_ == "pobj" else name.head
    is_told = any(c.dep_ == "ccomp" for c in gerund.children)
    if is_told or gerund.head not in {name.head, over}:
        return
    if any(row.stance in STANCES_ON_DEEDS for row in predicates_of(over.lemma_.casefold(), over.pos_)):
        gerund.head, gerund.dep_ = name, "acl"
