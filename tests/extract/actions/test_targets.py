"""Targets of measures, and words beside a measure that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Bo Ek took Norway out of the fund.", ("Bo Ek", None, "withdrawal", None)),
        ("Bo Ek withdrew Norway from the pact.", ("Bo Ek", None, "withdrawal", None)),
        ("Bo Ek withdrew Norway's support last year.", ("Bo Ek", None, "withdrawal", None)),
        ("President Bo Ek threatened to pull Norway out of the pact.", ("Bo Ek", None, "withdrawal", None)),
        ("Peru withdrew its diplomats from Chile.", ("Peru", "Chile", "withdrawal", None)),
    ],
)
def test_the_thing_withdrawn_is_no_target(proposed: Propose, sentence: str, row: tuple[object, ...]) -> None:
    assert proposed(sentence, "actions") == {row}


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Peru filed a complaint with the WTO.", None),
        ("Peru lodged a WTO complaint on Monday.", None),
        ("Peru brought the case to the WTO.", None),
        ("Peru filed a WTO complaint against Chile.", "Chile"),
        ("Peru filed a WTO case over Chilean duties.", "Chile"),
        ("Peru filed a case at the WTO on behalf of Chile.", None),
        ("Peru began the prosecution of Bo Ek.", "Bo Ek"),
        ("Peru opened an inquiry on Chile.", "Chile"),
        ("Peru opened a case on Chile.", "Chile"),
        ("Peru launched an anti-dumping investigation on steel from Chile.", "Chile"),
        ("Peru started anti-dumping proceedings on goods from Chile.", "Chile"),
    ],
)
def test_a_complaint_is_not_against_the_body_that_decides_it(
    proposed: Propose, sentence: str, target: str | None
) -> None:
    assert ("Peru", target, "other", None) in proposed(sentence, "actions")
