"""Where words stand in a parsed text."""

from __future__ import annotations

from spacy.tokens import Doc


def words_in_text(doc: Doc, text: str, words: str) -> tuple[int, int]:
    """The tokens ``[start, end)`` of words in a text."""
    span = doc.char_span(text.index(words), text.index(words) + len(words))
    assert span is not None, words
    return span.start, span.end
