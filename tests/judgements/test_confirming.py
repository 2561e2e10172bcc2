"""What a coder who confirms a fact has seen: the fact with its corrections, or the fact as it was read."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.judgement_entry import settlement
from kg.judgements import AboutFact, Judged, Judgement, Reach, Verdict, judged, text_key
from kg.judgements.fact_content import fact_content
from kg.model import Actor, ActorType, Document, Evidence, Facts, Passage, Position, Stance
from kg.model import PositionModality as Modality
from kg.record import open_record
from kg.review.agreement import compared
from kg.standing import Review

TEXT = "Norway welcomed the herring quota."
NORWAY = Actor("norway", "Norway", ActorType.STATE)
QUOTA = Position(
    *("norway", Stance.SUPPORT, Passage(16, 33, "the herring quota"), None, Modality.ASSERTED),
    Evidence(0, len(TEXT), TEXT, "a-rule", 0.8),
)
READ = Facts((NORWAY,), positions=(QUOTA,))
NOON = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)


def judge(verdict: Verdict, by: str, minute: int, **values: object) -> Judgement:
    content = fact_content("position", QUOTA, {"norway": NORWAY})
    about = AboutFact(text_key(TEXT), "quota", "position", 0, len(TEXT), TEXT, content, "a-rule")
    return Judgement(verdict, about, by, NOON + dt.timedelta(minutes=minute), values=values)


def applied(*judgements: Judgement) -> Judged:
    return judged(READ, TEXT, judgements, "9f86d081884c7d65")


CORRECTED = judge(Verdict.CORRECTED, "ana", 0, stance="oppose")


def test_who_confirms_the_fact_as_it_was_read_is_not_behind_a_correction() -> None:
    as_read = judge(Verdict.CONFIRMED, "bo", 1)
    found = applied(CORRECTED, as_read)
    (fact,) = found.facts.positions
    assert (fact.stance, fact.standing.review, fact.standing.by) == (Stance.SUPPORT, Review.CONFIRMED, ("bo",))
    assert found.reaches == {CORRECTED.id: Reach.OVERRULED, as_read.id: Reach.HOLDS}


def test_a_confirmation_lacks_the_corrections_that_its_coder_has_not_seen() -> None:
    another = judge(Verdict.CORRECTED, "ana", 1, modality="conditional")
    seen = judge(Verdict.CONFIRMED, "bo", 2, stance="oppose")
    found = applied(CORRECTED, another, seen)
    (fact,) = found.facts.positions
    assert (fact.stance, fact.modality, fact.standing.by) == (Stance.OPPOSE, Modality.ASSERTED, ("ana", "bo"))
    assert [found.reaches[each.id] for each in (CORRECTED, another, seen)] == ["holds", "overruled", "holds"]


@pytest.mark.parametrize(("named", "stance"), [("ana", "oppose"), ("bo", None)])
def test_a_settlement_can_decide_for_either_coder(
    tmp_path_factory: pytest.TempPathFactory, named: str, stance: str | None
) -> None:
    with open_record(tmp_path_factory.mktemp("record") / "record.db", create=True) as record:
        record.put(Document(TEXT, "quota", "file:///quota.txt"), READ, "1")
        made = {"bo": judge(Verdict.CONFIRMED, "bo", 1), "ana": judge(Verdict.CORRECTED, "ana", 2, stance="oppose")}
        record.judge(made.values())
        settled = settlement(record, made[named], Verdict.CONFIRMED, {}, "cy", "")
        assert dict(settled.values) == ({"stance": stance} if stance else {})
        record.judge([settled])
        (fact,) = record.facts("quota").positions
        assert fact.stance == (stance or Stance.SUPPORT)
        (of_both,) = compared(record.judgements()).facts
        assert (of_both.judgement, of_both.is_disputed) == (made[named].id, True)
