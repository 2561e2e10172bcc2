"""Who has left a body, or is not yet of it, is not tied to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, tuple[str, str]]] = [
    ("Greenpeace economist Bo Ek rejected the plan.", ("Bo Ek", "Greenpeace")),
    ("Former Green Party treasurer Bo Ek rejected the plan.", ("Bo Ek", "Green Party")),
    ("Ana Ruiz, a Peruvian banker, rejected the plan.", ("Ana Ruiz", "Peru")),
    ("Three Peruvian officials rejected the plan.", ("Peruvian officials", "Peru")),
    ("Cuba is a non-permanent member of the Security Council.", ("Cuba", "UN Security Council")),
]
LEFT: list[tuple[str, tuple[str, str]]] = [
    ("Former Greenpeace economist Bo Ek rejected the plan.", ("Bo Ek", "Greenpeace")),
    ("Retired Peruvian banker Ana Ruiz rejected the plan.", ("Ana Ruiz", "Peru")),
    ("Ana Ruiz, the former President of Peru, rejected the plan.", ("Ana Ruiz", "Peru")),
    ("Three former Peruvian officials rejected the plan.", ("former Peruvian officials", "Peru")),
    ("Cuba is a potential member of the Security Council.", ("Cuba", "UN Security Council")),
]


@pytest.mark.parametrize(("text", "row"), FOUND)
def test_who_is_still_of_a_body_is_tied_to_it(proposed: Propose, text: str, row: tuple[str, str]) -> None:
    assert row in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "row"), LEFT)
def test_who_has_left_is_not(proposed: Propose, text: str, row: tuple[str, str]) -> None:
    assert row not in proposed(text, "affiliations")
