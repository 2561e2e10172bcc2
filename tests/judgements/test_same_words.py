"""Which words of another reading are still the judged fact, and which are another one."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.judgements import AboutFact, Judged, Judgement, Reach, Verdict, judged, text_key
from kg.judgements.fact_content import fact_content
from kg.model import (
    Actor,
    ActorType,
    AnyFact,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Polarity,
    Position,
    PositionModality,
    Stance,
    Statement,
)

TEXT = (
    "Peru had said that it opposes the dam on the upper river before the fish have spawned, and any dam on the lake; "
    "it wants no weir on the bay, and boats that don't go up the river at all."
)
PERU = Actor("peru", "Peru", ActorType.STATE, mentions=(Mention(0, 4, "Peru", MentionReason.NAME),))
PROOF = Evidence(0, len(TEXT), TEXT, "a-rule", 0.8)


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def position(matter: str) -> Position:
    return Position("peru", Stance.OPPOSE, passage(matter), None, PositionModality.ASSERTED, PROOF)


def statement(cue: str, content: str) -> Statement:
    return Statement(("peru",), passage(cue), passage(content), Polarity.POSITIVE, None, PROOF)


def decided(verdict: Verdict, heading: str, fact: AnyFact, read: Facts) -> tuple[Judged, Reach]:
    content = fact_content(heading, fact, {"peru": PERU})
    about = AboutFact(text_key(TEXT), "dams", heading, 0, len(TEXT), TEXT, content, "a-rule")
    judgement = Judgement(verdict, about, "ana", dt.datetime(2018, 8, 24, tzinfo=dt.UTC))
    found = judged(read, TEXT, [judgement], "9f86d081884c7d65")
    return found, found.reaches[judgement.id]


SAME = [
    ("the dam", "dam"),
    ("the dam on the upper river", "dam on the upper river"),
    ("the dam on the upper river", "opposes the dam on the upper river"),
    ("the dam on the upper river before the fish", "the dam on the upper river"),
]
OTHER = [
    ("the dam", "the dam on the upper river"),
    ("the dam on the upper river", "the dam on the upper river before the fish have spawned"),
    ("the fish", "the dam on the upper river before the fish have spawned"),
    ("the dam on the upper river", "any dam on the lake"),
    ("weir on the bay", "no weir on the bay"),
    ("go up the river at all", "don't go up the river at all"),
]


@pytest.mark.parametrize(("then", "now"), SAME)
def test_a_judgement_holds_for_slightly_different_words(then: str, now: str) -> None:
    for one, other in ((then, now), (now, then)):
        read = Facts((PERU,), positions=(position(other),))
        found, reach = decided(Verdict.REJECTED, "position", position(one), read)
        assert (found.facts.positions, reach) == ((), Reach.HOLDS)
        found, reach = decided(Verdict.CONFIRMED, "position", position(one), read)
        assert ([each.standing.by for each in found.facts.positions], reach) == ([("ana",)], Reach.HOLDS)


@pytest.mark.parametrize(("then", "now"), OTHER)
def test_a_judgement_does_not_apply_to_words_that_say_more_or_less(then: str, now: str) -> None:
    for one, other in ((then, now), (now, then)):
        read = Facts((PERU,), positions=(position(other),))
        found, reach = decided(Verdict.REJECTED, "position", position(one), read)
        assert ([each.matter.text for each in found.facts.positions], reach) == ([other], Reach.IDLE)
        found, reach = decided(Verdict.CONFIRMED, "position", position(one), read)
        told = {each.matter.text: each.standing.by for each in found.facts.positions}
        assert (told, reach) == ({one: ("ana",), other: ()}, Reach.KEPT)


def test_a_verb_of_saying_is_the_same_with_its_auxiliary() -> None:
    content = "it opposes the dam on the upper river"
    read = Facts((PERU,), statements=(statement("said", content),))
    found, reach = decided(Verdict.REJECTED, "statement", statement("had said", content), read)
    assert (found.facts.statements, reach) == ((), Reach.HOLDS)
