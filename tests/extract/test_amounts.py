"""Amounts as texts write them: signs, codes, scales, words, rates; years and bare numbers are none."""

from __future__ import annotations

import pytest

from kg.extract.amounts import amounts

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
    ("in May 2019 they met", []),
    ("number 7", []),
    ("no figure was given", []),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[t for t, _ in WRITTEN])
def test_value_and_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert [a.unit for a in amounts(text)] == [u for _, u in expected]
    assert [a.value for a in amounts(text)] == pytest.approx([v for v, _ in expected])


@pytest.mark.parametrize("text", [t for t, e in WRITTEN if e])
def test_the_span_lies_in_the_text_and_begins_with_the_amount(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert not text[amount.start : amount.end].startswith(" ")
