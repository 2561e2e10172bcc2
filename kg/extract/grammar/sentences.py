"""The bounds of the sentence or clause of a token."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.text.memo import once_a_document

__all__ = ["clause_bounds", "is_question", "sentence_bounds"]


def sentence_bounds(token: Token) -> tuple[int, int]:
    """The sentence of a token as token indices, without white space at its ends."""
    return _all_bounds(token.doc)[token.i]


def is_question(token: Token) -> bool:
    """Whether the sentence of a token ends with a question mark, marks of quotation aside."""
    last = next((t for t in reversed(token.sent) if not (t.is_space or t.is_quote)), token)
    return last.text == "?"


@once_a_document
def _all_bounds(doc: Doc) -> list[tuple[int, int]]:
    """`sentence_bounds` of each token: looking for the sentence of each token takes as long as the sentence is."""
    table: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while end - 1 > start and doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and doc[start].is_space:
            start += 1
        table.extend([(start, end)] * (sentence.end - sentence.start))
    return table


def clause_bounds(start: int, end: int, doc: Doc) -> tuple[int, int]:
    """The sentence(s) that hold the tokens ``[start, end)``."""
    first, _ = sentence_bounds(doc[start])
    _, last = sentence_bounds(doc[end - 1])
    return first, last
