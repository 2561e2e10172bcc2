"""Groups, ministries, speakers and members are tied to the bodies that the words name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    ("Chilean officials rejected the plan.", {("Chilean officials", "Chile")}),
    ("Brazil, for the G-77/China, opposed the text.", {("Brazil", "G-77/China")}),
    ("Officials from Peru and Bolivia met on Friday.", {("Officials", "Bolivia"), ("Officials", "Peru")}),
    ("Bo Lindgren (Sweden) introduced the draft.", {("Bo Lindgren", "Sweden")}),
    ("Tuvalu, on behalf of AOSIS, urged action.", {("Tuvalu", "AOSIS")}),
    ("Ann Lee of Greenpeace criticised the text.", {("Ann Lee", "Greenpeace")}),
    ("Hardliners in the Labour Party rejected the offer.", {("Hardliners", "Labour Party")}),
    (
        "The Group of 77, including Kenya and Cuba, rejected the text.",
        {("Cuba", "G-77/China"), ("Kenya", "G-77/China")},
    ),
    ("The AU Commission welcomed the truce.", {("AU Commission", "African Union")}),
]
NOTHING = [
    "The minister rejected the plan.",
    "Spain rejected the plan.",
    "France criticised Spain.",
]


@pytest.mark.parametrize(("sentence", "expected"), FOUND, ids=[s for s, _ in FOUND])
def test_it_is_found(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "affiliations") == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_found(proposed: Propose, sentence: str) -> None:
    assert proposed(sentence, "affiliations") == set()
