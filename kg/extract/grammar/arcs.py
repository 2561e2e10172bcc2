"""What hangs on a word: the objects of its prepositions, its marks and modals, clauses beneath what it names."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Token

from kg.extract.grammar.tense import CLAUSAL, SUBJECTS
from kg.extract.words.lexicon import word_set

__all__ = ["clauses_in_writing", "first_of_list", "has_mark", "has_modal", "objects_of", "speaks_for"]

PREPOSITIONS_OF_OCCASIONS = word_set("prepositions-of-occasions")


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


def first_of_list(token: Token) -> Token:
    """The first of those with whom a word is joined, or whom it renames: it alone hangs on the verb."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token


def clauses_in_writing(verb: Token) -> Iterator[Token]:
    """ "Alleged in a letter [that the lawyers had come]": the clause hung on where it is said."""
    for place in verb.children:
        if place.dep_ == "prep" and place.i > verb.i and place.lower_ in PREPOSITIONS_OF_OCCASIONS:
            for noun in place.children:
                for c in noun.children if noun.dep_ == "pobj" else ():
                    if c.dep_ in {"acl", "relcl"} and has_mark(c, {"that"}) and c.pos_ in CLAUSAL:
                        yield c


def speaks_for(preposition: Token, head: Token) -> bool:
    """Whether a "for" stands between a subject and its verb: whom the subject speaks for, not what is asked."""
    return preposition.lower_ == "for" and any(
        c.dep_ in SUBJECTS and c.i < preposition.i < head.i for c in head.children
    )
