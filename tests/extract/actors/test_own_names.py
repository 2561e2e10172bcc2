"""A group is called by the name that it gives itself."""

from __future__ import annotations

from collections.abc import Callable

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


def test_a_group_goes_by_its_own_name(named: Held) -> None:
    found = named("A movement that calls itself Ports First rejected the deal.")
    assert {row for row in found if row[0] == "Ports First"} == {("Ports First", "organization")}


def test_an_adjective_one_calls_oneself_is_no_name(named: Held) -> None:
    assert ("Chile", "state") in named("Chile called itself Neutral in the dispute.")
