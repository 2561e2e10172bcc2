"""Quantified and unnamed subjects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

UNNAMED = [
    ("Several delegations opposed the levy.", ("Several delegations", "oppose", "the levy")),
    ("Some ministers called for a delay.", ("Some ministers", "demand", "a delay")),
    ("Many developing countries rejected the cap.", ("Many developing countries", "reject", "the cap")),
    ("Two diplomats said the text should be shorter.", ("diplomats", "demand", "the text should be shorter")),
    ("US officials backed the plan.", ("US officials", "support", "the plan")),
    ("Most members supported the draft.", ("Most members", "support", "the draft")),
    ("Farmers demanded higher prices.", ("Farmers", "demand", "higher prices")),
    ("Critics called the plan unworkable.", ("Critics", "oppose", "the plan unworkable")),
    ("The strikers want a pay rise.", ("strikers", "demand", "a pay rise")),
    ("Opponents of the dam rejected the plan.", ("Opponents of the dam", "reject", "the plan")),
]
NOBODY = [
    "Nobody opposed the levy.",
    "Somebody rejected the text.",
    "It was opposed.",
    "Nothing was proposed.",
    "Everything was rejected.",
    "No one supported the cap.",
]


@pytest.mark.parametrize(("sentence", "expected"), UNNAMED)
def test_a_group_without_a_name_is_a_holder(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


def test_the_leaders_of_one_are_not_those_named_before(held: Held) -> None:
    text = "Malian leaders left. Chad, whose leaders called for a truce, paid the fine."
    holders = {row[2]: row[0] for row in held(text)}
    assert holders["a truce"] not in {None, "Malian leaders", "Mali"}


@pytest.mark.parametrize("text", NOBODY)
def test_an_indefinite_subject_is_no_holder(held: Held, text: str) -> None:
    assert held(text) == set()
