"""Means that somebody asks for are what he demands, not what he needs them for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

DEMANDS = [
    ("Peru requested more time to study the map.", "more time to study the map"),
    ("Peru requested extra funds to repair the dam.", "extra funds to repair the dam"),
    ("Peru requested arms to guard its border.", "arms to guard its border"),
    ("Peru requested permission to leave.", "permission to leave"),
    ("Peru wants more time to think.", "more time to think"),
    ("Peru requested changes to reflect the drought.", "changes to reflect the drought"),
    ("Peru requested the mill to cut its noise.", "cut its noise"),
    ("Peru requested Chile to repair the dam.", "repair the dam"),
    ("Peru requested the fund to repair the dam.", "repair the dam"),
    ("Peru requested the map to be changed.", "the map to be changed"),
    ("Peru requested funds to be sent.", "funds to be sent"),
    ("Peru wants the ban to end.", "the ban to end"),
    ("Peru wants aid to reach Lima.", "reach Lima"),
]


@pytest.mark.parametrize(("text", "matter"), DEMANDS)
def test_what_is_asked_for_is_the_means(text: str, matter: str, held: Held) -> None:
    assert {about for stance, about in held(text, "stance", "matter") if stance == "demand"} == {matter}


def test_who_sides_against_a_request_opposes_the_means(held: Held) -> None:
    rows = held("Peru, opposed by Chile, requested more time to study the map.")
    assert ("Chile", "oppose", "more time to study the map") in rows
