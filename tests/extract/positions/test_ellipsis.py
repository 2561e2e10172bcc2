"""Positions that take up another's: ellipsis, shared views, denials, appositions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

TAKEN_UP = [
    ("Chile backed the ban, as did Peru.", ("Peru", "support", "the ban")),
    ("Finland and Slovakia support the levy; France does not.", ("France", "oppose", "the levy")),
    (
        "India questioned the concept and objected to the text. Israel shared this objection.",
        ("Israel", "oppose", "the text"),
    ),
    (
        "India said that storage must be settled first. Indonesia shared this view.",
        ("Indonesia", "demand", "storage must be settled first"),
    ),
    ("Norway called for a ban on payments. Japan thought otherwise.", ("Japan", "oppose", "a ban on payments")),
    ("Peru proposed a levy on copper, an idea that Chile welcomed.", ("Chile", "support", "a levy on copper")),
    ("Kenya proposed a fund, which Uganda opposed.", ("Uganda", "oppose", "a fund")),
    ('Mali accused Niger of arming rebels. "That is false," Ana Ruiz said.', ("Ana Ruiz", "deny", "arming rebels")),
    ("Norway opposed the cap, and so did Iceland.", ("Iceland", "oppose", "the cap")),
    ("Ghana proposed a review. Togo supported this.", ("Togo", "support", "a review")),
]
NOTHING = [
    "Kenya did the work.",
    "Uganda did not attend.",
    "Peru shared a meal with Chile.",
    "Japan was in Geneva, as was Korea.",
    "That is false.",
    "Chile thought otherwise.",
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_the_matter_is_that_of_the_position_before(held: Held, text: str, expected: tuple[object, ...]) -> None:
    assert expected in held(text)


@pytest.mark.parametrize("text", NOTHING)
def test_without_a_previous_position_there_is_none_to_take_up(held: Held, text: str) -> None:
    assert held(text) == set()
