"""Who has left a body, or does not belong to it yet, is not tied to it."""

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
    ("As a non-permanent member of the Security Council, Cuba objected.", ("Cuba", "UN Security Council")),
    ("Cuba is a former and current member of the Security Council.", ("Cuba", "UN Security Council")),
    (
        "Ten future and present members of the European Union met.",
        ("Ten future and present members of the European Union", "European Union"),
    ),
    (
        "Former and current officials of the Dock Union objected.",
        ("Former and current officials of the Dock Union", "Dock Union"),
    ),
    ("She praised former allies. Greenpeace lawyer Bo Ek objected to the plan.", ("Bo Ek", "Greenpeace")),
    ("Former Greenpeace economist Bo Ek came back. Bo Ek is a member of Greenpeace.", ("Bo Ek", "Greenpeace")),
    ("Former Greenpeace economist Bo Ek came back. Greenpeace lawyer Bo Ek objected.", ("Bo Ek", "Greenpeace")),
    ("Former Peruvian minister Bo Ek came. Bo Ek spoke for Peru.", ("Bo Ek", "Peru")),
    ("Former Colombian guerrillas rejected the deal.", ("Former Colombian guerrillas", "Colombia")),
    ("Peru became a member of the European Union.", ("Peru", "European Union")),
    ("Peru said that it is a member of the European Union.", ("Peru", "European Union")),
    ("Peru is proud to be a member of the European Union.", ("Peru", "European Union")),
    ("Peru wants to remain a member of the European Union.", ("Peru", "European Union")),
    ("Peru decided to join the European Union.", ("Peru", "European Union")),
    ("Peru would like to remain a member of the European Union.", ("Peru", "European Union")),
    ("Peru will remain a member of the European Union.", ("Peru", "European Union")),
    ("Peru was elected a member of the Security Council.", ("Peru", "UN Security Council")),
    ("Peru, which is a member of the European Union, will accept.", ("Peru", "European Union")),
    ("Chile told reporters that Peru joined the European Union in 2023.", ("Peru", "European Union")),
    ("Ana Ruiz told the envoys Peru became a member of the European Union last year.", ("Peru", "European Union")),
]
LEFT: list[tuple[str, tuple[str, str]]] = [
    ("The non-OPEC member Norway rejected the plan.", ("Norway", "OPEC")),
    ("Foreign Minister Bo Ek said that the US was wrong.", ("Bo Ek", "United States")),
    ("Former Greenpeace economist Bo Ek rejected the plan.", ("Bo Ek", "Greenpeace")),
    ("Retired Peruvian banker Ana Ruiz rejected the plan.", ("Ana Ruiz", "Peru")),
    ("Ana Ruiz, the former President of Peru, rejected the plan.", ("Ana Ruiz", "Peru")),
    ("Three former Peruvian officials rejected the plan.", ("former Peruvian officials", "Peru")),
    ("Cuba is a potential member of the Security Council.", ("Cuba", "UN Security Council")),
    ("Cuba is a former member of the Security Council.", ("Cuba", "UN Security Council")),
    ("Fiji is a non-member of the European Union.", ("Fiji", "European Union")),
    ("Former officials of the Dock Union objected.", ("Former officials", "Dock Union")),
    ("Retired workers of the Dock Union objected.", ("Retired workers", "Dock Union")),
    ("Former Dock Union officials objected.", ("Former Dock Union officials", "Dock Union")),
    ("Two former Peruvian ministers, Bo Ek and Ana Ruiz, objected.", ("Bo Ek", "Peru")),
    ("Peru hopes to become a member of the European Union.", ("Peru", "European Union")),
    ("Chile praised Peru's intention to become a member of the European Union.", ("Peru", "European Union")),
    ("Peru may become a member of the European Union.", ("Peru", "European Union")),
    ("Peru ceased to be a member of the European Union.", ("Peru", "European Union")),
    ("If Peru were a member of the European Union, it would pay.", ("Peru", "European Union")),
    ("Peru wants to join the European Union.", ("Peru", "European Union")),
    ("Chile invited Peru to join the European Union.", ("Peru", "European Union")),
    ("Peru could join the European Union.", ("Peru", "European Union")),
    ("Peru will become a member of the European Union.", ("Peru", "European Union")),
    ("Peru is to become a member of the European Union.", ("Peru", "European Union")),
    ("Peru is expected to join the European Union.", ("Peru", "European Union")),
    ("Peru could be a member of the European Union.", ("Peru", "European Union")),
    ("Peru will be elected a member of the Security Council.", ("Peru", "UN Security Council")),
    ("Peru hopes to be elected a member of the Security Council.", ("Peru", "UN Security Council")),
    ("Chile urged that Peru join the European Union.", ("Peru", "European Union")),
    ("Chile wants Peru to join the European Union.", ("Peru", "European Union")),
    ("Chile told Peru to join the European Union.", ("Peru", "European Union")),
]


@pytest.mark.parametrize(("text", "row"), FOUND)
def test_a_present_member_is_tied_to_the_body(proposed: Propose, text: str, row: tuple[str, str]) -> None:
    assert row in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "row"), LEFT)
def test_a_former_or_future_member_is_not_tied_to_the_body(proposed: Propose, text: str, row: tuple[str, str]) -> None:
    assert row not in proposed(text, "affiliations")
