"""Names in headings, where every word may be capitalised: "Ana Ruiz Resigns", "Secretary Ruiz's Travel to Peru"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.sentences import is_question
from kg.extract.text.layout import is_in_heading
from kg.extract.text.memo import once_a_document

__all__ = ["is_will_of_question", "part_outside_headings"]


def is_will_of_question(token: Token) -> bool:
    """Whether "will" opens a question and is no given name: "[Will] Ruiz resign?"."""
    return bool(token.is_sent_start) and token.lower_ == "will" and is_question(token)


def part_outside_headings(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The longest part of the tokens ``[start, end)`` of a name in a heading that stands outside headings as well, the
    first of equals; all of them where no part does, or where the name is in no heading."""
    if end - start < 2 or not is_in_heading(doc[start]):
        return start, end
    runs = _runs(doc)
    for length in range(end - start, 0, -1):
        for first in range(start, end - length + 1):
            words = tuple(t.text for t in doc[first : first + length])
            if words in runs:
                return first if length > 1 else start, first + length  # a given name may stand in the heading only
    return start, end


@once_a_document
def _runs(doc: Doc) -> frozenset[tuple[str, ...]]:
    """All sequences of up to five words outside headings that begin with a capital."""
    found = set()
    for token in doc:
        if token.text[:1].isupper() and not is_in_heading(token):
            found |= {tuple(t.text for t in doc[token.i : token.i + length]) for length in range(1, 6)}
    return frozenset(found)
