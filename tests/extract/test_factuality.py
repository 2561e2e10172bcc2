"""Negation, conditions, possibility, hearsay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

ASSERTED = [
    ("Kenya does not support the levy.", ("Kenya", "oppose", "the levy", "asserted")),
    ("Kenya could accept a lower levy.", ("Kenya", "accept", "a lower levy", "possible")),
    ("Kenya would accept the levy if Uganda paid.", ("Kenya", "accept", "the levy", "conditional")),
    ("Kenya cannot accept the levy.", ("Kenya", "reject", "the levy", "asserted")),
    ("Kenya is said to oppose the levy.", ("Kenya", "oppose", "the levy", "reported-belief")),
    ("Kenya seems to back the levy.", ("Kenya", "support", "the levy", "reported-belief")),
    ("Kenya won't sign the treaty.", ("Kenya", "reject", "the treaty", "asserted")),
    ("Kenya never agreed to the levy.", ("Kenya", "reject", "the levy", "asserted")),
    ("Kenya may reject the levy.", ("Kenya", "reject", "the levy", "possible")),
    ("Kenya will not pay unless Uganda leaves.", ("Kenya", "reject", "pay", "conditional")),
    ("Kenya insisted that it would not pay.", ("Kenya", "reject", "it would not pay", "asserted")),
]
NOTHING = [
    "Kenya does not oppose the levy.",
    "Kenya did not condemn Uganda.",
    "Kenya is not opposed to the levy.",
    "Kenya did not threaten to leave.",
    "Kenya did not deny the report.",
]


@pytest.mark.parametrize(("sentence", "expected"), ASSERTED)
def test_stance_and_modality_follow_the_words(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence, "holder", "stance", "matter", "modality")


@pytest.mark.parametrize("text", NOTHING)
def test_a_negation_without_an_opposite_is_no_position(held: Held, text: str) -> None:
    assert held(text) == set()
