"""Stems of words, the same for British and American spellings, for comparing labels with texts: never for display."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.extract.words.lexicon import rows, word_set

__all__ = ["stem", "stem_set"]


@cache
def _families() -> dict[str, str]:
    """The stems of irregular words, by word."""
    return {word: row["stem"] for row in rows("issues/stems") for word in (row["stem"], *row["words"].split("|"))}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a lower-case word, mostly the same for a verb and the nouns derived from it.

    >>> stem("withdrawals") == stem("withdrew"), stem("privatisation") == stem("privatize")
    (True, True)
    """
    families = _families()
    word = re.sub(r"['’]s?$", "", word)
    if family := families.get(word):
        return family
    word = re.sub(r"is(ations?|e|es|ed|ing)$", r"iz\1", word) if len(word) > 7 else word
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if family := families.get(word):
        return family
    if word.endswith("ization"):
        return word[:-5]
    for ending, shortest in (("ation", 9), ("ating", 9), ("ated", 8), ("ate", 7)):
        if word.endswith(ending) and len(word) >= shortest:
            return word[: -len(ending)]
    if word.endswith(("ction", "ition")):
        return word[:-3]
    if word.endswith("ment") and len(word) >= 9:
        word = word[:-4]
    elif (word.endswith("ing") and len(word) > 5) or (word.endswith("ed") and len(word) > 4):
        word = word[: -3 if word.endswith("ing") else -2]
        if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
    return word[:-1] if word.endswith("e") and not word.endswith("ee") and len(word) > 3 else word


@cache
def stem_set(name: str) -> frozenset[str]:
    """The stems of a closed set of words from ``data/words``."""
    return frozenset(map(stem, word_set(name)))
