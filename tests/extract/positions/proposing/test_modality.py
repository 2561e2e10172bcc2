"""How firmly a text ascribes a position."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "stance", "modality"),
    [
        ("Kenya can only deplore the raid.", "accuse", "asserted"),
        ("Kenya can only bitterly regret the raid.", "concern", "asserted"),
        ("Kenya can deplore the raid.", "accuse", "possible"),
        ("Kenya could condemn only the raid.", "accuse", "possible"),
        ("Kenya can only condemn the raid when it has seen the proof.", "accuse", "possible"),
        ("Kenya can only support a treaty that names the culprits.", "support", "possible"),
    ],
)
def test_can_only_before_a_feeling_hedges_nothing(held: Held, text: str, stance: str, modality: str) -> None:
    assert held(text, "holder", "stance", "modality") == {("Kenya", stance, modality)}
