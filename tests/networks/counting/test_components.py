"""The agreement and the conflict that a signed network is the difference of, as `measures` sums them up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.networks.codings import Codings
from kg.networks.options import Options
from kg.networks.reports import report
from kg.networks.study import Study
from tests.networks.discourse import codings, said

TOLD = codings(
    *(said("a", issue, 1) for issue in ("duties", "fish", "gas")),
    *(said("b", issue, side) for issue, side in (("duties", 0), ("fish", 1), ("gas", 0))),
    *(said("c", issue, side) for issue, side in (("duties", 1), ("fish", 0))),
    said("c", "fish", 0, id="again"),
)


def measured(told: Codings = TOLD, square: bool = False, **more: Any) -> dict[object, tuple[object, ...]]:
    """Strength, agreement and conflict of each label."""
    usual = Options(
        mode="one-mode", variable1="actor", variable2="issue", qualifier="agreement", aggregation="subtract"
    )
    table = report("measures", Study(told, replace(usual, **more), square)).table
    chosen = [table.columns.index(name) for name in ("strength", "agreement", "conflict")]
    return {row[0]: tuple(row[place] for place in chosen) for row in table.rows}


@pytest.mark.parametrize(
    "more", [{}, {"normalisation": "average"}, {"normalisation": "cosine"}, {"duplicates": "document"}]
)
def test_agreement_and_conflict_are_the_components_of_all_ties(more: dict[str, Any]) -> None:
    found = measured(**more)
    agreeing, disputing = (measured(**more, aggregation=each) for each in ("congruence", "conflict"))
    for label, (strength, agreement, conflict) in found.items():
        assert agreement == agreeing[label][0]
        assert conflict == -disputing[label][0]  # type: ignore[operator]
        assert strength == pytest.approx(agreement + conflict, abs=2e-6)  # type: ignore[operator]


def test_balanced_pairs_count_in_both_components() -> None:
    assert measured() == {"a": (-2, 2, -4), "b": (-4, 1, -5), "c": (-4, 1, -5)}


@pytest.mark.parametrize(
    ("more", "of_c"),
    [
        ({}, (-1, 1, -2)),
        ({"duplicates": "document"}, (0, 1, -1)),
        ({"normalisation": "activity"}, (-0.333333, 0.333333, -0.666667)),
    ],
)
def test_of_two_modes_they_are_what_is_said_for_and_against(more: dict[str, Any], of_c: tuple[float, ...]) -> None:
    assert measured(mode="two-mode", **more)["c"] == of_c


def test_firm_stances_count_more_than_tentative_ones() -> None:
    rows = tuple(replace(row, values={**row.values, "strength": n - 3}) for n, row in enumerate(TOLD.rows))
    firm = Codings(rows, {**TOLD.variables, "strength": "integer"}, TOLD.documents)
    for strength, agreement, conflict in measured(firm, mode="two-mode", qualifier="strength").values():
        assert agreement + conflict == strength  # type: ignore[operator]


def test_of_ties_from_actor_to_actor_they_are_of_outgoing_ones() -> None:
    praised = codings(said("a", "b", 1), said("a", "b", 0), said("a", "c", 0), said("b", "a", 1))
    found = measured(praised, square=True, mode="two-mode")
    assert found == {"a": (-1, 1, -2), "b": (1, 1, 0), "c": (0, 0, 0)}
