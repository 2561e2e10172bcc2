"""The state of an office: weights are reproducible, and learned only where the licence allows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.evaluate import GoldDocument, load_gold
from kg.extract import Reader
from kg.extract.roles.likely_states import FEATURES
from kg.extract.words import lexicon
from training.states import Case, cases, fit_weights, likeliest

GOLD = Path(__file__).resolve().parent.parent / "gold"


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    return [d for d in load_gold(GOLD) if d.name.startswith(("mullaperiyar", "iran-talks", "kosovo", "nato"))]


def test_the_weights_that_ship_are_those_of_the_signs() -> None:
    assert {row["sign"] for row in lexicon.rows("learned/likely_states")} == {*FEATURES}


def test_an_informative_sign_has_a_larger_weight() -> None:
    found = [Case("one", ({"before": 1.0, "after": x}, {"before": 0.0, "after": 1 - x}), 0) for x in (0.0, 1.0, 0.5)]
    weights = fit_weights(found)
    assert weights["before"] > 0.1 > abs(weights["after"])
    assert [likeliest(case, weights) for case in found] == [0, 0, 0]


def test_nothing_is_learned_where_the_licence_forbids_it(documents: list[GoldDocument], reader: Reader) -> None:
    assert list(cases(reader, [replace(d, licence="internal scoring only") for d in documents], None)) == []
    found = list(cases(reader, documents, None))
    assert found
    assert all(row.keys() <= FEATURES.keys() for case in found for row in case.states)
    assert all(0 <= case.right < len(case.states) for case in found)
