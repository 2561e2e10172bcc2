"""The latest position of an actor on a matter, where dates may be only a week, a month or a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.query.values import KnownDocument
from tests.doubles.short_texts import asked, document, held

PLAN = "the cod recovery plan"


@pytest.mark.parametrize("later", ["2023-05-15/", "2023-05", "2023"])
def test_no_shift_when_the_dates_overlap(tmp_path: Path, later: str) -> None:
    first = document("a", "2023-05-16", held("Spain", "accept", PLAN))
    second = document("b", "2023-05-19", held("Spain", "reject", PLAN, later))
    with asked(tmp_path, [first, second]) as graph:
        assert graph.rows("shifts", "stance") == []


@pytest.mark.parametrize(("earlier", "later"), [("2023-05", "2023-06-02"), ("2023-05-31", "2023-06"), ("2022", "2023")])
def test_a_shift_when_one_period_ends_before_the_other(tmp_path: Path, earlier: str, later: str) -> None:
    told = document("a", "2023-08-01", held("Spain", "accept", PLAN, later), held("Spain", "reject", PLAN, earlier))
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("shifts", "before_stance before_date stance date") == [("reject", earlier, "accept", later)]


def test_a_shift_starts_at_the_latest_possible_date_of_the_old_position(tmp_path: Path) -> None:
    before = [held("Spain", "reject", PLAN, when) for when in ("2023-05-16", "2023-05")]
    told = document("a", "2023-08-01", *before, held("Spain", "accept", PLAN, "2023-06-02"))
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("shifts", "before_date date") == [("2023-05", "2023-06-02")]


def test_no_latest_position_when_a_later_change_of_sides_is_possible(tmp_path: Path) -> None:
    first = document("a", "2023-05-16", held("Iceland", "reject", PLAN), held("Denmark", "support", PLAN))
    second = document("b", "2023-05-19", held("Iceland", "accept", PLAN, "2023-05"))
    pair = {"actor": "Iceland", "other": "Denmark"}
    with asked(tmp_path, [first, second]) as graph:
        assert graph.rows("fault-lines", "stance", **pair) == graph.rows("common-ground", "stance", **pair) == []
    third = document("c", "2023-06-01", held("Iceland", "reject", PLAN))
    with asked(tmp_path / "later", [first, second, third]) as graph:
        assert graph.rows("fault-lines", "date other_date", **pair) == [("2023-06-01", "2023-05-16")]


@pytest.mark.parametrize("first", ["reject", "accept"])
@pytest.mark.parametrize(
    "days", [("2023-05-16", "2023-05-16"), (None, None), ("2023-05-16", None), (None, "2023-05-16")]
)
def test_no_latest_position_with_both_sides_on_one_day(
    tmp_path: Path, first: str, days: tuple[str | None, str | None]
) -> None:
    second = "accept" if first == "reject" else "reject"
    there = [
        document("a", days[0], held("Iceland", first, PLAN), held("Denmark", "support", PLAN)),
        document("b", days[1], held("Iceland", second, PLAN)),
    ]
    with asked(tmp_path, there) as graph:
        for name in ("fault-lines", "common-ground"):
            assert graph.rows(name, "stance", actor="Iceland", other="Denmark") == []


@pytest.mark.parametrize("day", ["2023-05-16", None])
def test_the_order_within_a_text_does_not_decide_the_latest_position(tmp_path: Path, day: str | None) -> None:
    told = document(
        "a", day, *(held("Spain", each, PLAN) for each in ("support", "oppose")), held("Norway", "oppose", PLAN)
    )
    with asked(tmp_path, [told]) as graph:
        for name in ("fault-lines", "common-ground"):
            assert graph.rows(name, "stance", actor="Spain", other="Norway") == []


def test_an_actor_on_one_side_only_needs_no_date_for_its_latest_position(tmp_path: Path) -> None:
    told = document("a", None, held("Spain", "support", PLAN), held("Norway", "oppose", PLAN))
    with asked(tmp_path, [told]) as graph:
        assert len(graph.rows("fault-lines", "stance", actor="Spain", other="Norway")) == 1


@pytest.mark.parametrize(("before", "is_contested"), [("2023-05", False), ("2023-05-16", True), ("2023", True)])
def test_a_matter_that_its_only_opponent_came_to_accept_is_not_contested(
    tmp_path: Path, before: str, is_contested: bool
) -> None:
    """A month that ends before the acceptance has an order; a year that includes it, or the same day, has none."""
    accepted = "2023-05-16" if before == "2023-05-16" else "2023-06-02"
    told = [held("Spain", "propose", PLAN), held("Norway", "reject", PLAN, before)]
    with asked(
        tmp_path, [document("a", "2023-05-01", *told), document("b", accepted, held("Norway", "accept", PLAN))]
    ) as graph:
        rows = graph.rows("most-contested-issues", "holder stance")
        expected = [("Norway", "accept"), ("Spain", "propose"), ("Norway", "reject")]
        assert rows == (expected if is_contested else [])


def test_only_the_side_that_was_not_left_is_counted(tmp_path: Path) -> None:
    may = document("a", "2023-05-01", held("Spain", "oppose", PLAN), held("Norway", "reject", PLAN))
    june = document("b", "2023-06-02", held("Norway", "accept", PLAN))
    with asked(tmp_path, [may, june]) as graph:
        columns = "holder sign actors_for actors_against"
        expected = [("Norway", "for", 1, 1), ("Spain", "against", 1, 1)]
        assert graph.rows("most-contested-issues", columns) == expected
        assert graph.rows("most-contested-issues", columns, actor="Norway") == expected
        assert graph.rows("most-contested-issues", columns, actor="Iceland") == []
        assert len(graph.rows("most-contested-issues", columns, until="2023-05-31")) == 0


def test_an_answer_that_was_taken_back_on_a_later_day_is_no_fault_line(tmp_path: Path) -> None:
    asked_for = held("Spain", "demand", PLAN, to="Norway")
    may = document("a", "2023-05-01", asked_for, held("Norway", "reject", PLAN, reply_to=0))
    june = document("b", "2023-06-02", held("Norway", "accept", PLAN))
    pair = {"actor": "Norway", "other": "Spain"}
    with asked(tmp_path / "before", [may]) as graph:
        assert graph.rows("fault-lines", "tie stance", **pair) == [("answer", "reject")]
    with asked(tmp_path / "after", [may, june]) as graph:
        assert graph.rows("fault-lines", "tie stance", **pair) == []
        assert graph.rows("fault-lines", "tie stance", **pair, until="2023-05-31") == [("answer", "reject")]
        assert graph.rows("demands-and-replies", "reply_stance") == [("reject",)]


def test_an_answer_that_its_own_sentence_says_was_given_up_is_no_fault_line(tmp_path: Path) -> None:
    demand = held("Spain", "demand", PLAN, to="Norway")
    reply = held("Norway", "reject", "the demand", reply_to=0)
    given_up = replace(reply, evidence=replace(reply.evidence, text="Norway at first rejected the demand."))
    told = document("a", "2023-05-01", demand, given_up)
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("demands-and-replies", "reply_stance") == [("reject",)]
        assert graph.rows("fault-lines", "tie stance", actor="Norway", other="Spain") == []


def test_a_later_change_counts_for_both_facts_of_a_row_if_it_is_in_the_documents_asked_for(tmp_path: Path) -> None:
    """The position that was answered is in the first document, and its holder leaves it in the second."""
    first = held("Spain", "propose", PLAN, to="Norway")
    may = document("a", "2023-05-01", first, held("Norway", "accept", PLAN, reply_to=0))
    june = document("b", "2023-06-02", held("Spain", "oppose", PLAN, confidence=0.8))
    pair = {"actor": "Norway", "other": "Spain"}
    with asked(tmp_path, [may, june]) as graph:
        assert graph.rows("common-ground", "tie", **pair) == []
        assert graph.rows("common-ground", "tie", **pair, document=[KnownDocument(f"document/{may.document.id}")]) == [
            ("answer",)
        ]
        assert graph.rows("common-ground", "tie", **pair, min_confidence=0.85) == [("answer",)]
