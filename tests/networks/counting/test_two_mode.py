"""Who says what: aggregation and normalisation of two-mode networks."""

from __future__ import annotations

import pytest

from kg.errors import DnaFaultError
from kg.networks.options import Exclusion
from tests.networks.handmade import cells, network, told

DEBATE = told(
    "2020-01-01 A tax 1", "2020-01-02 A tax 1", "2020-01-03 A tax 0", "2020-01-04 A coal 0", "2020-01-05 B tax 1"
)


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        ("ignore", {("A", "tax"): 3, ("A", "coal"): 1, ("B", "tax"): 1}),
        ("subtract", {("A", "tax"): 1, ("A", "coal"): -1, ("B", "tax"): 1}),
        ("combine", {("A", "tax"): 3, ("A", "coal"): 2, ("B", "tax"): 1}),
    ],
)
def test_two_mode_weights_of_booleans(aggregation: str, expected: object) -> None:
    found = network(DEBATE, qualifier="level", aggregation=aggregation)
    assert (found.rows, found.columns) == (("A", "B"), ("coal", "tax"))
    assert cells(found) == expected
    assert found.integer


@pytest.mark.parametrize(
    ("normalisation", "aggregation", "expected"),
    [
        ("activity", "ignore", {("A", "tax"): 3 / 4, ("A", "coal"): 1 / 4, ("B", "tax"): 1}),
        ("activity", "subtract", {("A", "tax"): 1 / 4, ("A", "coal"): -1 / 4, ("B", "tax"): 1}),
        ("prominence", "ignore", {("A", "tax"): 3 / 4, ("A", "coal"): 1, ("B", "tax"): 1 / 4}),
        ("prominence", "subtract", {("A", "tax"): 1 / 4, ("A", "coal"): -1, ("B", "tax"): 1 / 4}),
    ],
)
def test_normalisation_gives_shares_by_row_or_by_column(normalisation: str, aggregation: str, expected: object) -> None:
    found = network(DEBATE, qualifier="level", aggregation=aggregation, normalisation=normalisation)
    assert cells(found) == expected
    assert not found.integer


def test_numbers_are_summed() -> None:
    codings = told("2020-01-01 A tax 3", "2020-01-02 A tax -1", "2020-01-03 B tax -2", type="integer")
    assert cells(network(codings, qualifier="level", aggregation="subtract")) == {("A", "tax"): 2, ("B", "tax"): -2}
    # The levels are -2, -1, 3: the bits 4, 2, 1.
    assert cells(network(codings, qualifier="level", aggregation="combine")) == {("A", "tax"): 3, ("B", "tax"): 4}


def test_words_are_combined_and_dna_does_not_subtract_them() -> None:
    codings = told("2020-01-01 A tax cost", "2020-01-02 A tax jobs", "2020-01-03 B tax aid", type="short text")
    assert cells(network(codings, qualifier="level", aggregation="combine")) == {("A", "tax"): 3, ("B", "tax"): 4}
    in_dna = network(codings, qualifier="level", aggregation="subtract", as_dna=True)
    assert cells(in_dna) == {("A", "tax"): 2, ("B", "tax"): 1}


def test_the_empty_word_is_a_level_to_dna() -> None:
    codings = told("2020-01-01 A tax aid", "2020-01-02 B tax -", "2020-01-02 B tax jobs", type="short text")
    options = {"qualifier": "level", "isolates": True, "normalisation": "activity", "as_dna": True}
    # With three levels, the last is still 1: the empty word is the first level, but codings with it are left out.
    assert cells(network(codings, **options, aggregation="combine")) == {("A", "tax"): 2, ("B", "tax"): 1}
    # Ignored, it counts like any other.
    assert network(codings, qualifier="level", as_dna=True).counted == 3


def test_dna_divides_combined_levels_by_the_number_of_cells() -> None:
    options = {"qualifier": "level", "aggregation": "combine", "as_dna": True}
    assert cells(network(DEBATE, **options, normalisation="activity")) == {
        ("A", "tax"): 3 / 2,
        ("A", "coal"): 2 / 2,
        ("B", "tax"): 1,
    }
    # For columns, it counts the cells of the row with the index of the column: two for coal, one for tax.
    assert cells(network(DEBATE, **options, normalisation="prominence")) == {
        ("A", "tax"): 3,
        ("A", "coal"): 2 / 2,
        ("B", "tax"): 1,
    }
    more = told("2020-01-01 A tax", "2020-01-02 A coal")
    with pytest.raises(DnaFaultError, match="1 rows and 2 columns"):
        network(more, **options, normalisation="prominence")


def test_isolates_have_rows_and_columns_of_their_own() -> None:
    found = network(DEBATE, exclude=(Exclusion("concept", ("tax",)),), isolates=True, normalisation="activity")
    assert (found.rows, found.columns) == (("A", "B"), ("coal", "tax"))
    assert cells(found) == {("A", "coal"): 1}
