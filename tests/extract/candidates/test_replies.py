"""Which position answers which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.candidates.replies import answered
from kg.model import Evidence, Passage, Position, PositionModality, Stance

type Row = tuple[str, Stance, str]

ASKED: Row = ("Norway", Stance.DEMAND, "a larger cod quota")
TABLE: list[tuple[str, list[Row], list[int | None]]] = [
    ("a no to a demand", [ASKED, ("Sweden", Stance.REJECT, "the cod quota")], [None, 0]),
    ("a yes to a demand", [ASKED, ("Sweden", Stance.ACCEPT, "the larger quota for cod")], [None, 0]),
    ("against a demand", [ASKED, ("Sweden", Stance.OPPOSE, "larger cod quotas")], [None, 0]),
    ("for a proposal", [("Fiji", Stance.PROPOSE, "a reef fund"), ("Peru", Stance.SUPPORT, "reef fund")], [None, 0]),
    ("a yes to an offer", [("Fiji", Stance.OFFER, "reef aid"), ("Peru", Stance.ACCEPT, "the reef aid")], [None, 0]),
    ("another matter", [ASKED, ("Sweden", Stance.REJECT, "the steel tariff")], [None, None]),
    ("its own demand", [ASKED, ("Norway", Stance.REJECT, "the cod quota")], [None, None]),
    ("a demand is no answer", [ASKED, ("Sweden", Stance.DEMAND, "the cod quota")], [None, None]),
    ("a complaint is no answer", [ASKED, ("Sweden", Stance.CONCERN, "the cod quota")], [None, None]),
    ("nobody answers what comes later", [("Sweden", Stance.REJECT, "the cod quota"), ASKED], [None, None]),
    ("support is not asked for", [("Fiji", Stance.SUPPORT, "reefs"), ("Peru", Stance.REJECT, "reefs")], [None, None]),
    (
        "the last one asked",
        [ASKED, ("Iceland", Stance.DEMAND, "a cod quota"), ("Sweden", Stance.REJECT, "the cod quota")],
        [None, None, 1],
    ),
    (
        "the one in its very words",
        [ASKED, ("Norway", Stance.DEMAND, "a cod quota"), ("Sweden", Stance.REJECT, "a larger cod quota")],
        [None, None, 0],
    ),
    (
        "documents of other numbers",
        [("Fiji", Stance.PROPOSE, "decision FCCC/CP/L.11"), ("Peru", Stance.ACCEPT, "decision FCCC/CP/L.12")],
        [None, None],
    ),
    (
        "two texts",
        [("Fiji", Stance.PROPOSE, "draft text on reefs"), ("Peru", Stance.SUPPORT, "draft text on ports")],
        [None, None],
    ),
    ("any text", [("Fiji", Stance.PROPOSE, "text"), ("Peru", Stance.SUPPORT, "text stating so")], [None, None]),
    ("the text", [("Fiji", Stance.PROPOSE, "a draft text on reefs"), ("Peru", Stance.SUPPORT, "the text")], [None, 0]),
    ("words that say nothing", [("Fiji", Stance.DEMAND, "that it be"), ("Peru", Stance.REJECT, "it")], [None, None]),
    ("nothing", [], []),
]


def position(row: Row, addressee: str | None = None) -> Position:
    holder, stance, matter = row
    evidence = Evidence(0, len(matter), matter, "own", 0.9)
    return Position(holder, stance, Passage(0, len(matter), matter), addressee, PositionModality.ASSERTED, evidence)


@pytest.mark.parametrize(("rows", "replies"), [r[1:] for r in TABLE], ids=[r[0] for r in TABLE])
def test_an_answer_replies_to_the_demand(rows: list[Row], replies: list[int | None]) -> None:
    assert [p.reply_to for p in answered([position(r) for r in rows])] == replies


def test_an_answer_to_somebody_answers_nobody_else() -> None:
    asked = position(ASKED)
    no = position(("Sweden", Stance.REJECT, "the cod quota"), addressee="Iceland")
    assert answered([asked, no])[1].reply_to is None


def test_a_matter_of_one_word_is_answered_only_nearby() -> None:
    asked = position(("Fiji", Stance.PROPOSE, "a decision"))
    answer = position(("Peru", Stance.ACCEPT, "this decision"))
    far = replace(answer, evidence=replace(answer.evidence, start=2000, end=2013))
    assert [p.reply_to for p in answered([asked, answer])] == [None, 0]
    assert [p.reply_to for p in answered([asked, far])] == [None, None]


def test_existing_replies_are_kept() -> None:
    first, second = position(ASKED), position(("Iceland", Stance.DEMAND, "a cod quota"))
    once = answered([first, position(("Sweden", Stance.REJECT, "the cod quota"))])
    again = answered([*once, second])
    assert [p.reply_to for p in again] == [None, 0, None]


def test_a_demand_of_several_is_answered_by_the_one_who_answers() -> None:
    no = position(("Sweden", Stance.REJECT, "the cod quota"))
    of_sweden, of_iceland, of_fiji = (position(ASKED, addressee) for addressee in ("Sweden", "Iceland", "Fiji"))
    assert answered([of_iceland, of_sweden, no])[2].reply_to == 1
    assert answered([of_sweden, of_iceland, no])[2].reply_to == 0
    assert answered([of_iceland, of_fiji, no])[2].reply_to == 0
    assert answered([of_iceland, of_fiji, no], {("Sweden", "Fiji")})[2].reply_to == 1
    assert answered([of_iceland, of_fiji, of_sweden, no], {("Sweden", "Fiji")})[3].reply_to == 2
