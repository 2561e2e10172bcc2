"""Whom "we" means where a spokesperson says it, and whom "both" takes up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('"We reject the new map of Peru," Ana Quispe, a spokeswoman for the Foreign Ministry of Bolivia, said. '
         "Bolivia closed the road.",
         ("Bolivia", "reject", ("Ana Quispe",))),
        ('"We reject the offer," said Jan Holt, a spokesman for the miners\' union.',
         ("miners' union", "reject", ("Jan Holt",))),
        ('"I reject the offer," said Jan Holt, a spokesman for the miners\' union.', ("Jan Holt", "reject", ())),
        ('"We reject the offer," said Jan Holt, the chairman of the miners\' union.', ("Jan Holt", "reject", ())),
    ],
)  # fmt: skip
def test_a_spokesperson_speaks_for_the_body(held: Held, text: str, row: tuple[object, ...]) -> None:
    assert row in held(text, "holder", "stance", "sources")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Chile hesitated and Peru wavered, but both backed the French line.", {"Chile", "Peru"}),
        ("The talks ended with Ghana and Togo at the table. Both reject the toll.", {"Ghana", "Togo"}),
        ("Chile backed both plans.", {"Chile"}),
        ("The snow and the rain stopped. Both were welcomed by Norway.", {"Norway"}),
    ],
)
def test_both_are_the_last_two(held: Held, text: str, holders: set[str]) -> None:
    assert {row[0] for row in held(text, "holder")} == holders
