"""Whether two wordings (names, titles, matters) mean the same, by the rules of the annotation guide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

__all__ = ["accented_words", "matter_fits", "stems", "title_fits"]

EMPTY_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "her", "his", "in", "is", "it", "its", "of", "on"}
    | {"or", "that", "the", "their", "these", "this", "those", "to", "was", "were", "with"}
)
STEM, KEY = 5, 4
"""The number of first letters by which two words, and a word and a key's lemma, are compared."""
LONGEST_MATTER = 25
_CURLY = str.maketrans("’‘", "''")
_POSSESSIVE = re.compile(r"'s\b|'(?=\s|$)")
_NO_LETTER = re.compile(r"[^\w&]|_")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=100_000)
def accented_words(text: str) -> str:
    """The text in lower case without punctuation, possessive endings, hyphens and a leading "the"; accents stay.

    >>> accented_words("The People’s Bank, Beijing's") == accented_words("people bank beijing")
    True
    """
    plain = _POSSESSIVE.sub("", text.casefold().translate(_CURLY))
    return " ".join(_NO_LETTER.sub(" ", plain).split()).removeprefix("the ")


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(accented_words(text)))


@lru_cache(maxsize=100_000)
def stems(text: str) -> tuple[str, ...]:
    """The first five letters of each content word.

    >>> stems("changes in the Chinese industrial policy")
    ('chang', 'chine', 'indus', 'polic')
    """
    return tuple(word[:STEM] for word in _words(text) if word not in EMPTY_WORDS)


def title_fits(gold: str, title: str) -> bool:
    """Whether two titles share their last word, or half of the words of the longer one.

    >>> title_fits("Foreign Minister", "minister"), title_fits("chief negotiator", "chief of staff")
    (True, True)
    >>> title_fits("president", "chief executive")
    False
    """
    gold_stems, title_stems = stems(gold), stems(title)
    if not gold_stems or not title_stems:
        return False
    return gold_stems[-1] == title_stems[-1] or 2 * len({*gold_stems} & {*title_stems}) >= max(
        len({*gold_stems}), len({*title_stems})
    )


def _has_all(words: Sequence[str], key: Iterable[object]) -> bool:
    parts = (part[:KEY] for lemma in key for part in _words(str(lemma)))
    return all(any(word.startswith(part) for word in words) for part in parts)


def matter_fits(about: str, gold: str, keys: Iterable[Iterable[object]] = ()) -> bool:
    """Whether the words ``about`` name the matter that the gold calls ``gold``.

    They do if they contain every lemma of one of ``keys``, or share half of their stems with the gold. Wordings of more
    than 25 words and more than three times the gold's length never do.

    >>> matter_fits("an end to all subsidies", "ending farm subsidies", [["subsidy", "end"]])
    True
    >>> matter_fits("tariffs", "ending farm subsidies", [["subsidy"]])
    False
    """
    words = _words(about)
    if len(words) > max(LONGEST_MATTER, 3 * len(accented_words(gold).split())):
        return False
    if any(_has_all(words, key) for key in keys):
        return True
    gold_stems, matter_stems = {*stems(gold)}, {*stems(about)}
    shared_count = len(gold_stems & matter_stems)
    return shared_count > 0 and 4 * shared_count >= len(gold_stems) + len(matter_stems)
