"""What stands inside quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import occurrences
from kg.extract.text.document import document_of
from kg.extract.text.layout import BLOCKS
from kg.extract.text.memo import once_a_document

__all__ = ["FEW", "QUOTATION_MARKS", "quotations", "quoted"]

QUOTATION_MARKS = {'"', "''", "``"}
OPENING, CLOSING = "\u201c", "\u201d"
FEW = 6
"""Tokens in quotation marks that are a word or a phrase, and no speech of their own."""


@once_a_document
def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Tokens inside quotation marks as ``[start, end)``, the marks left out; a paragraph that opens a quotation and
    does not close it ends at the paragraph's end, as block quotations do."""
    ends = [b.end for b in BLOCKS(doc)]
    original = document_of(doc).text
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in occurrences(doc, QUOTATION_MARKS):
        mark = original[token.idx]
        last = _block_end(doc, ends, opened, token.i) if opened is not None else None
        if opened is not None and last is not None:
            if last - opened > 1:
                found.append((opened, last))
            opened = None
        if opened is not None and token.i > opened:
            found.append((opened, token.i))
        opens = mark == OPENING or (opened is None and mark != CLOSING)
        opened = token.i + 1 if opens else None
    last = _block_end(doc, ends, opened, len(doc) - 1) if opened is not None else None
    if opened is not None and last is not None and last - opened > 1:
        found.append((opened, last))
    return found


@once_a_document
def quoted(doc: Doc) -> list[int]:
    """For each token 0 outside quotation marks, else the number of its quotation; one that a paragraph's end cuts goes
    on to the next mark, where that closes."""
    numbers = [0] * len(doc)
    marks = list(occurrences(doc, QUOTATION_MARKS))
    for number, (start, end) in enumerate(quotations(doc), 1):
        after = bisect_left(marks, end, key=lambda mark: mark.i)
        last = marks[after].i if after < len(marks) and _closes(marks[after]) else end
        numbers[start:last] = [number] * (last - start)
    return numbers


def _closes(mark: Token) -> bool:
    """Whether a mark closes a quotation by its form, or a straight one by what stands around it."""
    text, end = document_of(mark.doc).text, mark.idx + len(mark)
    straight = text[mark.idx] != OPENING and not text[mark.idx - 1 : mark.idx].isspace()
    return text[mark.idx] == CLOSING or (mark.i > 0 and straight and not text[end : end + 1].isalnum())


def _block_end(doc: Doc, ends: list[int], opened: int, last: int) -> int | None:
    """The first token behind the block of the mark before ``opened``; None where it stands behind ``last``."""
    block = bisect_right(ends, doc[opened - 1].idx)
    if block == len(ends) or doc[last].idx < ends[block]:
        return None
    return next(i for i in range(opened, last + 1) if doc[i].idx >= ends[block])
