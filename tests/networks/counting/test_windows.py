"""Windows of time and of events, here and as DNA has them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest

from kg.networks.codings import Codings
from kg.networks.counting.series import iter_networks, networks
from kg.networks.network import Network
from kg.networks.options import Options
from tests.networks.handmade import cells, told


def times(codings: Codings, **options: Any) -> list[tuple[str, str, int]]:
    """First and last day of each window, and how many codings it has."""
    found = networks(codings, Options(mode="one-mode", **options))
    return [(f"{w.start:%m-%d}", f"{w.stop:%m-%d}", n.counted) for n in found if (w := n.window)]


YEAR = told("2020-01-31 A tax", "2020-02-10 B tax", "2020-02-29 A coal", "2020-04-02 B coal")


def test_a_window_of_a_month_is_that_month_and_in_dna_an_instant() -> None:
    assert times(YEAR, window="months", length=1) == [
        ("01-01", "01-31", 1),
        ("02-01", "02-29", 2),
        ("03-01", "03-31", 0),
        ("04-01", "04-30", 1),
    ]
    # DNA begins on the day of the first document; after a short month it keeps that earlier day.
    assert times(YEAR, window="months", length=1, as_dna=True) == [
        ("01-31", "01-31", 1),
        ("02-29", "02-29", 1),
        ("03-29", "03-29", 0),
    ]


@pytest.mark.parametrize("length", [2, 3])
def test_in_dna_three_months_are_as_long_as_two(length: int) -> None:
    assert times(YEAR, window="months", length=length, as_dna=True) == []
    found = times(YEAR, window="months", length=length, as_dna=True, start=datetime(2020, 1, 15))
    assert found == [("01-15", "03-15", 3)]


def test_longer_windows_overlap() -> None:
    assert times(YEAR, window="months", length=3) == [("01-01", "03-31", 3), ("02-01", "04-30", 3)]


def test_windows_begin_at_the_requested_start() -> None:
    found = times(YEAR, window="months", length=1, start=datetime(2020, 1, 15), stop=datetime(2020, 3, 14))
    assert found == [("01-15", "02-14", 2), ("02-15", "03-14", 1)]


def test_no_day_is_lost_at_the_end_of_a_month() -> None:
    found = times(YEAR, window="months", length=1, start=datetime(2020, 1, 31), stop=datetime(2020, 4, 30))
    assert [first for first, *_ in found] == ["01-31", "02-29", "03-31", "04-30"]


@pytest.mark.parametrize(
    ("unit", "weeks", "first"),
    [
        ("years", "iso", "2020-01-01T00:00:00"),
        ("months", "iso", "2020-05-01T00:00:00"),
        ("weeks", "iso", "2020-05-04T00:00:00"),
        ("weeks", "us", "2020-05-03T00:00:00"),
        ("days", "iso", "2020-05-06T00:00:00"),
        ("hours", "iso", "2020-05-06T10:00:00"),
        ("minutes", "iso", "2020-05-06T10:20:00"),
        ("seconds", "iso", "2020-05-06T10:20:30"),
    ],
)
def test_windows_keep_to_the_calendar(unit: Any, weeks: Any, first: str) -> None:
    (found,) = networks(told("2020-05-06T10:20:30 A tax"), Options(window=unit, weeks=weeks))
    assert found.window is not None
    assert found.window.start.isoformat() == first
    assert found.counted == 1


def test_dna_has_whole_windows_around_a_middle() -> None:
    codings = told("2020-01-01 A tax", "2020-01-02 A tax", "2020-01-04 B tax")
    assert times(codings, window="days", length=2, as_dna=True) == [("01-01", "01-03", 2), ("01-02", "01-04", 2)]
    assert times(codings, window="days", length=3, as_dna=True) == [("01-01", "01-03", 2), ("01-02", "01-04", 2)]
    assert times(codings, window="days", length=4, as_dna=True) == []
    assert times(codings, window="days", length=2) == [
        ("01-01", "01-02", 2),
        ("01-02", "01-03", 1),
        ("01-03", "01-04", 1),
    ]


def test_the_middle_is_halfway() -> None:
    (found,) = networks(told("2020-01-01 A tax", "2020-01-02 A tax"), Options(window="days", length=2))
    assert found.window is not None
    assert found.window.middle == datetime(2020, 1, 2)


def test_without_indenting_every_unit_has_a_window_around_it() -> None:
    codings = told("2020-01-01 A tax", "2020-01-03 A tax")
    assert times(codings, window="days", length=3, indent=False) == [
        ("12-31", "01-02", 1),
        ("01-01", "01-03", 2),
        ("01-02", "01-04", 1),
    ]


def test_a_window_has_its_own_labels_unless_isolates_stay() -> None:
    codings = told("2020-01-01 A tax", "2020-01-01 B tax", "2020-01-02 C tax")
    options = Options(mode="one-mode", window="days")
    assert [found.rows for found in networks(codings, options)] == [("A", "B"), ("C",)]
    stay = networks(codings, Options(mode="one-mode", window="days", isolates=True))
    assert [found.rows for found in stay] == [("A", "B", "C")] * 2
    assert [cells(found) for found in stay] == [{("A", "B"): 1}, {}]


def test_duplicates_are_removed_before_windows_are_cut() -> None:
    codings = told("2020-01-31 A tax", "2020-02-01 A tax", "2020-02-01 B tax")
    found = networks(codings, Options(mode="one-mode", window="months", duplicates="acrossrange"))
    assert [network.rows for network in found] == [("A",), ("B",)]


EVENTS = told(*(f"2020-01-0{day} {actor} tax" for day, actor in enumerate("ABCDE", start=1)))


@pytest.mark.parametrize(
    ("length", "here", "in_dna"),
    [
        (1, ["A", "B", "C", "D", "E"], ["A", "B", "C", "D", "E"]),
        (2, ["AB", "BC", "CD", "DE"], ["ABC", "BCD", "CDE"]),
        (3, ["ABC", "BCD", "CDE"], ["ABC", "BCD", "CDE"]),
        (4, ["ABCD", "BCDE"], ["ABCDE"]),
        (6, [], []),
    ],
)
def test_windows_of_a_fixed_number_of_events(length: int, here: list[str], in_dna: list[str]) -> None:
    for as_dna, expected in ((False, here), (True, in_dna)):
        options = Options(mode="one-mode", window="events", length=length, as_dna=as_dna)
        assert ["".join(found.rows) for found in networks(EVENTS, options)] == expected


def test_an_event_is_in_the_middle_of_its_window() -> None:
    found = networks(EVENTS, Options(window="events", length=4))[0].window
    assert found is not None
    assert (found.start.day, found.middle.day, found.stop.day) == (1, 2, 4)


def test_events_of_one_second_keep_their_order() -> None:
    codings = told("2020-01-01 A tax", "2020-01-01 B tax", "2020-01-01 C tax")
    found = networks(codings, Options(mode="one-mode", window="events", length=1, as_dna=True))
    assert [network.rows for network in found] == [("A",), ("B",), ("C",)]


def test_congruence_and_conflict_networks_alternate() -> None:
    codings = told("2020-01-01 A tax 1", "2020-01-01 B tax 1", "2020-01-02 A tax 1", "2020-01-02 B tax 0")
    options = Options(mode="one-mode", qualifier="level", aggregation="congruence & conflict", window="days")
    found = networks(codings, options)
    assert [(network.aggregation, float(network.weights.sum())) for network in found] == [
        ("congruence", 2),
        ("conflict", 0),
        ("congruence", 0),
        ("conflict", 2),
    ]


def test_networks_are_computed_lazily() -> None:
    found = iter_networks(EVENTS, Options(window="days"))
    assert isinstance(next(found), Network)
    assert len(list(found)) == 4


@pytest.mark.parametrize("to_one", [False, True])
def test_a_network_can_be_made_to_sum_to_one(to_one: bool) -> None:
    codings = told("2020-01-01 A tax", "2020-01-01 B tax", "2020-01-01 B coal")
    (found,) = networks(codings, Options(to_one=to_one))
    assert np.isclose(found.weights.sum(), 1 if to_one else 3)
    (in_dna,) = networks(codings, Options(to_one=to_one, as_dna=True))  # Only windows under a kernel are, there.
    assert in_dna.weights.sum() == 3
