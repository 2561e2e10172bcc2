"""Words in the place of a matter that have no content of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ('"That must be our priority," Ana Ruiz said.', set()),
        ('"That must be the priority of the fund," Ana Ruiz said.', {"That must be the priority of the fund"}),
        ('"Peace must be our priority," Ana Ruiz said.', {"Peace must be our priority"}),
        ("Peru opposed a similar effort in 2007.", set()),
        ("Peru called for a similar effort in the north.", {"a similar effort in the north"}),
        ("Peru opposed a similar levy.", {"a similar levy"}),
        ("Peru offered promises on Monday.", set()),
        ("Peru offered loans on Monday.", {"loans"}),
        ("The step the bakers demand Peru take is costly.", set()),
        ("Peru withdrew from the pact, which it deemed outdated.", {"the pact"}),
        ("The letter in which the bakers demand that Peru withdraw was found.", {"Peru withdraw"}),
        ("The mayor, whose party demands that he resign, is ill.", {"he resign"}),
        ("The bakers demand Peru take a step.", {"Peru take a step"}),
        ("Peru offered its firmest pledge yet that the mill would close.", set()),
        ("Peru offered its firmest security pledge yet.", {"its firmest security pledge"}),
    ],
)
def test_a_matter_needs_content_of_its_own(held: Held, text: str, matters: set[str]) -> None:
    assert {matter for (matter,) in held(text, "matter")} == matters
