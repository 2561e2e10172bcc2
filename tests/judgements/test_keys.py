"""The keys of facts: the same words have the same key in every graph and version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.judgements.fact_content import fact_key
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
    Evidence,
    Label,
    Lead,
    Negotiation,
    Passage,
    Polarity,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

PERU = Actor("p", "Peru", ActorType.STATE, gazetteer="state/PE")
CHILE = Actor("c", "The  Chileans", ActorType.GROUP)
ACTORS = {"p": PERU, "c": CHILE}
MATTER = Passage(21, 24, "ÎLE")
PROOF = Evidence(10, 41, "Peru wants the ÎLE of Chileans", "made.up", 0.8)

KEPT: dict[str, tuple[Any, str]] = {
    "role": (Role("p", "Envoy", "c", PROOF), "36b47c73e143"),
    "affiliation": (Affiliation("p", "c", PROOF), "7b860ca1ebcd"),
    "lead": (Lead("p", "c", PROOF), "fb0bd7c9ab87"),
    "negotiation": (Negotiation(("p", "c"), TalkModality.PLANNED, PROOF), "8517b7fbaf5d"),
    "statement": (Statement(("p",), Passage(15, 20, "wants"), MATTER, Polarity.POSITIVE, None, PROOF), "5169d21bac77"),
    "position": (Position("p", Stance.DEMAND, MATTER, "c", PositionModality.ASSERTED, PROOF), "96641182611a"),
    "label": (Label("p", "Dove", PROOF, source="c"), "77c8aa2f2f38"),
    "action": (Action("p", ActionKind.TARIFF, "c", None, None, 12.5, ActionStatus.THREATENED, PROOF), "eadaf53b19a8"),
}


@pytest.mark.parametrize("heading", KEPT)
def test_a_key_that_is_kept_never_changes(heading: str) -> None:
    fact, key = KEPT[heading]
    assert fact_key(heading, fact, ACTORS) == key


def test_the_key_of_a_negotiation_ignores_the_order_of_its_parties() -> None:
    talk, key = KEPT["negotiation"]
    assert fact_key("negotiation", replace(talk, parties=("c", "p")), ACTORS) == key
