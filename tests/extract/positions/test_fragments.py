"""What speakers say without a verb, and the phrases by which they judge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('"No foreign boots in our harbour," Rita Vogel told deputies.',
         ("Rita Vogel", "reject", "No foreign boots in our harbour")),
        ('"A disgrace," Rita Vogel said.', ("Rita Vogel", "accuse", "A disgrace")),
    ],
)  # fmt: skip
def test_words_without_a_verb_take_a_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        '"No comment," said Rita Vogel.',
        '"Good luck," said Rita Vogel.',
        'The guards were in a "serious" condition, Rita Vogel said.',
        '"No surrender?" asked Rita Vogel.',
    ],
)
def test_words_without_a_verb_that_take_none(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("the plan fell short", "concern"),
        ("the toll went too far", "oppose"),
        ("the plan made no sense", "oppose"),
        ("the plan would not work", "oppose"),
        ("the blockade could not go on", "demand"),
        ("the plan cut both ways", "concern"),
        ("the toll sent the wrong signal", "concern"),
        ("the plan would set a dangerous precedent", "concern"),
        ("the plan had no future", "oppose"),
        ("Kenya was dragging its feet", "accuse"),
        ("Kenya had moved the goalposts", "accuse"),
        ("the bank had been sold out", "accuse"),
        ("Kenya had no right to close the strait", "accuse"),
        ("Kenya was responsible for the deaths", "accuse"),
        ("Kenya was wrong to close the strait", "accuse"),
        ("the blame lay with Kenya", "accuse"),
        ("the border was not up for discussion", "reject"),
        ("there was little point in more talks", "reject"),
        ("the answer was no", "reject"),
        ("the toll was nothing but blackmail", "accuse"),
        ("the toll smacked of colonialism", "accuse"),
        ("the toll was an attempt to blackmail farmers", "accuse"),
        ("the deal was in Peru's interest", "support"),
        ("the deal was not in Peru's interest", "oppose"),
        ("the story was simply not true", "deny"),
        ("she had done nothing wrong", "deny"),
        ("this was not the time to lift the ban", "oppose"),
    ],
)
def test_a_phrase_judges_its_subject(held: Held, said: str, stance: str) -> None:
    assert ("Rita Vogel", stance) in held(f"Rita Vogel said {said}.", "holder", "stance")


@pytest.mark.parametrize(
    "text",
    [
        "Rita Vogel said the shop sold out in an hour.",
        "Rita Vogel said the village lies in Kenya.",
        "Rita Vogel said the earthquake killed twelve people.",
        "Rita Vogel said the train fell off the bridge.",
        '"Does the plan make sense?" Rita Vogel asked.',
        "Rita Vogel said she had lost touch with her class.",
    ],
)
def test_the_same_words_told_as_facts_judge_nothing(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Rita Vogel regards any delay as capitulation.",
         ("Rita Vogel", "accuse", "any delay as capitulation")),
        ("Rita Vogel sees the toll as an attack on farmers.",
         ("Rita Vogel", "accuse", "the toll as an attack on farmers")),
        ("Rita Vogel spoke of betrayal.", ("Rita Vogel", "accuse", "betrayal")),
    ],
)  # fmt: skip
def test_a_name_that_condemns_is_an_accusation(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)
