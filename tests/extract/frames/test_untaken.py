"""Stances that are only due or supposed: nobody takes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

DUE = [
    "Sweden must reject the plan.",
    "Chile should condemn the raid.",
    "Serbia ought to support the pact.",
    "Chile has to oppose the levy.",
    "Kenya should be ready to accept the levy.",
    "Having Chile agree to the cut would likely not be enough.",
    "A treaty must be ratified by the Senate.",
]


@pytest.mark.parametrize("text", DUE)
def test_what_others_should_do_is_no_stance_of_theirs(reader: Reader, held: Held, text: str) -> None:
    assert held(text) == set()
    assert [c for c in CANDIDATES(reader.parse(Document(text, "own", "memory:own"))) if c.heading == "statements"] == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru had to accept the terms.", ("Peru", "accept", "the terms")),
        ("Peru said it must reject the levy.", ("Peru", "reject", "the levy")),
        ("Ana Ruiz said a lot still needs to be done.", ("Ana Ruiz", "demand", "a lot still needs to be done")),
    ],
)
def test_who_had_to_did_so_and_who_says_he_must_will(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "If Kenya really has concerns about the dam, it will say so.",
        "Unless Chile has doubts about the deal, it will sign.",
        "If Ghana has objections to the treaty, the talks will fail.",
    ],
)
def test_what_somebody_may_have_is_no_stance(held: Held, text: str) -> None:
    assert {("concern",), ("oppose",)}.isdisjoint(held(text, "stance"))


def test_what_somebody_has_is_one(held: Held) -> None:
    assert ("Kenya", "concern", "the dam") in held("Kenya has concerns about the dam.")


def test_that_it_is_false_does_not_say_what(held: Held) -> None:
    assert held('"The port is closed. That is false," Ana Ruiz said.', "stance") == set()
    told = ("Chile", "deny", "It is false that Peru paid the rebels")
    assert told in held("It is false that Peru paid the rebels, Chile said.")


@pytest.mark.parametrize(
    "text",
    [
        "The plan for a nuclear NATO threatened to scuttle the talks.",
        "Russia has sought to destabilize the region further.",
    ],
)
def test_what_is_feared_or_charged_is_nobody_s_wish(held: Held, text: str) -> None:
    assert held(text) == set()


def test_what_somebody_seeks_to_block_is_his_wish(held: Held) -> None:
    assert ("Peru", "demand", "block the levy") in held("Peru sought to block the levy.")
