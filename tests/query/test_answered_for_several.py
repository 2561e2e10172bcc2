"""Demands that are made of several, of which one answer may be for all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Evidence, Passage, Polarity, Position, Statement
from tests.doubles.short_texts import ACTORS, asked, document, held

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


@pytest.mark.parametrize(
    ("before", "between", "speaker", "unanswered"),
    [
        ("", " ", "Iceland", []),
        ("", " The ferries wait. " * 9, "Iceland", []),
        ("", " The ferries wait. " * 18, "Iceland", [("Iceland",)]),
        ("", " ", "Spain", [("Iceland",)]),
        ("Iceland had told the press of its catch. ", " ", "Spain", [("Iceland",)]),
    ],
)
def test_whoever_is_heard_soon_after_the_demand_may_have_answered_it(
    tmp_path: Path, before: str, between: str, speaker: str, unanswered: list[tuple[str]]
) -> None:
    demand, answer = "Norway asked Iceland for a levy.", f"{speaker} told the press of its catch."
    told = document("a", "2023-05-16", said(held("Norway", "demand", "a levy", to="Iceland"), before + demand))
    text = before + demand + between + answer
    facts = [statement(text, sentence) for sentence in (before.strip(), answer) if sentence]
    (position,) = told.facts.positions
    asking = replace(position.evidence, start=len(before), end=len(before + demand), text=demand)
    found = replace(told.facts, positions=(replace(position, evidence=asking),), statements=tuple(facts))
    told = replace(told, document=replace(told.document, text=text), facts=found)
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("unanswered-demands", "addressee") == unanswered


def statement(text: str, sentence: str) -> Statement:
    """What the actor that a sentence begins with told."""
    speaker, cue, content = sentence.split()[0], "told", sentence.partition("told ")[2]
    start = text.index(sentence)
    cue_start, content_start = text.index(cue, start), text.index(content, start)
    return Statement(
        (ACTORS[speaker].id,),
        Passage(cue_start, cue_start + len(cue), cue),
        Passage(content_start, content_start + len(content), content),
        Polarity.POSITIVE,
        None,
        Evidence(start, start + len(sentence), sentence, "by-hand", 0.9),
    )


def test_an_answer_to_another_demand_in_the_same_sentence_answers_only_that(tmp_path: Path) -> None:
    words = "Norway asked Iceland for a levy and Denmark for a fund."
    demands = [
        said(held("Norway", "demand", what, to=to), words)
        for what, to in (("a levy", "Iceland"), ("a fund", "Denmark"))
    ]
    answer = said(held("Spain", "reject", "the fund", reply_to=1), "Spain turned down the fund.")
    with asked(tmp_path, [document("a", "2023-05-16", *demands, answer)]) as graph:
        assert graph.rows("unanswered-demands", "addressee") == [("Iceland",)]
