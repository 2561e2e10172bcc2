"""What two sides say of each other: a position of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "pair", "matter"),
    [
        ("Armenia and Azerbaijan met in Geneva. Each side blames the other for the breakdown of the truce.",
         ("Armenia", "Azerbaijan"), "the breakdown of the truce"),
        ("India and Pakistan accused each other of violating the ceasefire.",
         ("India", "Pakistan"), "violating the ceasefire"),
        ("Kosovo and Serbia both accused each other of bad faith.", ("Kosovo", "Serbia"), "bad faith"),
        ("Greece and Turkey blamed one another for the collision.", ("Greece", "Turkey"), "the collision"),
        ("Sudan and South Sudan traded accusations of border raids.", ("South Sudan", "Sudan"), "border raids"),
        ("Peru and Ecuador exchanged accusations over the landmines.", ("Ecuador", "Peru"), "the landmines"),
    ],
)  # fmt: skip
def test_each_accuses_the_other(held: Held, text: str, pair: tuple[str, str], matter: str) -> None:
    one, other = pair
    rows = held(text, "holder", "stance", "matter", "addressee")
    assert {(one, "accuse", matter, other), (other, "accuse", matter, one)} <= rows


def test_each_makes_every_subject_a_holder(held: Held) -> None:
    rows = held("Ethiopia and Eritrea each demanded that the other withdraw first.", "holder", "stance")
    assert {("Ethiopia", "demand"), ("Eritrea", "demand")} <= rows


def test_one_accuser_is_the_only_holder(held: Held) -> None:
    assert held("India blamed Pakistan for the collision, and Nepal kept out.", "holder", "stance", "addressee") == {
        ("India", "accuse", "Pakistan")
    }
