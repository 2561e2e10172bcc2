"""Clauses with "must" or "should" that nobody demands, since a verb above them is negated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

SPEECH = '"{}," said Ana Ek, the envoy of Norway.'


@pytest.mark.parametrize(
    ("words", "stances"),
    [
        ("I don't think that ferries should be banned", {"oppose"}),
        ("I do not feel that Kenya needs to pay its share", {"oppose"}),
        ("We don't believe that any village should be left out", {"oppose"}),
        ("I think that ferries should be banned", {"demand"}),
        ("No, I think that ferries should be banned", {"demand"}),
        ("I don't just think that ferries should be banned", {"demand"}),
        ("I don't think that the talks will fail, and Kenya must not leave them", {"demand"}),
        ("I don't think that ferries should not be banned", set()),
        ("Kenya does not think that ferries should be banned", {"oppose"}),
        ("I never said that ferries should be banned", set()),
        ("I am not arguing that ferries should be banned", set()),
        ("I don't see why Kenya should pay", set()),
        ("I don't know who should pay", set()),
        ("I cannot say often enough that Kenya must pay", {"demand"}),
        ("I don't think that anyone denies that ferries should be banned", {"demand"}),
    ],
)
def test_who_does_not_think_that_something_should_be_does_not_demand_it(
    held: Held, words: str, stances: set[str]
) -> None:
    found = held(SPEECH.format(words), "stance")
    assert {stance for (stance,) in found} == stances


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya does not think that ferries should be banned.", {("Kenya", "oppose", "ferries should be banned")}),
        ("Kenya does not believe that Mali must pay.", {("Kenya", "oppose", "Mali must pay")}),
        ("Kenya does not believe that the text is offensive.", {("Kenya", "deny", "the text is offensive")}),
        ("Kenya believes that Mali must pay.", {("Kenya", "demand", "Mali must pay")}),
        ("Kenya did not say that Mali must pay.", set()),
        (
            "Kenya does not think that Mali should pay but that Chile should lend it the money.",
            {("Kenya", "oppose", "Mali should pay")},
        ),
    ],
)
def test_an_opposed_duty_has_its_thinker_as_holder(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "holder", "stance", "matter") == expected
