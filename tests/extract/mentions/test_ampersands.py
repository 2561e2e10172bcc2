"""Names of firms with "&", which join no two actors, and lists of actors with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("names", "holders"),
    [
        ("Legal & General", {"Legal & General"}),
        ("Legal & General Group", {"Legal & General Group"}),
        ("Marks & Spencer", {"Marks & Spencer"}),
        ("Peru & Chile", {"Peru", "Chile"}),
        ("NATO & Peru", {"NATO", "Peru"}),
        ("Bo Ek & Ana Ruiz", {"Bo Ek", "Ana Ruiz"}),
    ],
)
def test_a_name_with_an_ampersand_is_one(held: Held, names: str, holders: set[str]) -> None:
    assert {row[0] for row in held(f"{names} rejected the treaty.")} == holders
