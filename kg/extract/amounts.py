"""Amounts with units and rates: "$16 billion", "25 percent", "3,500 troops", "€1.8bn", "£100m"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Amount", "amounts"]

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
}
SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "C$": "CAD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
}
WORDS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "rupee": "INR",
    "won": "KRW",
    "franc": "CHF",
    "krona": "SEK",
    "krone": "NOK",
    "peso": "MXN",
    "rand": "ZAR",
    "lira": "TRY",
    "shekel": "ILS",
    "riyal": "SAR",
    "naira": "NGN",
    "hryvnia": "UAH",
    "zloty": "PLN",
    "leva": "BGN",
    "shilling": "KES",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dirham": "AED",
    "dinar": "KWD",
}
CODES = set(SIGNS.values()) | set(WORDS.values()) | {"CNY", "CHF", "AED"}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
NUMBERS |= {
    f"{ten}-{one}": NUMBERS[ten] + n
    for ten in TENS
    for n, one in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
}
AMOUNT = re.compile(
    r"(?:(?P<sign>(?:US|C|A|NZ|HK|S|R)?\$|[€£¥₹₽₩₺₴])\s?|\b(?P<code>" + "|".join(sorted(CODES)) + r")\s?)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + r")\b)"
    r"(?:\s?-?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|mn|mln|tn|m|k|b)\b)?"
    r"(?:\s?(?P<percent>%|per\s?cent\b|percent\b|percentage points?\b))?"
    r"(?:\s+(?P<unit>[A-Za-z][a-z]+s?\b|[A-Z]{3}\b))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at ``[start, end)``: ``value`` in ``unit`` (ISO 4217, ``percent``, or a noun as it stands)."""

    start: int
    end: int
    value: float
    unit: str | None


def amounts(text: str) -> tuple[Amount, ...]:
    """Amounts in text order. Years, dates and bare small numbers without a unit are no amounts.

    >>> [(a.value, a.unit) for a in amounts("tariffs of 25 percent on $16 billion in goods")]
    [(25.0, 'percent'), (16000000000.0, 'USD')]
    """
    found = []
    for m in AMOUNT.finditer(text):
        word = m["number"].casefold()
        value = float(NUMBERS[word]) if word in NUMBERS else float(m["number"].replace(",", ""))
        if m["scale"]:
            value *= SCALES[m["scale"].casefold()]
        unit = (m["unit"] or "").casefold()
        singular = unit.removesuffix("s")
        if m["percent"]:
            found.append(Amount(m.start("number"), m.end("percent"), value, "percent"))
        elif m["sign"] or m["code"]:
            end = m.end("scale") if m["scale"] else m.end("number")
            code = SIGNS[m["sign"].upper()] if m["sign"] else m["code"].upper()
            found.append(Amount(m.start("sign") if m["sign"] else m.start("code"), end, value, code))
        elif singular in WORDS or (m["unit"] or "") in CODES:
            found.append(Amount(m.start("number"), m.end("unit"), value, WORDS.get(singular, m["unit"])))
        elif (
            unit
            and unit.endswith("s")
            and not (1900 <= value <= 2100 and "," not in m["number"])
            and unit not in {"is", "was", "as", "has", "this"}
        ):
            found.append(Amount(m.start("number"), m.end("unit"), value, unit))
    return tuple(found)
