"""Pairs whose agreement and conflict balance have no tie, but are not hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.networks.from_graph import explained
from kg.networks.options import Options
from kg.networks.reports import report
from kg.networks.study import Study, balanced_pairs, counted, only, unsigned
from tests.networks.discourse import codings, said

TOLD = codings(
    *(said("a", "duties", 1, "2018-01-03"), said("b", "duties", 0, "2018-01-04")),
    *(said("a", "fish", 1, "2018-02-03"), said("b", "fish", 1, "2018-02-04")),
    *(said("c", "fish", 1, "2018-02-05"), said("d", "gas", 1, "2018-02-05")),
    *(said("a", "fish", 1, "2018-02-03", id="again"), said("c", "seeds", 1), said("c", "seeds", 0)),
)
OVER_ISSUES = Options(
    mode="one-mode",
    variable1="actor",
    variable2="issue",
    qualifier="agreement",
    aggregation="subtract",
    duplicates="document",
)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({}, 1),
        ({"duplicates": "include"}, 0),
        ({"window": "months"}, 0),
        ({"window": "months", "length": 2}, 1),
        ({"mode": "two-mode"}, 1),
        ({"aggregation": "conflict"}, 0),
        ({"normalisation": "average"}, 1),
        ({"isolates": True}, 1),
    ],
)
def test_balanced_pairs_are_counted(more: dict[str, object], number: int) -> None:
    studied = Study(TOLD, replace(OVER_ISSUES, **more))  # type: ignore[arg-type]
    assert balanced_pairs(studied, counted(studied)) == number
    assert [note.partition(":")[2][:3] for note in report("edges", studied).notes] == [f" {number} "] * (number > 0)


def test_a_balanced_pair_is_explained_by_both_sides() -> None:
    studied = Study(TOLD, OVER_ISSUES)
    assert list(explained(only(studied), TOLD, "a", "b", lambda _: "")) == []
    whole = unsigned(studied)
    found = [each.coding.values for each in explained(only(whole), whole.codings, "a", "b", lambda _: "")]
    assert [(each["actor"], each["issue"], each["agreement"]) for each in found] == [
        ("a", "duties", 1),
        ("b", "duties", 0),
        ("a", "fish", 1),
        ("b", "fish", 1),
    ]
