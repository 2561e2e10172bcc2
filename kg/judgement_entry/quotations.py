"""Quotations of a document that a person enters: finding the words in its text."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import JudgementWordsError

__all__ = ["span_of", "spans_of"]

_OFFSETS = re.compile(r"(\d+)-(\d+)")


def span_of(words: str, text: str, document_name: str, near: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """The span of ``words`` in ``text``, with its words as the text has them. ``words`` are a quotation, in which line
    breaks and case do not matter, or the offsets ``START-END``.

    Of several occurrences it is the one inside the span ``near``, otherwise the nearest. Raises `JudgementWordsError`
    for words that the text lacks, and for offsets inside a word.

    >>> span_of("lower  Tariffs", "China demands lower\\ntariffs.", "talks")
    {'start': 14, 'end': 27, 'text': 'lower\\ntariffs'}
    """
    if offsets := _OFFSETS.fullmatch(words.strip()):
        start, end = int(offsets[1]), int(offsets[2])
        if start < end <= len(text):
            if _is_inside_word(text, start) or _is_inside_word(text, end):
                cut = f"{text[start:end]!r} at {words.strip()}, cut inside a word,"
                raise JudgementWordsError(words=cut, document=document_name)
            return {"start": start, "end": end, "text": text[start:end]}
    spans = spans_of(words, text)
    if not spans:
        raise JudgementWordsError(words=repr(words), document=document_name)
    start, end = min(spans, key=lambda span: (max(near[0] - span[0], span[1] - near[1], 0), span))
    return {"start": start, "end": end, "text": text[start:end]}


def spans_of(words: str, text: str) -> list[tuple[int, int]]:
    """Start and end of each place in ``text`` that has the ``words``, in its order; line breaks and case do not matter.

    >>> spans_of("Tariffs", "Lower tariffs? No tariffs.")
    [(6, 13), (18, 25)]
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [occurrence.span() for occurrence in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []


def _is_inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
