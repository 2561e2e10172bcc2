"""Common ground and fault lines of two actors: the same in either order of the actors, and with filters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import IssueLink, PositionModality, ResolvedDocument
from kg.stores.protocol import Value
from tests.doubles.short_texts import Asked, asked, document, held

BOAT = "the ban on bottom trawling"
CHECKS = IssueLink("Inspections", 0.9)


def both_ways(graph: Asked, name: str, **given: object) -> list[set[frozenset[Value]]]:
    """The pairs of facts of an answer, for either order of the two actors; each pair comes once."""
    pairs = []
    for actor, other in (("Norway", "Iceland"), ("Iceland", "Norway")):
        rows = graph.rows(name, "fact other_fact", actor=actor, other=other, **given)
        pairs.append({frozenset(row) for row in rows})
        assert len(rows) == len(pairs[-1])
    return pairs


def test_two_facts_are_paired_once_by_their_strongest_tie(tmp_path: Path) -> None:
    told = document(
        "a", "2023-05-16", held("Norway", "propose", BOAT, to="Iceland"), held("Iceland", "reject", BOAT, reply_to=0)
    )
    with asked(tmp_path, [told]) as graph:
        for actor, other in (("Norway", "Iceland"), ("Iceland", "Norway")):
            rows = graph.rows("fault-lines", "tie actor other", actor=actor, other=other)
            assert rows == [("answer", "Iceland", "Norway")]


@pytest.mark.parametrize(("longest", "given", "ties"), [(2, {}, 1), (1, {}, 0), (1, {"loose": True}, 1)])
def test_a_long_list_joins_its_members_only_loosely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, longest: int, given: dict[str, object], ties: int
) -> None:
    monkeypatch.setattr("kg.ties.ties._HOLDERS_OF_LIST", longest)
    told = document("a", "2023-05-16", held("Norway", "propose", BOAT), held("Iceland", "propose", BOAT))
    one, two = told.facts.positions
    listed = replace(told.facts, positions=(one, replace(two, evidence=one.evidence, matter=one.matter)))
    with asked(tmp_path, [replace(told, facts=listed)]) as graph:
        assert graph.rows("common-ground", "tie", **given) == [("one list",)] * ties


def test_a_pair_matches_by_the_issue_of_either_fact(tmp_path: Path) -> None:
    first = document("a", "2023-05-16", replace(held("Norway", "support", BOAT), issues=(CHECKS,)))
    second = document("b", "2023-05-17", held("Iceland", "oppose", BOAT), held("Iceland", "oppose", "the cod levy"))
    with asked(tmp_path, [first, second]) as graph:
        one, two = both_ways(graph, "fault-lines", issue="Inspections")
        assert one == two
        assert len(one) == 1


@pytest.mark.parametrize("given", [{"min_confidence": 0.93}, {"since": "2023-05"}, {"until": "2023-05-01"}])
@pytest.mark.parametrize(("name", "answer"), [("fault-lines", "reject"), ("common-ground", "accept")])
def test_a_filter_holds_for_both_facts_of_a_row(
    tmp_path: Path, name: str, answer: str, given: dict[str, object]
) -> None:
    pair = {"actor": "Iceland", "other": "Norway"}
    with asked(tmp_path, [answered(answer)]) as graph:
        assert len(graph.rows(name, "fact", **pair)) == 1
        assert graph.rows(name, "fact", **pair, **given) == []


@pytest.mark.parametrize(
    ("name", "stance", "answer"),
    [
        ("who-opposes-whom", "propose", "reject"),
        ("who-supports-whom", "propose", "accept"),
        ("demands-and-replies", "demand", "reject"),
    ],
)
@pytest.mark.parametrize("sure", [(0.92, 0.95), (0.95, 0.92)])
def test_the_confidence_of_a_row_is_that_of_its_less_certain_fact(
    tmp_path: Path, name: str, stance: str, answer: str, sure: tuple[float, float]
) -> None:
    with asked(tmp_path, [answered(answer, stance, *sure)]) as graph:
        assert len(graph.rows(name, "fact", min_confidence=0.92)) == 1
        assert graph.rows(name, "fact", min_confidence=0.93) == []


def answered(answer: str, stance: str = "propose", sure: float = 0.92, answer_sure: float = 0.95) -> ResolvedDocument:
    """A position of Norway of April, and the reply of Iceland of May."""
    first = held("Norway", stance, BOAT, "2023-04-02", to="Iceland", confidence=sure)
    return document("a", "2023-05-16", first, held("Iceland", answer, BOAT, reply_to=0, confidence=answer_sure))


def test_a_possible_position_is_in_no_loose_pair(tmp_path: Path) -> None:
    asserted = replace(held("Norway", "support", BOAT), issues=(CHECKS,))
    other = replace(held("Iceland", "oppose", "the levy on trawlers"), issues=(CHECKS,))
    possible = replace(other, modality=PositionModality.POSSIBLE)
    with asked(tmp_path, [document("a", "2023-05-16", asserted, possible)]) as graph:
        assert both_ways(graph, "fault-lines", loose=True) == [set(), set()]


LEVY = "the levy on trawlers"
LISTED = f"Norway and Iceland supported {BOAT}"
IN_ONE = f"{LISTED}, but Iceland opposed {LEVY}."


@pytest.mark.parametrize(
    ("words", "last_words", "reply_to", "pairs"),
    [
        (IN_ONE, IN_ONE, None, 0),
        (IN_ONE, IN_ONE, 0, 0),
        (f"{LISTED}.", f"Iceland opposed {LEVY}.", None, 1),
        (f"{LISTED}.", f"Iceland opposed {LEVY}.", 0, 1),
    ],
)
def test_allies_are_no_loose_opponents_in_the_same_words(
    tmp_path: Path, words: str, last_words: str, reply_to: int | None, pairs: int
) -> None:
    said = [
        (held("Norway", "support", BOAT), words),
        (held("Iceland", "support", BOAT, reply_to=reply_to), words),
        (held("Iceland", "oppose", LEVY), last_words),
    ]
    proven = [replace(each, evidence=replace(each.evidence, text=proof), issues=(CHECKS,)) for each, proof in said]
    with asked(tmp_path, [document("a", "2023-05-16", *proven)]) as graph:
        one, two = both_ways(graph, "fault-lines", loose=True)
        assert one == two
        assert len(one) == pairs
