"""Amounts as texts write them: signs, codes, scales, words, rates; years and bare numbers are none."""

from __future__ import annotations

import pytest

from kg.extract.words.amounts import amounts

WRITTEN = [
    ("tariffs on $16 billion in goods", [(16e9, "USD")]),
    ("a 25 percent levy", [(25.0, "percent")]),
    ("a levy of 7.5 per cent", [(7.5, "percent")]),
    ("down to 30%", [(30.0, "percent")]),
    ("aid worth €1.8bn", [(1.8e9, "EUR")]),
    ("£100m for harbours", [(1e8, "GBP")]),
    ("USD 10 million for the fund", [(1e7, "USD")]),
    ("a bid of SEK 41bn", [(41e9, "SEK")]),
    ("130 million dollars", [(130e6, "USD")]),
    ("3,500 troops", [(3500.0, "troops")]),
    ("thirty-two prisoners", [(32.0, "prisoners")]),
    ("610 leva a month", [(610.0, "BGN")]),
    ("duties from 10% to 25%", [(10.0, "percent"), (25.0, "percent")]),
    ("between 5 and 10 million tonnes", [(5e6, "tonnes")]),
    ("a further $267 billion", [(267e9, "USD")]),
    ("VND 300 billion", [(3e11, "VND")]),
    ("half a billion dollars", [(5e8, "USD")]),
    ("a dozen ships", [(12.0, "ships")]),
    ("one hundred and fifty prisoners", [(150.0, "prisoners")]),
    ("1.2 million barrels a day", [(1.2e6, "bpd")]),
    ("18,000 square kilometres", [(18000.0, "square kilometres")]),
    ("60-70 billion cubic metres", [(60e9, "cubic metres")]),
    ("12 million metric tonnes", [(12e6, "metric tonnes")]),
    ("twelve people", [(12.0, "people")]),
    ("Rs 500 crore", [(5e9, "INR")]),
    ("tens of millions of dollars", []),
    ("they try 5 ships", [(5.0, "ships")]),
    ("from 2018 to 2019", []),
    ("a 10-year plan", []),
    ("in May 2019 they met", []),
    ("number 7", []),
    ("no figure was given", []),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[t for t, _ in WRITTEN])
def test_value_and_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert [a.unit for a in amounts(text)] == [u for _, u in expected]
    assert [a.value for a in amounts(text)] == pytest.approx([v for v, _ in expected])


RANGES = [
    ("€3-4bn", (3e9, 4e9)),
    ("10 to 25 percent", (10.0, 25.0)),
    ("$6 to $8 billion", (6e9, 8e9)),
    ("1,000 to 2,000 troops", (1000.0, 2000.0)),
    ("€4bn", (4e9, None)),
]


@pytest.mark.parametrize(("text", "expected"), RANGES, ids=[t for t, _ in RANGES])
def test_both_ends_of_a_range(text: str, expected: tuple[float, float | None]) -> None:
    assert [(a.value, a.upper) for a in amounts(text)] == [expected]


@pytest.mark.parametrize("text", [t for t, e in WRITTEN if e])
def test_the_span_of_an_amount_lies_in_the_text(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert not text[amount.start : amount.end].startswith(" ")
