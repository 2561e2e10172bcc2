"""Finding the facts at the place of a judgement."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from kg.judgements import AboutFact, Judgement, Reach, Verdict, judged, places, text_key
from kg.judgements.fact_content import fact_content
from kg.judgements.places import Places, are_same_place
from kg.model import Actor, ActorType, Evidence, Facts, Passage, Position, PositionModality, Stance

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda at: Evidence(at[0], sum(at), "", "a-rule", 0.8))
MANY = 40
SAID = "Peru rejects a tax. "
TEXT = SAID * MANY


@given(st.lists(SPANS, max_size=12), SPANS)
def test_facts_at_a_place_are_found_in_order(spans: list[Evidence], place: Evidence) -> None:
    assert Places((span, at) for at, span in enumerate(spans)).at(place) == [
        at for at, span in enumerate(spans) if are_same_place(place, span)
    ]


def position(number: int) -> Position:
    start = number * len(SAID)
    proof = Evidence(start, start + len(SAID) - 1, SAID.strip(), "a-rule", 0.8)
    tax = Passage(start + 13, start + 18, "a tax")
    return Position("peru", Stance.REJECT, tax, None, PositionModality.ASSERTED, proof)


def corrected(number: int, facts: Facts) -> Judgement:
    fact = facts.positions[number]
    proof, content = fact.evidence, fact_content("position", fact, {actor.id: actor for actor in facts.actors})
    about = AboutFact(text_key(TEXT), "minutes", "position", proof.start, proof.end, proof.text, content, proof.rule)
    noon = dt.datetime(2018, 8, 24, 12, number, tzinfo=dt.UTC)
    return Judgement(Verdict.CORRECTED, about, "ana", noon, values={"stance": "oppose"})


def test_a_judgement_is_compared_only_with_facts_around_its_place() -> None:
    facts = Facts((Actor("peru", "Peru", ActorType.STATE),), positions=tuple(map(position, range(MANY))))
    judgements = [corrected(number, facts) for number in range(MANY)]
    with patch.object(places, "are_same_place", wraps=are_same_place) as compared:
        found = judged(facts, TEXT, judgements, "9f86d081884c7d65")
    assert {*found.reaches.values()} == {Reach.HOLDS}
    assert [fact.stance for fact in found.facts.positions] == [Stance.OPPOSE] * MANY
    assert compared.call_count <= 6 * MANY
