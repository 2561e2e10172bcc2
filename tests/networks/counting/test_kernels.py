"""Windows under a kernel, here and as DNA has them."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import numpy as np
import pytest

from kg.errors import DnaFaultError
from kg.networks.codings import Codings
from kg.networks.counting.kernels import kernel_weights
from kg.networks.counting.series import networks
from kg.networks.counting.tally import seconds
from kg.networks.dna.smoothing import dna_weights
from kg.networks.network import Network
from kg.networks.options import Exclusion, Options
from tests.networks.handmade import cells, told

GAUSS = 1 / math.sqrt(2 * math.pi)


def smoothed(codings: Codings, as_dna: bool = True, **options: Any) -> list[Network]:
    return list(networks(codings, Options(**{"window": "days", "length": 2, "as_dna": as_dna, **options})))


@pytest.mark.parametrize(
    ("kernel", "expected"),
    [
        ("uniform", [0, 0.5, 0.5, 0.5, 0.5, 0]),
        ("epanechnikov", [0, 0, 0.75 * 0.75, 0.75, 0.75 * 0.75, 0]),
        ("triangular", [0, 0, 0.5, 1, 0.5, 0]),
        ("gaussian", [GAUSS * math.exp(-2), GAUSS * math.exp(-0.5), GAUSS * math.exp(-0.125), GAUSS,
                      GAUSS * math.exp(-0.125), GAUSS * math.exp(-2)]),
    ],
)  # fmt: skip
def test_a_kernel_is_symmetric(kernel: Any, expected: list[float]) -> None:
    distances = np.array([-2, -1, -0.5, 0, 0.5, 2])
    np.testing.assert_allclose(kernel_weights(kernel, distances), expected)


def test_in_dna_the_triangular_kernel_is_not_symmetric() -> None:
    days = np.array([seconds(datetime(2020, 1, day)) for day in (1, 2, 3, 4, 5, 6)])
    found = dna_weights("triangular", "days", 2, seconds(datetime(2020, 1, 3)), days)
    assert found.tolist() == [0, 0.5, 1, 1.5, 2, 0]


@pytest.mark.parametrize(
    ("unit", "date", "units"),
    [
        ("days", "2020-01-29T12:00", 1),  # A day and a half: whole units.
        ("days", "2020-02-01T12:00", -1),
        ("weeks", "2020-01-18", 1),  # Thirteen days.
        ("months", "2020-01-31T01:00", 0),
        ("months", "2019-12-31T23:00", 1),  # The hour does not count.
        ("months", "2020-03-30", -1),
        ("months", "2020-02-29", 0),  # Not a month, for DNA: the 29th comes before the 31st.
        ("years", "2019-01-31", 1),
        ("years", "2019-02-01", 0),
    ],
)
def test_dna_counts_whole_units_of_distance(unit: Any, date: str, units: int) -> None:
    times = np.array([seconds(datetime.fromisoformat(date))])
    found = dna_weights("gaussian", unit, 1, seconds(datetime(2020, 1, 31)), times)
    np.testing.assert_allclose(found, [GAUSS * math.exp(-(units**2) / 2)])


DAYS = told(
    "2020-01-01 A tax 1", "2020-01-02 B tax 1", "2020-01-03 A tax 0", "2020-01-04 B tax 0", "2020-01-05 C gas 1"
)


def test_a_pair_of_codings_counts_the_geometric_mean_of_both_weights() -> None:
    options: dict[str, Any] = {"mode": "one-mode", "kernel": "epanechnikov", "length": 4, "qualifier": "level"}
    found = smoothed(DAYS, **options)
    assert [n.window.middle.day for n in found if n.window] == [3]
    weight = {day: 0.75 * (1 - ((day - 3) / 2) ** 2) for day in range(1, 6)}
    expected = math.sqrt(weight[1] * weight[2]) + math.sqrt(weight[3] * (weight[2])) + math.sqrt(weight[3] * weight[4])
    assert found[0].weights[0, 1] == pytest.approx(expected)
    # DNA keeps the diagonal, reports 0 codings, and has the labels of the whole range.
    assert found[0].weights[0, 0] == pytest.approx(weight[3])
    assert (found[0].counted, found[0].rows, found[0].integer) == (0, ("A", "B", "C"), False)
    here = smoothed(DAYS, as_dna=False, **options)[0]
    assert not here.weights.diagonal().any()
    assert (here.counted, here.rows) == (4, ("A", "B"))


def test_a_two_mode_cell_is_the_sum_of_weights() -> None:
    (found,) = smoothed(DAYS, kernel="epanechnikov", length=4, qualifier="level", aggregation="subtract")
    weight = {day: 0.75 * (1 - ((day - 3) / 2) ** 2) for day in range(1, 6)}
    np.testing.assert_allclose(found.weights, [[0, weight[1] - weight[3]], [0, weight[2] - weight[4]], [weight[5], 0]])


def test_dna_shrinks_the_range_to_the_codings_and_indents_it() -> None:
    codings = told("2020-01-03 A tax", "2020-01-07 B tax", documents={"early": {"date": "2020-01-01"}})
    found = [n.window for n in smoothed(codings, kernel="uniform")]
    assert [(w.start.day, w.middle.day, w.stop.day) for w in found if w] == [(3, 4, 5), (4, 5, 6), (5, 6, 7)]
    found = [n.window for n in smoothed(codings, kernel="uniform", indent=False)]
    assert [(w.start.day, w.middle.day, w.stop.day) for w in found if w] == [
        (3, 3, 4), (3, 4, 5), (4, 5, 6), (5, 6, 7), (6, 7, 7),
    ]  # fmt: skip
    found = [n.window for n in smoothed(codings, kernel="gaussian")]
    assert [(w.start.day, w.middle.day, w.stop.day) for w in found if w] == [(3, 4, 7), (3, 5, 7), (3, 6, 7)]


def test_dna_makes_an_odd_length_even() -> None:
    codings = told(*(f"2020-01-{day:02} A tax" for day in range(1, 8)))
    three, four = (smoothed(codings, kernel="epanechnikov", length=length) for length in (3, 4))
    assert [n.window for n in three] == [n.window for n in four]
    assert all(np.array_equal(one.weights, other.weights) for one, other in zip(three, four, strict=True))


def test_a_kernel_only_weights_codings_in_the_window() -> None:
    options: dict[str, Any] = {"length": 3, "mode": "one-mode", "qualifier": "level", "aggregation": "congruence"}
    plain = smoothed(DAYS, as_dna=False, kernel="no", **options)
    half = smoothed(DAYS, as_dna=False, kernel="uniform", **options)
    assert [n.window for n in plain] == [n.window for n in half]
    assert [n.counted for n in plain] == [n.counted for n in half]
    for one, other in zip(plain, half, strict=True):
        np.testing.assert_allclose(one.weights / 2, other.weights)


@pytest.mark.parametrize("normalisation", ["average", "jaccard", "cosine"])
def test_a_share_is_the_same_under_a_uniform_kernel(normalisation: str) -> None:
    options: dict[str, Any] = {"length": 4, "mode": "one-mode", "normalisation": normalisation}
    plain, half = (smoothed(DAYS, as_dna=False, kernel=kernel, **options) for kernel in ("no", "uniform"))
    for one, other in zip(plain, half, strict=True):
        np.testing.assert_allclose(one.weights, other.weights)


def test_distance_is_measured_in_seconds() -> None:
    codings = told("2020-01-01T06:00 A tax", "2020-01-01T18:00 A coal", "2020-01-01T12:00 A gas")
    (found,) = smoothed(codings, as_dna=False, kernel="triangular", length=1)
    assert (found.columns, found.weights.tolist()) == (("coal", "gas", "tax"), [[0.5, 1, 0.5]])


@pytest.mark.parametrize("unit", ["seconds", "events"])
def test_dna_has_no_kernel_over_seconds_or_events(unit: str) -> None:
    assert smoothed(DAYS, window=unit, kernel="uniform") == []


def test_a_kernel_over_seconds_works_like_any_other() -> None:
    codings = told("2020-01-01T00:00:00 A tax", "2020-01-01T00:00:01 B tax")
    assert len(smoothed(codings, as_dna=False, window="seconds", kernel="uniform")) == 1


def test_dna_normalises_under_a_kernel_by_average_or_not_at_all() -> None:
    options: dict[str, Any] = {"mode": "one-mode", "kernel": "uniform", "length": 4}
    average = smoothed(DAYS, **options, normalisation="average")[0].weights
    assert np.array_equal(smoothed(DAYS, **options, normalisation="cosine")[0].weights, average)
    plain = smoothed(DAYS, **options)[0].weights
    # Its average multiplies by 2 / (2 + 2): A and B each have two codings in their only common column.
    assert average[0, 1] == pytest.approx(plain[0, 1] * 2 / 4)
    shares = smoothed(DAYS, kernel="uniform", length=4, normalisation="activity")[0].weights
    assert np.array_equal(shares, smoothed(DAYS, kernel="uniform", length=4)[0].weights)


def test_dna_adds_a_factor_for_each_column_of_either_row() -> None:
    codings = told("2020-01-01 A tax", "2020-01-01 A tax", "2020-01-03 B tax", "2020-01-03 B coal", "2020-01-03 C gas")
    options: dict[str, Any] = {"mode": "one-mode", "kernel": "uniform"}
    plain, average = (smoothed(codings, **options, normalisation=name)[0].weights for name in ("no", "average"))
    assert average[0, 1] == pytest.approx(plain[0, 1] * (2 / 3 + 2 / 1))


def test_dna_sorts_numbers_as_texts_under_a_kernel() -> None:
    codings = told("2020-01-01 A tax -1", "2020-01-02 B tax -2", "2020-01-03 C tax 1", type="integer")
    options: dict[str, Any] = {"qualifier": "level", "kernel": "uniform"}
    # The levels are "-1", "-2", "1": the first two are neighbours, and -1 is not between the others.
    (two,) = smoothed(codings, **options, aggregation="subtract")
    assert two.weights.tolist() == [[0], [0.5], [1]]
    (one,) = smoothed(codings, **options, mode="one-mode", aggregation="congruence")
    np.testing.assert_allclose(one.weights, [[0.5, 0.25, 0], [0.25, 0.5, 0.25], [0, 0.25, 0.5]])
    (here,) = smoothed(codings, as_dna=False, **options, mode="one-mode", aggregation="congruence", length=3)
    assert cells(here) == pytest.approx({("A", "B"): 0.5 * 2 / 3, ("A", "C"): 0.5 / 3})


@pytest.mark.parametrize(("aggregation", "in_dna"), [("congruence", 0.5), ("conflict", 0), ("subtract", 0.5)])
def test_dna_treats_all_words_alike_under_a_kernel(aggregation: str, in_dna: float) -> None:
    codings = told("2020-01-01 A tax aid", "2020-01-03 B tax cost", type="short text")
    options: dict[str, Any] = {
        "mode": "one-mode",
        "qualifier": "level",
        "kernel": "uniform",
        "aggregation": aggregation,
    }
    assert smoothed(codings, **options)[0].weights[0, 1] == pytest.approx(in_dna)


def test_dna_reads_a_single_level_as_not_a_number_and_as_no() -> None:
    codings = told("2020-01-01 A tax 1", "2020-01-02 B tax 1", "2020-01-03 A coal 1", "2020-01-03 C gas 0")
    yes: dict[str, Any] = {"exclude": (Exclusion("level", ("0",)),), "qualifier": "level", "kernel": "uniform"}
    (one,) = smoothed(codings, **yes, mode="one-mode", aggregation="congruence")
    assert np.isnan(one.weights).all()
    (two,) = smoothed(codings, **yes, aggregation="subtract")
    assert two.weights.tolist() == [[-0.5, -0.5], [0, -0.5]]
    # With isolates, the levels are those of all codings.
    (two,) = smoothed(codings, **yes, aggregation="subtract", isolates=True)
    assert two.weights.max() == 0.5
    (here,) = smoothed(codings, as_dna=False, **yes, aggregation="subtract", length=3)
    assert here.weights.min() == 0


def test_dna_fails_with_a_qualifier_of_documents() -> None:
    with pytest.raises(DnaFaultError, match="under a kernel"):
        smoothed(DAYS, kernel="uniform", qualifier="document.author")


def test_dna_ignores_a_kernel_without_windows() -> None:
    (found,) = smoothed(DAYS, window="no", kernel="gaussian", mode="one-mode")
    assert found.counted == 5


def test_dna_combines_nothing_under_a_kernel() -> None:
    options: dict[str, Any] = {"qualifier": "level", "kernel": "uniform", "length": 4}
    combined, subtracted = (smoothed(DAYS, **options, aggregation=name) for name in ("combine", "subtract"))
    assert np.array_equal(combined[0].weights, subtracted[0].weights)


@pytest.mark.parametrize("as_dna", [True, False])
def test_a_smoothed_network_can_sum_to_one(as_dna: bool) -> None:
    (found,) = smoothed(DAYS, as_dna, kernel="gaussian", to_one=True, length=4)[:1]
    assert found.weights.sum() == pytest.approx(1)
