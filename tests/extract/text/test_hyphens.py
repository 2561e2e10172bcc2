"""Words that the tokenizer cuts at a hyphen are found in the lists that have them whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]
type Propose = Callable[[str, str], Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Chile cosponsored the resolution.", ("Chile", "support", "the resolution")),
        ("Chile co-sponsored the resolution.", ("Chile", "support", "the resolution")),
        ("Chile rubber-stamped the plan.", ("Chile", "accept", "the plan")),
        ("Chile gave the go-ahead for the port.", ("Chile", "accept", "the port")),
        ("Chile gave the plan the thumbs-up.", ("Chile", "accept", "the plan")),
        ("Chile was half-hearted about the plan.", ("Chile", "concern", "the plan")),
    ],
)
def test_a_predicate_may_have_a_hyphen(held: Held, text: str, row: tuple[object, ...]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Miners staged a walk-out on Monday.",
        "Miners staged a sit-in on Monday.",
    ],
)
def test_a_measure_may_have_a_hyphen(proposed: Propose, text: str) -> None:
    assert proposed(text, "actions")
