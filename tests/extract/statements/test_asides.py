"""Sources named in the middle of what they say, and what is said in a letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("A base, the Ministry of Defence insists, must stay under the control of the Crown.",
         ("Ministry of Defence", "demand", "must stay under the control of the Crown")),
        ("The rest, warned Rita Vogel, must be paid by Friday.",
         ("Rita Vogel", "demand", "must be paid by Friday")),
        ("The ministry alleged in a letter seen by reporters that the lawyers had come to quarrel.",
         ("ministry", "accuse", "the lawyers had come to quarrel")),
        ("Omar Haddad went so far as to demand an apology.", ("Omar Haddad", "demand", "an apology")),
        ("Norway, which sides with the lenders, is patient.", ("Norway", "support", "the lenders")),
    ],
)  # fmt: skip
def test_the_stance_is_found_across_an_aside(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The base, the Ministry of Defence insists, lies on the coast.",
        "The base, which the Ministry of Defence visited, must stay under the control of the Crown.",
        "The ministry arrived in a bus that had come from Lima.",
    ],
)
def test_an_aside_alone_takes_no_stance(held: Held, text: str) -> None:
    assert not held(text)
