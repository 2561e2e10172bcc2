"""Labels as the text spells them; a word of a proper name is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    ("Hawks in the cabinet want a strike.", {("Hawks", "hawk")}),
    ("Viktor Hask, a hardliner, rejected the deal.", {("Viktor Hask", "hardliner")}),
    ("Viktor Hask is a moderate.", {("Viktor Hask", "moderate")}),
    ("The hard-liners rejected the deal.", {("hard-liners", "hard-liner")}),
    ("A pragmatic wing of the party wants a deal.", {("pragmatic wing", "pragmatic")}),
    ("Viktor Hask is a dove among the ministers.", {("Viktor Hask", "dove")}),
    ("The doves in the party favour talks.", {("doves", "dove")}),
    ("Viktor Hask, a hawk, rejected the deal.", {("Viktor Hask", "hawk")}),
]
NOTHING = [
    "The Liberal Party rejected the deal.",
    "France rejected the deal.",
    "Viktor Hask watched the talks.",
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_it_is_found(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "labels") == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "labels") == set()
