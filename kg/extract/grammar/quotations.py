"""The text inside quotation marks, across sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import occurrences
from kg.extract.text.document import document_of
from kg.extract.text.layout import BLOCKS
from kg.extract.text.memo import once_a_document

__all__ = ["QUOTATION_MARKS", "TOKENS_OF_SPEECH", "quotations", "quoted"]

QUOTATION_MARKS = {'"', "''", "``"}
OPENING, CLOSING = "\u201c", "\u201d"
TOKENS_OF_SPEECH = 6
"""A quotation with fewer tokens is a quoted word or phrase, and no speech of its own."""


@once_a_document
def quotations(doc: Doc) -> list[tuple[int, int]]:
    """The tokens ``[start, end)`` inside quotation marks, without the marks; a quotation that a paragraph opens and
    does not close ends with the paragraph, as block quotations do."""
    ends = [b.end for b in BLOCKS(doc)]
    original = document_of(doc).text
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in occurrences(doc, QUOTATION_MARKS):
        mark = original[token.idx]
        last = _after_block(doc, ends, opened, token.i) if opened is not None else None
        if opened is not None and last is not None:
            if last - opened > 1:
                found.append((opened, last))
            opened = None
        if opened is not None and token.i > opened:
            found.append((opened, token.i))
        opens = mark == OPENING or (opened is None and mark != CLOSING)
        opened = token.i + 1 if opens else None
    last = _after_block(doc, ends, opened, len(doc) - 1) if opened is not None else None
    if opened is not None and last is not None and last - opened > 1:
        found.append((opened, last))
    return found


@once_a_document
def quoted(doc: Doc) -> list[int]:
    """For each token the number of its quotation, 0 outside quotation marks; a quotation cut off by the end of a
    paragraph goes on to the next mark, where that closes it."""
    numbers = [0] * len(doc)
    marks = list(occurrences(doc, QUOTATION_MARKS))
    for number, (start, end) in enumerate(quotations(doc), 1):
        after = bisect_left(marks, end, key=lambda mark: mark.i)
        last = marks[after].i if after < len(marks) and _closes(marks[after]) else end
        numbers[start:last] = [number] * (last - start)
    return numbers


def _closes(mark: Token) -> bool:
    """Whether a mark closes a quotation, by its form or, for a straight one, by the character before it."""
    text, at = document_of(mark.doc).text, mark.idx
    return text[at] == CLOSING or (text[at] != OPENING and not text[at - 1].isspace())


def _after_block(doc: Doc, ends: list[int], opened: int, last: int) -> int | None:
    """The first token after the block of the mark before ``opened``; None where that is after token ``last``."""
    block = bisect_right(ends, doc[opened - 1].idx)
    if block == len(ends) or doc[last].idx < ends[block]:
        return None
    return next(i for i in range(opened, last + 1) if doc[i].idx >= ends[block])
