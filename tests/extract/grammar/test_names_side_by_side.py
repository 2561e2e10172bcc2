"""A body that is told something, and the state behind it whose it is, are two actors."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Held


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ghana presented to the Assembly Kenya's proposal for a truce.", {"Ghana", "Assembly", "Kenya"}),
        ("Ana Ruiz conveyed to the Commission Poland's objections.", {"Ana Ruiz", "Commission", "Poland"}),
        (
            "Ghana conveyed to the Security Council Costa Rica's objections.",
            {"Ghana", "UN Security Council", "Costa Rica"},
        ),
    ],
)
def test_a_body_and_a_state_side_by_side_are_two(named: Held, text: str, names: set[str]) -> None:
    assert {name for (name,) in named(text, "name")} == names


def test_the_state_holds_what_is_its_own(held: Held) -> None:
    assert ("Kenya", "support", "the truce") in held("We conveyed to the Council Kenya's support for the truce.")


@pytest.mark.parametrize(
    "text",
    [
        "Ghana presented a plan to the Football Federation Kenya's lawyers.",
        "Ghana wrote to the Football Federation Kenya's lawyers.",
    ],
)
def test_a_body_with_a_state_in_its_name_is_one(named: Held, text: str) -> None:
    assert "Football Federation Kenya" in {name for (name,) in named(text, "name")}
