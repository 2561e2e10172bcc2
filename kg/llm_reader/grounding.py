"""Finding the words of an answer in the document."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.llm_reader.text import Portion
from kg.model import Passage

__all__ = ["find", "inside", "occurs"]


def find(portion: Portion, words: str, number: int) -> Passage | None:
    """The first place of ``words`` in the sentence with this number, with any white space between the words.

    They have to begin in the sentence, and may go on to the end of the portion: a quotation may have several sentences.
    None if they are not there letter by letter.
    """
    sentence = portion.sentence(number)
    return None if sentence is None else _search(portion.text.document.text, words, *sentence, portion.end)


def inside(portion: Portion, evidence: Passage, words: str, number: int) -> Passage | None:
    """The place of ``words`` in the evidence of a fact, or else in the sentence with this number."""
    text = portion.text.document.text
    return _search(text, words, evidence.start, evidence.end, evidence.end) or find(portion, words, number)


def occurs(text: str, words: str) -> bool:
    """Whether ``words`` are anywhere in ``text``, as whole words.

    >>> occurs("Talks of the\\nEuropean Union", "the European Union"), occurs("Talks in the USA", "US")
    (True, False)
    """
    return _search(text, words, 0, len(text), len(text)) is not None


def _search(text: str, words: str, start: int, last_start: int, end: int) -> Passage | None:
    pattern = _pattern(words)
    match = pattern.search(text, start, end) if pattern else None
    if match is None or match.start() >= last_start:
        return None
    return Passage(match.start(), match.end(), match.group())


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    if not any(c.isalnum() for c in words):
        return None
    boundary_before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    boundary_after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(boundary_before + r"\s+".join(map(re.escape, parts)) + boundary_after)
