"""Pairs that talk, with what the words say of the talks: held, planned, possible, refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    ("Japan held talks with South Korea on Monday.", {("Japan", "South Korea", "actual")}),
    ("Talks between Iran and Iraq resumed.", {("Iran", "Iraq", "actual")}),
    ("Anna Duarte met Joseph Mwale in Lusaka.", {("Anna Duarte", "Joseph Mwale", "actual")}),
    ("Kenya and Uganda signed an agreement on fisheries.", {("Kenya", "Uganda", "actual")}),
    ("Anna Duarte will meet Joseph Mwale on Friday.", {("Anna Duarte", "Joseph Mwale", "planned")}),
    ("Anna Duarte could meet Joseph Mwale next week.", {("Anna Duarte", "Joseph Mwale", "possible")}),
    ("Serbia refused to negotiate with Kosovo.", {("Serbia", "Kosovo", "refused")}),
    ("The foreign ministers of Chile and Peru met on Friday.", {("Chile", "Peru", "actual")}),
    (
        "The meeting was attended by Anna Duarte, Joseph Mwale and Liv Aasen.",
        {
            ("Anna Duarte", "Joseph Mwale", "actual"),
            ("Anna Duarte", "Liv Aasen", "actual"),
            ("Joseph Mwale", "Liv Aasen", "actual"),
        },
    ),
    ("Russia-Ukraine talks collapsed.", {("Russia", "Ukraine", "actual")}),
]
NOTHING = [
    "African leaders met on Friday.",
    "France criticised Spain.",
    "Norway met its target.",
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_it_is_found(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "negotiates_with") == set()
