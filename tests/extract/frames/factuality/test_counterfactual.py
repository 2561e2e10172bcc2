"""A stance not taken, or taken only hypothetically, is no position; one that somebody is judged for is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

UNTAKEN: list[tuple[str, Rows]] = [
    ("Instead of demanding a refund, Peru offered a loan.", {("Peru", "offer", "a loan")}),
    ("Rather than reject the plan, Peru asked for more time.", {("Peru", "demand", "more time")}),
    ("Peru left without demanding a refund.", set()),
    ("Peru voiced hesitation about accepting the levy.", {("Peru", "oppose", "accepting the levy")}),
    ("Peru cast off restraint in rejecting the levy.", {("Peru", "reject", "the levy")}),
    ("Peru neither accepted nor rejected the plan.", set()),
    ("Had Peru demanded a vote, it would have come.", set()),
    ("Peru and Chile disagree over the levy.", set()),
    ("Delegates disagreed on whether Peru should pay.", set()),
    ("Delegates differed on the levy. Peru opposed it.", {("Peru", "oppose", "the levy")}),
    ("Peru reserved the right to revisit the text.", set()),
    ("Peru reserved the right to retaliate.", {("Peru", "threaten", "retaliate")}),
    ("Peru nearly rejected the plan.", set()),
    ("Without the loan, Peru would have rejected the plan.", set()),
    ("Peru would be wrong to reject the plan.", set()),
    ("Peru would do well to accept the plan.", set()),
    ("Peru had not yet accepted the plan.", set()),
    ("Peru has not ratified the plan.", set()),
    ("Peru has not acceded to the treaty.", set()),
    ("Peru has not signed up to the Basel Convention.", set()),
    ("Peru has so far not accepted the plan.", set()),
    ("Peru has still not accepted the plan.", set()),
    ("Peru did not promise a vote.", set()),
    ("Without the loan, Peru would have voted against the plan.", set()),
    ("Peru has not promised a vote.", set()),
    ("Peru never demanded a vote.", set()),
    ("Peru left it to others to condemn the raid and demand a vote.", set()),
    ("Peru missed an opportunity to support the treaty.", set()),
]
TAKEN: list[tuple[str, Rows]] = [
    ("Peru neither accepts nor supports the plan.", {("Peru", "oppose", "the plan")}),
    ("Peru had demanded a vote.", {("Peru", "demand", "a vote")}),
    ("Peru would have preferred a vote.", {("Peru", "propose", "a vote")}),
    ("Peru would be ready to accept the plan.", {("Peru", "offer", "accept the plan")}),
    ("Peru has not accepted the plan.", {("Peru", "reject", "the plan")}),
    ("Peru has never signed the treaty.", {("Peru", "reject", "the treaty")}),
    ("Peru has not accepted the plan, yet it pays.", {("Peru", "reject", "the plan")}),
    ("Peru would not promise a vote.", {("Peru", "reject", "a vote")}),
    ("Instead of rejecting the levy, Peru accepted it.", {("Peru", "accept", "the levy")}),
    ("The proposal of Peru and Chile was rejected by Mali.", {("Mali", "reject", "The proposal of Peru and Chile")}),
    ("Peru thanked Chile before rejecting the levy.", {("Peru", "reject", "the levy")}),
    ("Peru cannot simply accept the levy.", {("Peru", "reject", "the levy")}),
    (
        "Peru fully supported the declaration and CHILE said the text was weak.",
        {("Peru", "support", "the declaration")},
    ),
    ("Peru proposed de-coupling the talks.", {("Peru", "propose", "de-coupling the talks")}),
    (
        "Peru, in demanding a refund, rejected the plan.",
        {("Peru", "demand", "a refund"), ("Peru", "reject", "the plan")},
    ),
]
JUDGED: list[tuple[str, Rows]] = [
    ("Chile accused Peru of opposing the pact.", {("Peru", "oppose", "the pact")}),
    ("Peru was blamed by Chile for rejecting the pact.", {("Peru", "reject", "the pact")}),
    ("Without naming Chile, Peru condemned the raid.", {("Peru", "accuse", "the raid")}),
]


@pytest.mark.parametrize(("text", "expected"), UNTAKEN)
def test_a_stance_not_taken_is_no_position(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") == expected


@pytest.mark.parametrize(("text", "expected"), TAKEN)
def test_a_stance_taken_is_a_position(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") >= expected


@pytest.mark.parametrize(("text", "expected"), JUDGED)
def test_judging_somebody_for_a_stance_implies_they_took_it(held: Held, text: str, expected: Rows) -> None:
    found = held(text, "holder", "stance", "matter")
    assert found >= expected
    assert not {row for row in found if row[0] == "Chile"} & {("Chile", *row[1:]) for row in expected}
