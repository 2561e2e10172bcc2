"""The words by which a matter is judged: its own, its sentence's, its paragraph's and those of the text's opening."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.issues.context import paragraph_of
from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem
from kg.model import Passage

__all__ = ["PARTS_OF_SENTENCE", "Wording", "stems_of", "wording", "words_of"]

PARTS_OF_SENTENCE = 2
"""How many parts of a wording, which come first, stand in the matter's own sentence."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_BEFORE, _AFTER, _OPENING = 600, 300, 700
"""Letters of the paragraph before and after a sentence, and of a text's beginning."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in lower case and without accents, in text order: a matter's, those of its sentence beside it, those of the
    paragraph beside the sentence, and those that the text begins with."""

    matter: tuple[str, ...]
    sentence: tuple[str, ...]
    paragraph: tuple[str, ...]
    opening: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """All four."""
        return self.matter, self.sentence, self.paragraph, self.opening


def wording(text: str, matter: Passage, evidence: Passage) -> Wording:
    """The words of a matter and around it.

    >>> text = "Fish are few. Peru wants a lower quota."
    >>> wording(text, Passage(25, 38, "a lower quota"), Passage(14, 39, "Peru wants a lower quota.")).sentence
    ('peru', 'wants')
    """
    start, end = paragraph_of(text, evidence)
    before = text[max(start, evidence.start - _BEFORE) : evidence.start]
    after = text[evidence.end : min(end, evidence.end + _AFTER)]
    here = text[evidence.start : min(matter.start, evidence.end)], text[max(matter.end, evidence.start) : evidence.end]
    return Wording(
        words_of(matter.text),
        tuple(word for part in here for word in words_of(part)),
        (*words_of(before), *words_of(after)),
        words_of(text[:_OPENING]),
    )


def stems_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of the content words, each once, in order."""
    return tuple(dict.fromkeys(stem(word) for word in words if word not in word_set("function-words")))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case and without accents, in order.

    >>> words_of("The workers' café, Peru’s 'port'")
    ('the', 'workers', 'cafe', 'peru', 'port')
    """
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain))
