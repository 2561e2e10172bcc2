"""Names inside other names and nouns hold nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

COMPOUNDS = [
    "The Minsk agreements rejected nothing new.",
    "The Geneva talks supported many jobs.",
    "The Iran deal opposed by nobody stands.",
    "The China trade demand curve is flat.",
    "The Paris Agreement was long.",
    "The Oslo accords are old.",
    "The Kenya report describes cattle.",
    "The Basel ban entered into force.",
    "The US dollar fell.",
    "The Doha round ended.",
    "The Peru office moved.",
    "Shares of Hexa Peru welcomed nobody.",
]


@pytest.mark.parametrize("text", COMPOUNDS)
def test_a_name_that_only_modifies_is_no_holder(held: Held, text: str) -> None:
    assert held(text) == set()
