"""Measures taken, planned or threatened, with amounts; words are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    ("The United States imposed tariffs of 25 percent on China.", {("United States", "China", "tariff", None)}),
    ("Japan lifted sanctions on Myanmar.", {("Japan", "Myanmar", "sanction", None)}),
    ("Germany pledged €50 million to Malawi.", {("Germany", "Malawi", "aid", 50000000.0)}),
    ("Canada offered Haiti USD 10 million in aid.", {("Canada", None, "aid", 10000000.0)}),
    ("Russia withdrew its troops from Syria.", {("Russia", "Syria", "withdrawal", None)}),
    ("The miners walked out on Friday.", {("miners", None, "strike", None)}),
    ("Turkey threatened to close the crossing.", {("Turkey", None, "other", None)}),
    ("Israel bombed Damascus.", {("Israel", "Syria", "strike", None)}),
    ("China bought 500,000 tonnes of soybeans from Brazil.", {("China", "Brazil", "purchase", 500000.0)}),
]
NOTHING = [
    "France welcomed the news.",
    "Spain said the talks had failed.",
    "Norway criticised the plan.",
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_it_is_found(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "actions") == set()
