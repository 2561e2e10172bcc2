"""Sentences for the search, where whoever read the document gives none."""

from __future__ import annotations

import re

__all__ = ["rough_sentences"]

_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n\s*\n")


def rough_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of what look like sentences: paragraphs end one, and a full stop after a word before a capital does.

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
