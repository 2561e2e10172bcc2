"""Names for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.words.lexicon import word_set
from kg.folding import without_diacritics

__all__ = ["fold", "name_parts"]

SUFFIXES_OF_NAMES = word_set("suffixes-of-names")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name for comparison: without case, accents, possessive, leading article and punctuation.

    >>> fold("the Élysée’s")
    'elysee'
    """
    text = without_diacritics(text).casefold().replace("’", "'")
    text = re.sub(r"'s\b|'(?=\s|$)", "", text)
    text = re.sub(r"[^\w\s]", " ", text)
    return re.sub(r"^(?:the|a|an) ", "", " ".join(text.split()))


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name for comparison, without initials and a suffix such as "Jr."."""
    parts = [p for p in fold(name).split() if len(p) > 1]
    return tuple(parts[:-1] if len(parts) > 2 and parts[-1] in SUFFIXES_OF_NAMES else parts)
