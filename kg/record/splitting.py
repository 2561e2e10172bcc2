"""Splitting a text into sentences for the search, where the reader gives none."""

from __future__ import annotations

import re

__all__ = ["rough_sentences"]

_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")


def rough_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, roughly: they end at paragraphs, and at a full stop between a word and a capital letter.

    >>> text = "Talks failed. “No deal,” said Mr. Li.\\n\\nMore"
    >>> [text[start:end] for start, end in rough_sentences(text)]
    ['Talks failed.', '“No deal,” said Mr.', 'Li.', 'More']
    """
    spans = []
    start = 0
    for gap in _END.finditer(text):
        spans.append((start, gap.start() + len(gap[0].rstrip()) if gap[0].strip() else gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]
