"""Conditions that the word order tells: "should Peru pay" is what nobody says or wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.grammar.conditions.conditional import conditional
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("sentence", "main", "condition"),
    [
        (
            "Minister Ana Ek has been clear that should Chile go on to shell the port, Peru will send ships.",
            "send",
            "go",
        ),
        ("Minister Ana Ek said that should Chile refuse to pay, Peru would close the border.", "close", "refuse"),
        ("Minister Ana Ek warned that were Chile to close the port, Peru would send ships.", "send", "were"),
        ("Minister Ana Ek said that had Chile paid, Peru would have opened the border.", "opened", "paid"),
        ("Ana Ek declares that Peru will sign the treaty should a truce not be reached by May.", "sign", "reached"),
        ("Should Chile refuse, Peru will send ships.", "send", "refuse"),
        ("Minister Ana Ek said Chile should pay, and should Bolivia refuse, the talks would end.", "end", "refuse"),
        ("Norway said Chile should leave Mali, and should it stay, a levy would follow.", "follow", "stay"),
        ("Peru will withdraw its troops, should Chile agree to pay.", "withdraw", "agree"),
        ("Peru called on Chile to leave the treaty should Bolivia not sign it.", "leave", "sign"),
    ],
)
def test_the_main_clause_depends_on_it(reader: Reader, sentence: str, main: str, condition: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    (verb,) = (t for t in doc if t.text == main)
    clause = conditional(verb)
    assert clause is not None
    assert clause.text == condition


@pytest.mark.parametrize(
    "sentence",
    [
        "Minister Ana Ek said that should be done by Chile.",
        "Nor should Chile pay for the port, said Minister Ana Ek.",
        "Only then should Peru lift the levy, Minister Ana Ek said.",
        "Why should Peru pay?",
    ],
)
def test_other_inversions_are_no_conditions(reader: Reader, sentence: str) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    assert not any(map(conditional, doc))


def test_it_is_no_demand_and_makes_what_depends_on_it_conditional(held: Held) -> None:
    text = "Minister Ana Ek has been clear that should Chile shell the port, Peru will raise its support for Bolivia."
    rows = held(text, "stance", "modality")
    assert ("commit", "conditional") in rows
    assert "demand" not in {stance for stance, _ in rows}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru said Chile should pay, and should Bolivia refuse, the talks would end.", "Chile should pay"),
        ("Norway said Chile should leave Mali, and should it stay, a levy would follow.", "Chile should leave Mali"),
    ],
)
def test_a_condition_after_and_is_no_part_of_what_goes_before(held: Held, text: str, wanted: str) -> None:
    assert {matter for stance, matter in held(text, "stance", "matter") if stance == "demand"} == {wanted}


def test_a_statement_keeps_both_halves(reader: Reader) -> None:
    text = "Minister Ana Ek said that should Chile refuse to pay, Peru would close the border."
    (statement,) = reader.read(Document(text, "own", "memory:own")).facts.statements
    assert statement.content.text == "that should Chile refuse to pay, Peru would close the border"
