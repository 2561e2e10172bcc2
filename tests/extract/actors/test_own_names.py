"""A group is called by the name that it gives itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

NAMED = [
    ("A movement that calls itself Ports First rejected the deal.", ("Ports First", "organization")),
    ("A band of fans calling itself Back the Bid rejected the deal.", ("Back the Bid", "group")),
]


@pytest.mark.parametrize(("text", "actor"), NAMED, ids=[a[0] for _, a in NAMED])
def test_a_group_goes_by_its_own_name(named: Held, text: str, actor: tuple[str, str]) -> None:
    assert {row for row in named(text) if row[0] == actor[0]} == {actor}


def test_an_adjective_one_calls_oneself_is_no_name(named: Held) -> None:
    assert ("Chile", "state") in named("Chile called itself Neutral in the dispute.")
