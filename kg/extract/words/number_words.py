"""Numbers written as words: "thirty-two", "one hundred and fifty", "half a", "a dozen"."""

from __future__ import annotations

import re

from kg.extract.words.lexicon import rows

__all__ = ["ARTICLES", "NUMBER", "SCALES", "ends_in_number", "number"]

WORDS = {row["word"]: int(row["value"]) for row in rows("numbers/numbers")}
ARTICLES = {"a": 1.0, "an": 1.0, "half a": 0.5}
"""Words that are numbers only before a scale: "a million", "half a billion"."""
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_TENS = "|".join(word for word, value in WORDS.items() if value >= 20)
_UNITS = "|".join(word for word, value in WORDS.items() if value < 10)
_BELOW_HUNDRED = rf"(?:(?:{_TENS})-(?:{_UNITS})|{_WORD})"
_SPELLED = rf"{_BELOW_HUNDRED}(?:\s+hundred(?:\s+and)?(?:\s+{_BELOW_HUNDRED})?)?"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_SPELLED}\b)"
"""The pattern of what `number` reads, without the articles."""
SCALES = {row["word"]: float(row["factor"]) for row in rows("numbers/scales")}
_ENDS_IN_NUMBER = re.compile(rf"(?:\d|\b(?:{_WORD}|hundred|{'|'.join(SCALES)}))(?:\s+(?:and|or|to))?\s+$")


def ends_in_number(before: str) -> bool:
    """Whether words end in a number that the next word would go on with, or in the first end of a range.

    >>> ends_in_number("some twenty "), ends_in_number("10 to "), ends_in_number("some ")
    (True, True, False)
    """
    return _ENDS_IN_NUMBER.search(before.casefold()) is not None


def number(text: str) -> float:
    """The value of digits or of number words below a thousand.

    >>> number("5,500"), number("thirty-two"), number("one hundred and fifty"), number("half a")
    (5500.0, 32.0, 150.0, 0.5)

    Raises `ValueError` for what is no number.
    """
    words = " ".join(text.casefold().split())
    if words in ARTICLES:
        return ARTICLES[words]
    if words[:1].isdigit():
        return float(words.replace(",", ""))
    total = 0.0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            total = (total or 1) * 100
        elif word != "and":
            if word not in WORDS:
                raise ValueError(text)
            total += WORDS[word]
    return total
