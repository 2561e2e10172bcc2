"""Sentences with "should", "must" and "need", and others, in which nobody demands anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        ("Iran said it was not acceptable that the Council should fail to act.", set()),
        ("Iran said it was unacceptable that women should be beaten.", set()),
        ("Iran said it was right that the Council should pay.", {"the Council should pay"}),
        ("We have heard the concern that we should not go to war, Peru said.", set()),
        ('Ana Ruiz said: "I must repeat that the dam is no toy."', set()),
        ('Ana Ruiz said: "We must repeat the vote."', {"We must repeat the vote"}),
        ("Peru said it was necessary to recall that the dam was old.", set()),
        ("Peru said it was necessary to repair the dam.", {"repair the dam"}),
        ("Peru said that countries need funding to turn waste into power.", {"funding"}),
        ("Peru needs Chile to sign the deal.", {"sign the deal"}),
        ("Ana Ruiz is strongly supportive that nurses should decide.", set()),
        ("Ana Ruiz is worried that nurses must decide.", set()),
        ("Ana Ruiz is adamant that nurses must decide.", {"nurses must decide"}),
        ("Peru encouraged Chilean firms to invest in the dam to help Peru.", {"invest in the dam to help Peru"}),
        ("Peru said that Chile should have paid.", set()),
        ("Peru said that Chile should have paid by June.", {"Chile should have paid by June"}),
        ("Peru expects Chile to pay.", {"pay"}),
        ("Peru expects the levy to be lifted.", {"the levy to be lifted"}),
        ("Peru expects the levy to help farmers.", set()),
        ("Peru asked which countries should pay.", set()),
        ("Peru asked how the dam should be paid for.", set()),
        ('"We are looking at where the dam should stand," Ana Ruiz said.', set()),
        ("Peru said how the dam should be paid for.", {"how the dam should be paid for"}),
        ("Ana Ruiz said she needed to see the dam.", set()),
        ('"I need to see the dam," Ana Ruiz said.', set()),
        ('"We need to see the dam," Ana Ruiz said.', {"see the dam", "We need to see the dam"}),
        ("Peru said it needed to have a look.", set()),
        ("Peru said it had to be brief.", set()),
        ("Peru said it needs to be heard.", {"be heard", "it needs to be heard"}),
        ("Peru said it needed to receive aid.", {"receive aid", "it needed to receive aid"}),
        ("Peru said it needed to have it lifted.", {"have it lifted", "it needed to have it lifted"}),
        ("Ana Ruiz said Peru needed to pay.", {"pay", "Peru needed to pay"}),
        ("Ana Ruiz said the dam should be kept and mended.", {"the dam should be kept and mended"}),
        ("Ana Ruiz said Peru should pay and leave.", {"Peru should pay", "leave"}),
        ('Ana Ruiz, known as "the Fox," demanded.', set()),
    ],
)
def test_only_a_wish_is_a_demand(held: Held, text: str, demands: set[str]) -> None:
    assert {matter for stance, matter in held(text, "stance", "matter") if stance == "demand"} == demands


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("What is Peru prepared to offer to Chile?", set()),
        ("QUESTION: What is Peru prepared to offer to Chile?", set()),
        ("Why does Peru oppose the levy?", {("Peru", "oppose", "the levy")}),
    ],
)
def test_asking_what_somebody_offers_is_no_offer(held: Held, text: str, rows: Rows) -> None:
    assert held(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Chile confirmed that the growth of its fleet is part of the talks.", set()),
        ("Chile emphasized that the talks were at an early stage.", set()),
        ("Chile argued that the fund exists.", {("Chile", "support", "the fund exists")}),
        ("Chile believes that the plan is good.", {("Chile", "support", "the plan is good")}),
        ("Chile argued that the levy would hurt farmers.", {("Chile", "concern", "the levy would hurt farmers")}),
    ],
)
def test_stating_a_fact_is_no_support(held: Held, text: str, rows: Rows) -> None:
    assert held(text) == rows
