"""A post without a country is of the state that the words around it make likely, or of none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

STATES_OF_POSTS: list[tuple[str, Rows]] = [
    (
        "Chilean president Ana Ruiz and energy minister Bo Ek met on Friday.",
        {("Ana Ruiz", "Chile", "president"), ("Bo Ek", "Chile", "energy minister")},
    ),
    (
        "Peru rejected the claim. Its navy is ready, Foreign Minister Ana Ruiz told Chile on Friday.",
        {("Ana Ruiz", "Peru", "Foreign Minister")},
    ),
    (
        "Peru wants a deal. The country's army chief, Bo Ek, agreed.",
        {("Bo Ek", "Peru", "army chief")},
    ),
    (
        "LIMA - The White House shut its doors. Asked by the United States, Foreign Minister Ana Ruiz said no.",
        {("Ana Ruiz", "United States", "Foreign Minister")},
    ),
    ("Foreign Minister Ana Ruiz said that Chile was wrong.", {("Ana Ruiz", None, "Foreign Minister")}),
    ("Prime Minister Ana Ruiz rejected Chile's offer.", {("Ana Ruiz", None, "Prime Minister")}),
    ("Prime Minister Ana Ruiz said Chile would leave the bloc.", {("Ana Ruiz", "Chile", "Prime Minister")}),
    (
        "Foreign Ministers Ana Ruiz and Bo Ek rejected Chile's offer.",
        {("Ana Ruiz", None, "Foreign Minister"), ("Bo Ek", None, "Foreign Minister")},
    ),
    ("The strikers accused Prime Minister Ana Ruiz of leaning on Chile.", {("Ana Ruiz", None, "Prime Minister")}),
    ("Peru and Chile met. President Ana Ruiz was ill.", {("Ana Ruiz", None, "President")}),
]


@pytest.mark.parametrize(("text", "expected"), STATES_OF_POSTS, ids=[s for s, _ in STATES_OF_POSTS])
def test_a_post_has_the_likeliest_state(proposed: Propose, text: str, expected: Rows) -> None:
    assert proposed(text, "roles") == expected
