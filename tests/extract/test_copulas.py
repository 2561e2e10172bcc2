"""Positions in "is": what somebody's aim, demand or view is, and whose critic or supporter somebody is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The union's main demand is a written pledge on jobs.", ("union", "demand", "a written pledge on jobs")),
        ("Bolivia's condition was the return of the archives.", ("Bolivia", "demand", "the return of the archives")),
        ("Latvia's chief worry is the price of gas.", ("Latvia", "concern", "the price of gas")),
        ("Chile's priority is to protect its fishermen.", ("Chile", "support", "protect its fishermen")),
        ("Kenya's position is that the fund be closed.", ("Kenya", "demand", "the fund be closed")),
        ("Nepal's view is that the bridge must wait.", ("Nepal", "demand", "the bridge must wait")),
        ("Jordan's position is that the arrest has nothing to do with the vote.",
         ("Jordan", "deny", "the arrest has nothing to do with the vote")),
        ("Malta's answer was that the port must stay open.", ("Malta", "demand", "the port must stay open")),
    ],
)  # fmt: skip
def test_what_follows_is_is_the_matter(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Anna Berg is an outspoken critic of the dam.", ("Anna Berg", "accuse", "the dam")),
        ("Peter Novak, a supporter of the merger, left early.", ("Peter Novak", "support", "the merger")),
        ("Opponents of the tunnel gathered in Bern.", ("Opponents", "oppose", "the tunnel")),
    ],
)
def test_what_somebody_is_called_for_where_it_stands(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "The union's demand is a joke, the daily wrote.",
        "Kenya's plan is long.",
        "Bolivia's condition is not the return of the archives.",
        "Peru's offer is the best option.",
        "Chile's priority is clear.",
        "Anna Berg is not a critic of the dam.",
        "Anna Berg is more of a critic of the dam than of the road.",
    ],
)
def test_no_position_in_is(held: Held, text: str) -> None:
    assert not {row for row in held(text) if row[0] != "daily"}
