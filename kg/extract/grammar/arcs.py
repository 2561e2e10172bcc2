"""What hangs on a word: the objects of its prepositions, its marks and modals."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

__all__ = ["has_mark", "has_modal", "objects_of"]


def objects_of(token: Token, prepositions: Set[str]) -> list[Token]:
    """The objects of a word's own prepositions."""
    return [
        p
        for prep in token.children
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in prepositions
        for p in prep.children
        if p.dep_ == "pobj"
    ]


def has_mark(clause: Token, marks: Set[str]) -> bool:
    """Whether one of the subordinators opens a clause."""
    return any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children)


def has_modal(clause: Token) -> bool:
    """Whether a modal stands before a clause's verb."""
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children)
