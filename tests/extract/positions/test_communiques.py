"""Communiqués: what ministers and summits reaffirm, welcome and call for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

COMMUNIQUES: list[tuple[str, Rows]] = [
    ("The Ministers reaffirmed their support for the court.", {("Ministers", "support", "the court")}),
    ("The Ministers underlined the importance of free trade.", {("Ministers", "support", "free trade")}),
    ("The Leaders called on donors to pay.", {("Leaders", "demand", "pay")}),
    ("The Ministers condemned the attacks.", {("Ministers", "accuse", "the attacks")}),
    ("The Leaders expressed their concern about the drought.", {("Leaders", "concern", "the drought")}),
    ("The Ministers noted with satisfaction the growth of trade.", {("Ministers", "support", "the growth of trade")}),
    ("The Ministers agreed to meet in Lima.", {("Ministers", "accept", "meet in Lima")}),
    ("The Ministers looked forward to a summit in Lima.", {("Ministers", "support", "a summit in Lima")}),
    ("The Leaders stressed the need for free trade.", {("Leaders", "support", "free trade")}),
    ("The Ministers reiterated their call for a truce.", {("Ministers", "demand", "a truce")}),
    (
        "The SADC Summit welcomed the report. Summit condemned the raids. Summit endorsed the plan. "
        "Summit urged Kenya to pay. Summit approved the budget. Member States are urged to pay more.",
        {
            ("SADC Summit", "demand", "pay more"),
            ("SADC Summit", "support", "the plan"),
            ("SADC Summit", "support", "the report"),
            ("SADC Summit", "demand", "pay"),
            ("SADC Summit", "accept", "the budget"),
            ("SADC Summit", "accuse", "the raids"),
        },
    ),
]
NOTHING = [
    "The Ministers met in Lima.",
    "The communique has ten paragraphs.",
    "The Leaders arrived at noon.",
    "Done in Lima on 3 May.",
]


@pytest.mark.parametrize(("text", "expected"), COMMUNIQUES)
def test_a_body_holds_the_positions_of_its_communique(held: Held, text: str, expected: Rows) -> None:
    assert held(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_formalities_are_no_positions(held: Held, text: str) -> None:
    assert held(text) == set()
