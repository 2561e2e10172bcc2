"""What is listed after a colon, and between semicolons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("The rebels laid down three conditions: the release of prisoners, an amnesty and a seat in cabinet.",
         {"the release of prisoners", "an amnesty", "a seat in cabinet"}),
        ("Kenya called for new rules, specifically: more flexible procedures; clearing the backlog; and ending all "
         "fees.",
         {"more flexible procedures", "clearing the backlog", "ending all fees"}),
        ("Delegates highlighted the need to: build on the text; protect small states; and involve experts.",
         {"build on the text", "protect small states", "involve experts"}),
    ],
)  # fmt: skip
def test_each_item_is_a_matter(held: Held, text: str, matters: set[str]) -> None:
    assert matters <= {matter for (matter,) in held(text, "matter")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru supports the plan: it is cheap; it is quick.",
        "Peru supports the plan; Chile left.",
        "Peru rejected the terms: a levy, a quota and a tax.",
    ],
)
def test_clauses_and_refusals_list_nothing(held: Held, text: str) -> None:
    assert len(held(text)) == 1
