"""Which codings a cell rests on."""

from __future__ import annotations

from typing import Any

import pytest

from kg.networks.counting.series import networks
from kg.networks.options import Options
from tests.networks.handmade import network, told

DEBATE = told(
    "2020-01-01 A tax 1", "2020-01-02 A tax 0", "2020-01-03 B tax 1", "2020-01-04 B coal 1", "2020-01-05 C gas 1",
    "2020-01-06 - gas 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("aggregation", "indices"),
    [("ignore", (0, 1, 2)), ("congruence", (0, 2)), ("conflict", (1, 2))],
)
def test_a_tie_rests_on_codings_that_make_a_pair(aggregation: str, indices: tuple[int, ...]) -> None:
    found = network(DEBATE, mode="one-mode", qualifier="level", aggregation=aggregation)
    assert dict(found.support) == {(0, 1): indices, (1, 0): indices}
    assert len(found.support) == 2
    assert (0, 2) not in found.support
    assert found.support.get((7, 7)) is None


def test_a_two_mode_cell_rests_on_the_codings_of_its_row_and_column() -> None:
    found = network(DEBATE)
    assert {(found.rows[r], found.columns[c]): rests for (r, c), rests in found.support.items()} == {
        ("A", "tax"): (0, 1),
        ("B", "tax"): (2,),
        ("B", "coal"): (3,),
        ("C", "gas"): (4,),
    }


def test_opposite_codings_that_cancel_support_no_cell() -> None:
    found = network(DEBATE, qualifier="level", aggregation="subtract")
    assert (0, 2) not in found.support


@pytest.mark.parametrize("kernel", ["no", "uniform"])
def test_in_a_window_a_cell_rests_on_the_codings_in_it(kernel: Any) -> None:
    options = Options(mode="one-mode", window="days", length=2, kernel=kernel)
    second = networks(DEBATE, options)[1]
    assert dict(second.support) == {(0, 1): (1, 2), (1, 0): (1, 2)}


def test_support_is_indexed_by_all_codings_including_excluded_ones() -> None:
    from datetime import datetime

    found = network(DEBATE, mode="one-mode", start=datetime(2020, 1, 2))
    assert dict(found.support) == {(0, 1): (1, 2), (1, 0): (1, 2)}


def test_in_dna_a_word_conflicts_with_a_missing_coding() -> None:
    codings = told("2020-01-01 A tax aid", "2020-01-02 B tax aid", "2020-01-03 B coal cost", type="short text")
    found = network(codings, mode="one-mode", qualifier="level", aggregation="conflict", as_dna=True)
    assert found.support[0, 1] == (2,)
    assert not network(codings, mode="one-mode", qualifier="level", aggregation="conflict").support


def test_in_dna_under_a_kernel_the_diagonal_rests_on_the_rows_own() -> None:
    options = Options(mode="one-mode", window="days", length=2, kernel="uniform", as_dna=True)
    found = networks(DEBATE, options)[0]
    assert (found.support[0, 0], found.support[0, 1]) == ((0, 1), (0, 1, 2))
