"""Numbers written as words: "thirty-two", "one hundred and fifty", "half a", "a dozen"."""

from __future__ import annotations

__all__ = ["ARTICLES", "SCALES", "WORDS", "number"]

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: n for n, word in enumerate(UNITS, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
ARTICLES = {"a": 1.0, "an": 1.0, "half a": 0.5}
"""What counts only before a scale: "a million", "half a billion"."""
SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6, "mn": 1e6,
    "mln": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip


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
