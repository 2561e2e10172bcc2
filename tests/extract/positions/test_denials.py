"""What is called untrue is what is denied, not that it is untrue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Kenya said that the report of a truce was false.", "the report of a truce"),
        ("Kenya claimed that the report of a truce was false.", "the report of a truce"),
        ("Kenya said the accusations were completely false and malicious.", "the accusations"),
        ("Kenya said that the story of a coup was a lie.", "the story of a coup"),
        ("Kenya said that the report of a truce was not true.", "the report of a truce"),
        ("Kenya said that it is false that its army crossed the river.", "its army crossed the river"),
        (
            "Kenya said the rumour that its army crossed the river was false.",
            "the rumour that its army crossed the river",
        ),
        ("Kenya denied that the report was false.", "the report was false"),
        ("Kenya said that the charge was false in part.", "the charge was false in part"),
    ],
)
def test_the_matter_of_a_denial_is_what_is_untrue(held: Held, text: str, matter: str) -> None:
    found = held(text, "holder", "stance", "matter")
    assert {row for row in found if row[1] == "deny"} == {("Kenya", "deny", matter)}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not say that the report of a truce was false.",
        '"I never said that the report was false," said Ana Ek, the envoy of Kenya.',
        "Kenya did not say that the levy was unfair.",
    ],
)
def test_what_somebody_did_not_say_is_no_judgement(held: Held, text: str) -> None:
    assert held(text, "holder", "stance") == set()
