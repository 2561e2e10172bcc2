"""A group is called by the name that it gives itself, and a state's body by one name however the state is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


def test_a_group_goes_by_its_own_name(named: Held) -> None:
    found = named("A movement that calls itself Ports First rejected the deal.")
    assert {row for row in found if row[0] == "Ports First"} == {("Ports First", "organization")}


def test_an_adjective_one_calls_oneself_is_no_name(named: Held) -> None:
    assert ("Chile", "state") in named("Chile called itself Neutral in the dispute.")


@pytest.mark.parametrize(
    ("text", "others"),
    [("The White House agreed. The House refused.", {"House"}), ("The Upper House agreed. The House refused.", set())],
)
def test_the_house_is_not_short_for_a_residence(text: str, others: set[str], named: Held) -> None:
    assert {name for name, kind in named(text, "name", "type") if name == "House"} == others


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Peruvian army left. The Peruvian Army came back.", {"Peruvian Army"}),
        ("The U.S. military left. American military came back.", {"U.S. military"}),
        ("Peru's navy left. The Peruvian navy came back.", {"Peru's navy"}),
        ("The Peruvian army left. The Chilean army came back.", {"Peruvian army", "Chilean army"}),
        ("The Peruvian embassy left. Peru's embassy came back.", {"Peruvian embassy", "Peru's embassy"}),
        ("The Peruvian army in Cusco left. Peru's army in Puno came.", {"Peruvian army", "Peru's army"}),
        ("The Peruvian army left. The Peruvian Army in its haste came back.", {"Peruvian Army"}),
        ("The Peruvian company left. Peru's company agreed.", {"Peruvian company", "Peru's company"}),
        ("The Peruvian Supreme Court left. Peru's supreme court agreed.", {"Peruvian Supreme Court"}),
        ("The Peruvian foreign ministry left. Peru's foreign ministry agreed.", {"Peruvian foreign ministry"}),
        ("A Peruvian court agreed. Another Peruvian court refused.", {"Peruvian court"}),
    ],
)
def test_a_body_of_a_state_has_one_name(text: str, bodies: set[str], named: Held) -> None:
    assert {name for name, kind in named(text, "name", "type") if kind == "organization"} == bodies
