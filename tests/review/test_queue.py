"""The order of the review queue, and the precision estimated from decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judgements import AboutFact, Judgement, Undoing, Verdict
from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Lead,
    Negotiation,
    ResolvedActor,
    ResolvedDocument,
    TalkModality,
)
from kg.review import Wanted, precision, queue
from kg.review.precision import wilson
from kg.standing import Review, Standing


def lead(leader: str, of: str, confidence: float, at: int = 0, **more: object) -> Lead:
    proof = Evidence(at, at + 5, "words", f"rule-{at}", confidence)
    return Lead(leader, of, proof, id=f"lead/{leader[-1]}{of[-1]}/{at}", **more)  # type: ignore[arg-type]


def resolved(name: str, *leads: Lead) -> ResolvedDocument:
    ids = sorted({id_ for each in leads for id_ in (each.leader, each.of)})
    actors = tuple(Actor(id_, id_.upper(), ActorType.PERSON) for id_ in ids)
    named = tuple(ResolvedActor(id_, f"The {id_[-1]}", ActorType.PERSON) for id_ in ids)
    return ResolvedDocument(Document(name, name, f"file:///{name}"), Facts(actors, leads=leads), named)


DOCUMENTS = (
    resolved("a", lead("p/x", "p/y", 0.9), lead("p/y", "p/z", 0.5, 10)),
    resolved("b", lead("p/x", "p/y", 0.6, 20), lead("p/z", "p/x", 0.8, 30)),
)


def test_doubtful_and_central_facts_come_first() -> None:
    assert [item.confidence for item in queue(DOCUMENTS)] == [0.5, 0.6, 0.8, 0.9]
    often = queue(DOCUMENTS, effects={"p/x": 5000})
    assert [item.confidence for item in often] == [0.6, 0.8, 0.9, 0.5]
    assert [item.confidence for item in queue(DOCUMENTS, order="text")] == [0.9, 0.5, 0.6, 0.8]
    lots = [tuple(item.fact for item in queue(DOCUMENTS, order="random", seed=seed)) for seed in range(8)]
    assert len(set(lots)) > 1
    assert lots[0] == tuple(item.fact for item in queue(DOCUMENTS, order="random", seed=0))


def test_in_text_order_facts_of_one_sentence_stay_together_whatever_their_heading() -> None:
    talks = [Negotiation(("p/x", "p/y"), TalkModality.ACTUAL, lead("p/x", "p/y", 0.5, at).evidence) for at in (20, 0)]
    leads = (lead("p/x", "p/y", 0.9, 10), lead("p/y", "p/x", 0.9, 20))
    document = resolved("a", *leads)
    document = replace(document, facts=replace(document.facts, negotiations=tuple(talks)))
    places = [(item.start, item.heading) for item in queue([document], order="text")]
    assert places == [(0, "negotiation"), (10, "lead"), (20, "lead"), (20, "negotiation")]


def test_equal_facts_are_listed_with_each_other() -> None:
    first, *_ = queue(DOCUMENTS, order="text")
    assert first.like == ("lead/xy/20",)
    assert first.said == "The x · The y"


def test_negotiations_are_equal_whatever_the_order_of_parties() -> None:
    both = [Actor(id_, id_.upper(), ActorType.STATE) for id_ in ("s/x", "s/y")]
    named = tuple(ResolvedActor(actor.id, actor.name, actor.type) for actor in both)
    proofs = (Evidence(at, at + 5, "words", "rule", 0.5) for at in (0, 10))
    talks = tuple(
        Negotiation(parties, TalkModality.ACTUAL, proof, id=f"negotiation/a/{proof.start}")
        for parties, proof in zip((("s/x", "s/y"), ("s/y", "s/x")), proofs, strict=True)
    )
    document = ResolvedDocument(Document("a", "a", "file:///a"), Facts(tuple(both), negotiations=talks), named)
    assert [item.like for item in queue([document], order="text")] == [("negotiation/a/10",), ("negotiation/a/0",)]


def test_reviewed_facts_are_not_queued() -> None:
    reviewed = lead("p/x", "p/y", 1.0, standing=Standing(Review.CONFIRMED, ("ana",)))
    assert queue([resolved("a", reviewed)]) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(actors=["p/z"]), [0.5, 0.8]),
        (Wanted(rules=["rule-20"]), [0.6]),
        (Wanted(min_confidence=0.6, max_confidence=0.8), [0.6, 0.8]),
        (Wanted(documents=[DOCUMENTS[0].document.id]), [0.5, 0.9]),
        (Wanted(facts=["lead/zx/30"]), [0.8]),
        (Wanted(headings=["role"]), []),
    ],
)
def test_a_queue_keeps_to_its_filter(wanted: Wanted, found: list[float]) -> None:
    assert sorted(item.confidence for item in queue(DOCUMENTS, wanted)) == found


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_contains_the_share_and_narrows(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= (right / (right + wrong) if right + wrong else 0.5) <= high <= 1
    wider = wilson(right * 4, (right + wrong) * 4)
    assert wider[1] - wider[0] <= high - low


def test_precision_counts_the_latest_decision_about_each_fact() -> None:
    def judge(verdict: Verdict, at: int, minute: int = 0, undone: bool = False) -> Judgement:
        moment = dt.datetime(2018, 8, 24, 12, minute, tzinfo=dt.UTC)
        about = AboutFact("0" * 16, "a", "lead", at, at + 5, "words", {})
        return Judgement(verdict, about, "ana", moment, undone=Undoing("ana", moment) if undone else None)

    found = precision(
        [
            judge(Verdict.REJECTED, 1),
            judge(Verdict.CONFIRMED, 1, 1),
            judge(Verdict.CONFIRMED, 2),
            judge(Verdict.CORRECTED, 3),
            judge(Verdict.ADDED, 4),
            judge(Verdict.REJECTED, 5, undone=True),
        ]
    )
    assert (found.right, found.judged) == (2, 3)
    assert str(found) == "2 of 3 right: 67 % (21 to 94 %)"
    assert str(precision([])) == "nothing judged yet"
