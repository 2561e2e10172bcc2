"""Positions without a verb of their own, which take that of the position before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Dublin wants the sale of the plant stopped; Wellington, a review every second year; Vienna, the right to "
         "inspect any reactor.",
         {("New Zealand", "demand", "a review every second year"),
          ("Austria", "demand", "the right to inspect any reactor")}),
        ("Ghana rejected the levy; Kenya, the quota.", {("Kenya", "reject", "the quota")}),
    ],
)  # fmt: skip
def test_a_party_without_a_verb_takes_the_preceding_verb(
    held: Held, text: str, rows: set[tuple[str, str, str]]
) -> None:
    assert rows <= held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Chile is open to a lower coupon, but not to a cut in principal.",
         ("Chile", "reject", "a cut in principal")),
        ("Kenya supported the fund, but not the levy.", ("Kenya", "oppose", "the levy")),
        ("Norway agreed to the inspections, though not to the fines.", ("Norway", "reject", "the fines")),
        ("The text is acceptable to Ghana but not to Togo.", ("Togo", "reject", "The text")),
    ],
)  # fmt: skip
def test_but_not_opposes_what_follows(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ghana rejected the levy; Kenya, which had paid for it, left.", 1),
        ("Ghana rejected the levy; in Nairobi, the markets fell.", 1),
        ("Ghana rejected the levy, but not because it was high.", 1),
        ("Ghana met the plan with interest but not enthusiasm.", 0),
        ("The minister spoke, but not of the levy.", 0),
        ("Ghana proposed talks as opposed to a ruling.", 0),
        ('"We may do it in stages, as opposed to one treaty," said Ana Ruiz.', 0),
    ],
)
def test_an_independent_clause_takes_up_no_stance(held: Held, text: str, kept: int) -> None:
    assert len({row for row in held(text) if row[1] in {"reject", "oppose", "support", "accept"}}) == kept
