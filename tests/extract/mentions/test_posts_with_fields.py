"""Names beside posts that tell a field, bodies beside posts, and common nouns that open a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

NAMES: list[tuple[str, set[str]]] = [
    ("Under Secretary of State for Rivers and Harbours Ana Ruiz left.", {"Ana Ruiz"}),
    ("Minister of Fisheries, Water, and Rural Affairs Ana Ruiz left.", {"Ana Ruiz", "Rural Affairs"}),
    ("The governor of Peru, Ana Ruiz, and Bo Ek left.", {"Ana Ruiz", "Bo Ek", "Peru"}),
    ("Ana Ruiz, Chief Justice, Ontario Superior Court, objected.", {"Ana Ruiz", "Ontario Superior Court"}),
    ("Residents of San Diego County objected.", {"Residents", "San Diego County"}),
    ("Police came. Ana Ruiz thanked the police.", {"Police", "Ana Ruiz"}),
    (
        "U.S. Agency for International Development (USAID) Administrator Bo Ek left.",
        {"US Agency for International Development", "Bo Ek"},
    ),
]
NO_NAMES: list[tuple[str, str]] = [
    ("The James Webb Telescope was late. A telescope was built.", "James Webb Telescope"),
    ("Residents of San Diego County objected.", "Diego County"),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_whoever_is_named_is_one_actor(named: Named, text: str, names: set[str]) -> None:
    assert {name for name, _ in named(text)} == names


@pytest.mark.parametrize(("text", "name"), NO_NAMES)
def test_nobody_is_called_so(named: Named, text: str, name: str) -> None:
    assert (name, "person") not in named(text)
