"""Amounts with units and rates: "$16 billion", "25 percent", "3,500 troops", "€1.8bn", "10m barrels a day"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.extract.words.number_words import ARTICLES, NUMBER, SCALES, number

__all__ = ["Amount", "amounts", "currencies"]

WORDS_IN_S_OF_NO_UNIT = word_set("words-in-s-of-no-unit")
UNITS_WITHOUT_S = word_set("units-without-s")
DAILY = "bpd"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_PERCENT = r"%|per\s?cent\b|percent\b|percentage\s+points?\b"
_UNIT = (
    r"barrels\s+(?:per|a)\s+day|(?:cubic|square)\s+(?:kilomet(?:re|er)s|miles|met(?:re|er)s|feet)|metric\s+ton(?:ne)?s|"
    r"[A-Za-z]+-hours|[A-Za-z]{2,}\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``[start, end)``: ``value`` in ``unit`` (ISO 4217, ``percent``, or a noun as it stands).

    ``upper`` is the other end of a range whose lower one is ``value``, else None.
    """

    start: int
    end: int
    value: float
    unit: str | None
    upper: float | None = None


@cache
def currencies(use: str) -> dict[str, str]:
    """The codes of currencies by their forms of a ``use``, "sign", "code" or "word", in ``measures/currencies.csv``."""
    return {row["form"]: row["code"] for row in lexicon.rows("measures/currencies") if row["use"] == use}


@cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(currencies("sign"), key=len, reverse=True))
    codes = "|".join(sorted(currencies("code"), key=len, reverse=True))
    money = rf"(?:(?<![A-Za-z])(?P<sign>{signs})\s?|\b(?P<code>{codes})\s?)"
    article = "|".join(sorted(ARTICLES, key=len, reverse=True))
    return re.compile(
        rf"{money}?(?:(?P<number>{NUMBER})|\b(?P<article>{article})(?=\s(?:{_SCALE})\b))"
        rf"(?:\s?-?(?P<scale>{_SCALE})\b)?(?P<first_percent>\s?(?:{_PERCENT}))?"
        rf"(?:(?:\s?[-–]\s?|\s+(?:to|and|or)\s+)(?P<sign2>{signs})?(?P<upper>\d[\d,]*(?:\.\d+)?)"
        rf"(?:\s?-?(?P<scale2>{_SCALE})\b)?(?=\s?(?:{_PERCENT})|\s|[.,;)]|$))?"
        rf"(?:\s?(?P<percent>{_PERCENT}))?(?:\s+(?P<unit>{_UNIT}))?",
        re.IGNORECASE,
    )


def amounts(text: str) -> tuple[Amount, ...]:
    """Amounts in text order. Years, dates, vague quantities and bare numbers without a unit are no amounts.

    >>> [(a.value, a.unit) for a in amounts("tariffs of 25 percent on $16 billion in goods")]
    [(25.0, 'percent'), (16000000000.0, 'USD')]
    >>> amounts("€3-4bn")
    (Amount(start=0, end=6, value=3000000000.0, unit='EUR', upper=4000000000.0),)
    """
    found = []
    place = 0
    while (m := _pattern().search(text, place)) is not None:
        amount, end = _amount_of(m)
        place = max(end, m.start() + 1)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _amount_of(m: re.Match[str]) -> tuple[Amount | None, int]:
    """The amount of a match, None where it is none, and where the search goes on."""
    end = m.end("scale") if m["scale"] else m.end("number")
    value = number(m["number"] or m["article"])
    upper = None
    if m["upper"] and not m["first_percent"] and _is_range(m):
        upper = number(m["upper"]) * _scale(m["scale2"])
        value *= _scale(m["scale"] or m["scale2"])
        end = m.end("scale2") if m["scale2"] else m.end("upper")
    else:
        value *= _scale(m["scale"])
    start = m.start("number") if m["number"] else m.start("article")
    if m["first_percent"]:
        return Amount(start, m.end("first_percent"), value, "percent"), m.end("first_percent")
    if m["percent"] and upper is not None:
        return Amount(start, m.end("percent"), value, "percent", upper), m.end("percent")
    if m["sign"]:
        return Amount(m.start("sign"), end, value, currencies("sign")[m["sign"].casefold()], upper), end
    if m["code"] and m["code"].isupper():
        return Amount(m.start("code"), end, value, currencies("code")[m["code"].casefold()], upper), end
    if m["upper"] and upper is None:
        return None, end
    unit = _unit(m["unit"] or "")
    if unit is None or (1900 <= value <= 2100 and not m["scale"] and "," not in m["number"]):
        return None, end
    return Amount(start, m.end("unit"), value, unit, upper), m.end("unit")


def _scale(word: str | None) -> float:
    return SCALES[word.casefold()] if word else 1.0


def _is_range(m: re.Match[str]) -> bool:
    """Whether two numbers are a range: they have a unit, and the second is the greater."""
    if not (m["percent"] or m["sign"] or m["code"] or m["unit"]):
        return False
    upper = number(m["upper"]) * _scale(m["scale2"])
    return upper > number(m["number"] or m["article"]) * _scale(m["scale"] or m["scale2"])


def _unit(word: str) -> str | None:
    """The unit that words after a number name: a currency's code, `DAILY`, or a plural as it stands."""
    folded = " ".join(word.casefold().split())
    if folded.startswith("barrels "):
        return DAILY
    singular = folded.removesuffix("s")
    if folded in currencies("word") or singular in currencies("word"):
        return currencies("word").get(folded) or currencies("word")[singular]
    if folded in currencies("code"):
        return currencies("code")[folded] if word.isupper() else None
    if folded in UNITS_WITHOUT_S or (folded.endswith("s") and folded not in WORDS_IN_S_OF_NO_UNIT and len(folded) > 3):
        return folded
    return None
