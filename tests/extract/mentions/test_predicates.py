"""Adjectives that are nouns for people elsewhere: "the moderate", "the steadfast"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru and Chile are steadfast in their support for the pact.", {"Peru", "Chile"}),
        ("Peru is loyal and steadfast in its support for the pact.", {"Peru"}),
        ("Peru has remained independent.", {"Peru"}),
        ("Chile considers Peru radical in its demands.", {"Peru", "Chile"}),
        ("The steadfast rejected the pact.", {"steadfast"}),
        ("Peru met the moderates.", {"Peru", "moderates"}),
    ],
)
def test_an_adjective_that_says_how_somebody_is_names_nobody(text: str, names: set[str], named: Named) -> None:
    assert {name for (name,) in named(text, "name")} == names
