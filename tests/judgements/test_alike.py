"""Judgements where several actors of a document have the same name."""

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
    Negotiation,
    Passage,
    Position,
    Stance,
    TalkModality,
)
from kg.model import PositionModality as Modality

TEXT = "Peru's Foreign Ministry told Chile's Foreign Ministry that it demands a bridge."
CALLED = "Foreign Ministry"


def ministry(id_: str, start: int) -> Actor:
    mention = Mention(start, start + len(CALLED), CALLED, MentionReason.NAME)
    return Actor(id_, CALLED, ActorType.ORGANIZATION, mentions=(mention,))


ACTORS = (ministry("peru", TEXT.index(CALLED)), ministry("chile", TEXT.rindex(CALLED)))
PROOF = Evidence(0, len(TEXT), TEXT, "a-rule", 0.8)


def demand(holder: str, *sources: str) -> Position:
    matter = Passage(TEXT.index("a bridge"), len(TEXT) - 1, "a bridge")
    return Position(holder, Stance.DEMAND, matter, None, Modality.ASSERTED, PROOF, sources=sources)


def decided(verdict: Verdict, heading: str, fact: AnyFact, facts: Facts) -> tuple[Judged, Reach]:
    content = fact_content(heading, fact, {actor.id: actor for actor in ACTORS})
    about = AboutFact(text_key(TEXT), "bridge", heading, 0, len(TEXT), TEXT, content, "a-rule")
    judgement = Judgement(verdict, about, "ana", dt.datetime(2018, 8, 24, tzinfo=dt.UTC))
    found = judged(facts, TEXT, [judgement], "9f86d081884c7d65")
    return found, found.reaches[judgement.id]


@pytest.mark.parametrize(
    "two", [(demand("peru"), demand("chile")), (demand("peru", "peru", "chile"), demand("peru", "chile"))]
)
def test_only_the_fact_of_the_meant_actor_is_rejected(two: tuple[Position, Position]) -> None:
    found, _ = decided(Verdict.REJECTED, "position", two[1], Facts(ACTORS, positions=two))
    assert found.facts.positions == two[:1]


@pytest.mark.parametrize(("verdict", "left"), [(Verdict.CONFIRMED, 1), (Verdict.REJECTED, 0)])
def test_a_negotiation_between_actors_of_one_name_is_judged(verdict: Verdict, left: int) -> None:
    talk = Negotiation(("peru", "chile"), TalkModality.ACTUAL, PROOF)
    found, reach = decided(verdict, "negotiation", talk, Facts(ACTORS, negotiations=(talk,)))
    assert (len(found.facts.negotiations), reach) == (left, Reach.HOLDS)
