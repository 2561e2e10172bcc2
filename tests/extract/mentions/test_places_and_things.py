"""The name of a place, publication or licence that begins like a title and a name is no person's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The march left President Garfield Boulevard on Monday.", set()),
        ("The town opened the King Haakon Park on Monday.", set()),
        ("The Attorney General Gazette appears monthly.", set()),
        ("The Major Public Licensed version is sold in Peru.", set()),
        ("Queen Sonja Market closed on Monday.", set()),
        ("Rebels held the Ana Ruiz region on Monday.", set()),
        ("Counsel Assisting the judge left on Monday.", set()),
        ("Baltic Oil resumed talks with Salares del Norte.", set()),
        ("President Bo Street left. Minister Ana Park left.", {"Bo Street", "Ana Park"}),
        ("King Haakon left the park. General Bo Market left.", {"Haakon", "Bo Market"}),
    ],
)
def test_what_is_named_after_a_title_is_no_person(text: str, people: set[str], named: Named) -> None:
    assert {name for name, kind in named(text, "name", "type") if kind == "person"} == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New Mexico rejected the plan.", "New Mexico"),
        ("Former New Mexico legislators rejected the plan.", "New Mexico"),
        ("The new Mexico plan angered New Haven.", "Mexico"),
        ("New Mexican rules anger the Swedes.", "Mexico"),
        ("New Norway rules anger the Swedes.", "Norway"),
        ("Papua New Guinea rejected the plan.", "Papua New Guinea"),
    ],
)
def test_a_place_named_after_a_state_is_not_that_state(text: str, expected: str, named: Named) -> None:
    states = {name for name, kind in named(text, "name", "type") if kind == "state"}
    assert expected in states
    assert "Mexico" not in states - {expected}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Paris Agreement calls for cuts.", set()),
        ("The Moscow Declaration condemned the raid.", set()),
        ("The Paris agreement calls for cuts, Paris said.", {"France"}),
        ("The Paris Agreement is dead, Moscow said.", {"Russia"}),
    ],
)
def test_a_text_named_for_a_capital_is_not_the_state(text: str, states: set[str], named: Named) -> None:
    assert {name for name, kind in named(text, "name", "type") if kind == "state"} == states
