"""Envoys act for whoever sends them, not for the state to which they are sent."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("EU Special Envoy for Mali Ambassador Bo Ek left.", {("Bo Ek", "European Union", "Special Envoy for Mali")}),
    (
        "U.S. Special Representative for Haiti Stabilization Ambassador Bo Ek left.",
        {("Bo Ek", "United States", "Special Representative for Haiti Stabilization")},
    ),
    (
        "Norwegian Special Envoy for Mali and Chad General Bo Ek left.",
        {("Bo Ek", "Norway", "Special Envoy for Mali and Chad")},
    ),
    ("Special Envoy for Yemen Bo Ek demanded talks.", {("Bo Ek", None, "Special Envoy")}),
    ("Peru's special envoy for Mali, Bo Ek, left.", {("Bo Ek", "Peru", "special envoy")}),
    ("The representative for Mali, Bo Ek, left.", {("Bo Ek", "Mali", "representative")}),
    ("Chilean Ambassador Bo Ek left.", {("Bo Ek", "Chile", "Ambassador")}),
    ("The spokesman for Kenyan President Ana Ruiz left.", {("Ana Ruiz", "Kenya", "President")}),
]


@examples(FOUND, [])
def test_an_envoy_is_of_the_sender(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected


@examples([], ["The Special Envoy for Mali, Bo Ek, left. Mali sat."])
def test_an_envoy_does_not_belong_to_the_state_visited(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert {row for row in proposed(sentence, "affiliations") if row[:1] == ("Bo Ek",)} == expected
