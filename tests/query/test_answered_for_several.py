"""Demands that are made of several, of which one answer may be for all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Position
from tests.doubles.short_texts import asked, document, held

ASKED = "Norway asked Iceland and Denmark for a levy."


def said(position: Position, words: str) -> Position:
    return replace(position, evidence=replace(position.evidence, text=words))


@pytest.mark.parametrize(
    ("answering", "stance", "reply_to", "unanswered"),
    [
        ("Iceland", "reject", 0, ["Denmark"]),
        ("Denmark", "oppose", 1, ["Iceland"]),
        ("Spain", "reject", 0, []),
        ("Spain", "reject", None, ["Denmark", "Iceland"]),
    ],
)
def test_an_answer_is_for_all_who_were_asked_unless_one_of_them_gives_it(
    tmp_path: Path, answering: str, stance: str, reply_to: int | None, unanswered: list[str]
) -> None:
    demands = [said(held("Norway", "demand", "a levy", to=to), ASKED) for to in ("Iceland", "Denmark")]
    answer = said(held(answering, stance, "the fund", reply_to=reply_to), f"{answering} turned down the fund.")
    with asked(tmp_path, [document("a", "2023-05-16", *demands, answer)]) as graph:
        assert sorted(str(row[0]) for row in graph.rows("unanswered-demands", "addressee")) == unanswered


def test_an_answer_to_another_demand_in_the_same_sentence_answers_only_that(tmp_path: Path) -> None:
    words = "Norway asked Iceland for a levy and Denmark for a fund."
    demands = [
        said(held("Norway", "demand", what, to=to), words)
        for what, to in (("a levy", "Iceland"), ("a fund", "Denmark"))
    ]
    answer = said(held("Spain", "reject", "the fund", reply_to=1), "Spain turned down the fund.")
    with asked(tmp_path, [document("a", "2023-05-16", *demands, answer)]) as graph:
        assert graph.rows("unanswered-demands", "addressee") == [("Iceland",)]
