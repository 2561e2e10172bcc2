"""Intervals around the numbers of a report."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from kg.errors import NetworkOptionError, ParameterValueError
from kg.networks.measures.centrality import Standing
from kg.networks.measures.resampling import by_confidence, intervals, resampled
from kg.networks.report_intervals import MEASURED
from kg.networks.reports import ReportOptions, report
from kg.networks.study import only
from tests.networks.discourse import camps, codings, said
from tests.networks.test_measures import over_issues


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"draws": -1}, "draws is -1, not a whole number from 0 on"),
        ({"dealt": 1.5}, "dealt is 1.5"),
        ({"seed": "x"}, "seed is 'x'"),
        ({"alpha": 2}, "alpha is 2, not a number from 0 to 1"),
        ({"dimensions": 3}, "dimensions is 3, not 1 or 2"),
    ],
)
def test_a_number_out_of_range_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterValueError, match=said):
        ReportOptions(**given)


def test_a_network_of_one_document_has_wide_intervals() -> None:
    sure = [said(who, "x", 1, f"2018-01-{day:02}") for who in ("a", "b") for day in range(1, 21)]
    lucky = [said("c", "x", 1, "2018-02-01")]
    studied = over_issues(*sure, *lucky)
    told = report("edges", studied, ReportOptions(draws=40, source="documents")).table
    low = {(row[0], row[1]): row[-2:] for row in told.rows}
    assert told.columns[-2:] == ("low", "high")
    assert low["a", "b"][0] > 0  # type: ignore[operator]
    assert low["a", "c"][0] == 0 < low["a", "c"][1]  # type: ignore[operator]


def test_every_number_of_a_report_has_an_interval() -> None:
    studied = over_issues(*camps(3))
    chance = ReportOptions(draws=6, dealt=3, source="facts")
    for name in (*MEASURED.keys() - {"phases"}, "correspondence", "points"):
        columns = report(name, studied, chance).table.columns
        assert any(column.endswith("low") for column in columns), name
    rows = report("communities", studied, chance).table.rows
    assert {row[3] for row in rows} == {1}  # Everything is sure: every draw has the same camps.
    months = replace(studied, options=replace(studied.options, window="months"))
    assert {row[-2:] for row in report("edges", months, chance).table.rows} == {(4, 4), (-4, -4)}


def test_every_measure_of_an_actor_gets_intervals() -> None:
    assert {field.name for field in fields(Standing)} - {"label", "sampled"} == set(MEASURED["measures"])


def test_windows_of_events_have_no_intervals() -> None:
    studied = over_issues(*(said(who, "x", 1, f"2018-01-{day:02}") for who in "ab" for day in range(1, 6)))
    events = replace(studied, options=replace(studied.options, window="events", length=4))
    assert report("edges", events).table.rows
    for name in ("edges", "communities"):
        with pytest.raises(NetworkOptionError, match="window 'events'"):
            report(name, events, ReportOptions(draws=3))


def test_a_fact_is_drawn_with_the_probability_of_its_confidence() -> None:
    rows = codings(*(said("a", f"i{n}", 1, confidence=0.7) for n in range(50)))
    counts = [len(other.rows) for other in resampled(rows, 60, source="facts", seed=1)]
    assert np.mean(counts) == pytest.approx(35, abs=1.5)
    assert counts == [len(other.rows) for other in resampled(rows, 60, source="facts", seed=1)]


def test_a_fact_is_kept_or_left_out_whole() -> None:
    pair = [
        said("a", "x", 1, id="position/d/1", confidence=0.5),
        said("a", "y", 1, id="position/d/1~2", confidence=0.5),
    ]
    assert {len(other.rows) for other in resampled(codings(*pair), 30, source="facts")} == {0, 2}


def test_a_sample_is_in_the_order_of_codings() -> None:
    numbered = [said("a", "x", 1, document="d", id=number) for number in ("9", "10")]
    (drawn,) = resampled(codings(*numbered), 1, source="documents")
    assert [row.id for row in drawn.rows] == ["9", "10"]


def test_an_unknown_source_of_samples_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NetworkOptionError, match="documents, facts, both"):
        intervals(codings(said("a", "x", 1)), lambda other: {"codings": len(other.rows)}, 1, source="document")


def test_intervals_of_a_measure() -> None:
    rows = codings(*(said("a", "x", 1, f"2018-01-{day:02}") for day in range(1, 11)))
    found = intervals(rows, lambda other: {"codings": len(other.rows)}, 20, source="documents")
    assert (found["codings"].low, found["codings"].high) == (10, 10)


def test_a_tie_in_no_draw_has_an_interval_of_zero_for_counts() -> None:
    never = over_issues(said("a", "x", 1), said("b", "x", 1), said("c", "x", 0, confidence=0.0))
    chance = ReportOptions(draws=5, source="facts")
    rows = report("edges", never, chance).table.rows
    assert {row[:3]: row[-2:] for row in rows} == {
        ("a", "b", 1): (1, 1),
        ("a", "c", -1): (0, 0),
        ("b", "c", -1): (0, 0),
    }
    brokers_of = report("brokers", never, chance).table
    low = brokers_of.columns.index("constraint_low")
    assert {row[0]: row[low] for row in brokers_of.rows} == {"a": 1, "b": 1, "c": None}


def test_the_confidence_of_ties() -> None:
    studied = over_issues(said("a", "x", 1, confidence=0.6), said("b", "x", 1, confidence=1.0))
    assert by_confidence(only(studied), studied.codings).weights[0, 1] == pytest.approx(0.8)
