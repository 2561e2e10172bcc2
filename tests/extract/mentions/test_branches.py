"""A branch of a body is an actor of its own, and not the state that it is named for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

BRANCHES: list[tuple[str, set[str]]] = [
    ("Oxfam America urged restraint. America left.", {"Oxfam America", "United States"}),
    ("WWF Germany called on the EU to act.", {"WWF Germany", "European Union"}),
]
STATES: list[tuple[str, str]] = [
    ("The Oxfam Syria envoy, Ana Ruiz, rejected the plan.", "Syria"),
    ("For the United Nations, Germany rejected the plan.", "Germany"),
]


@pytest.mark.parametrize(("text", "names"), BRANCHES)
def test_a_branch_is_no_state(text: str, names: set[str], named: Named) -> None:
    assert {name for (name,) in named(text, "name")} == names


@pytest.mark.parametrize(("text", "state"), STATES)
def test_a_state_beside_another_body_stays_a_state(text: str, state: str, named: Named) -> None:
    assert (state, "state") in named(text, "name", "type")
