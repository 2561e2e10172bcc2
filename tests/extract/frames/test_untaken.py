"""Stances that somebody only should or may take: nobody holds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES, Candidate
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
    "Chile should voice support for the plan.",
]


def told(reader: Reader, text: str) -> list[Candidate]:
    doc = reader.parse(Document(text, "own", "memory:own"))
    return [candidate for candidate in CANDIDATES(doc) if candidate.heading == "statements"]


@pytest.mark.parametrize("text", DUE)
def test_an_obligation_is_no_stance_of_the_one_obliged(reader: Reader, held: Held, text: str) -> None:
    assert held(text) == set()
    assert told(reader, text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru had to accept the terms.", ("Peru", "accept", "the terms")),
        ("Peru has had to accept the terms.", ("Peru", "accept", "the terms")),
        ("Peru is having to accept the terms.", ("Peru", "accept", "the terms")),
        ("Peru would have to reject the plan if it passed.", ("Peru", "reject", "the plan")),
        ("Peru may have to accept the terms.", ("Peru", "accept", "the terms")),
        ("Peru must and will oppose any deal.", ("Peru", "oppose", "any deal")),
        ("Peru must show its opposition to the levy.", ("Peru", "oppose", "the levy")),
        ("Peru said it must reject the levy.", ("Peru", "reject", "the levy")),
        ("Peru's foreign minister said Peru must reject the levy.", ("Peru", "reject", "the levy")),
        ("Ana Ruiz said a lot still needs to be done.", ("Ana Ruiz", "demand", "a lot still needs to be done")),
    ],
)
def test_having_to_or_announcing_a_must_is_a_stance(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


def test_a_coordinated_clause_with_must_is_a_statement_too(reader: Reader) -> None:
    text = "Peru argued that the plan was unfair and that it must reject the levy."
    assert len(told(reader, text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "If Kenya really has concerns about the dam, it will say so.",
        "Unless Chile has doubts about the deal, it will sign.",
        "If Ghana has objections to the treaty, the talks will fail.",
    ],
)
def test_a_concern_in_a_condition_is_no_stance(held: Held, text: str) -> None:
    assert {("concern",), ("oppose",)}.isdisjoint(held(text, "stance"))


def test_a_concern_that_somebody_has_is_a_stance(held: Held) -> None:
    assert ("Kenya", "concern", "the dam") in held("Kenya has concerns about the dam.")


def test_calling_that_false_denies_nothing(held: Held) -> None:
    assert held('"The port is closed. That is false," Ana Ruiz said.', "stance") == set()


@pytest.mark.parametrize("judged", ["a lie", "a myth", "nothing but a lie"])
def test_calling_a_claim_a_lie_denies_it(held: Held, judged: str) -> None:
    denied = f"It is {judged} that Peru paid the rebels"
    assert ("Chile", "deny", denied) in held(f"{denied}, Chile said.")


def test_calling_a_claim_false_denies_the_claim(held: Held) -> None:
    assert ("Chile", "deny", "Peru paid the rebels") in held("It is false that Peru paid the rebels, Chile said.")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Iran must accept the deal, and Ghana supports it.", ("Ghana", "support", "the deal")),
        ("Peru must accept the plan. Chile endorsed it on Tuesday.", ("Chile", "support", "the plan")),
    ],
)
def test_it_may_refer_to_the_object_of_an_obligation(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert held(text) == {row}


def test_a_plan_that_threatens_to_do_something_takes_no_stance(held: Held) -> None:
    assert held("The plan for a nuclear NATO threatened to scuttle the talks.") == set()


@pytest.mark.parametrize(
    ("text", "is_support"),
    [
        ("Ana Ruiz welcomed participants and opened the talks.", False),
        ("The delegates were welcomed by Ana Ruiz.", False),
        ("Ana Ruiz welcomed delegates to Lima.", False),
        ("Ana Ruiz welcomed the delegates' efforts.", True),
        ("Ana Ruiz welcomed the truce.", True),
    ],
)
def test_who_welcomes_guests_supports_nothing(held: Held, text: str, is_support: bool) -> None:
    assert any(stance == "support" for _, stance, _ in held(text)) == is_support


@pytest.mark.parametrize("aim", ["block the levy", "abolish the levy", "break the deadlock"])
def test_seeking_to_end_something_is_support(held: Held, aim: str) -> None:
    assert ("Peru", "support", aim) in held(f"Peru sought to {aim}.")


@pytest.mark.parametrize(
    "aim",
    [
        "be recognised by Chile",
        "have the ban lifted",
        "see the ban lifted",
        "persuade Chile to pay",
        "receive more aid",
    ],
)
def test_seeking_something_of_others_is_a_demand(held: Held, aim: str) -> None:
    assert held(f"Peru seeks to {aim}.") == {("Peru", "demand", aim)}


@pytest.mark.parametrize(
    ("text", "is_demand"),
    [
        ("A judge requested anonymity to reveal the ruling.", False),
        ("A judge who demanded anonymity left.", False),
        ("A judge asked not to be identified.", False),
        ("A judge asked that her name not be used.", False),
        ("A judge demanded anonymity for the jurors.", True),
        ("A judge insisted on anonymity to speak freely.", False),
        ("A judge asked that the jurors not be identified.", True),
        ("A judge asked that the jurors' names not be used.", True),
        ("A judge asked that his court not be cited.", True),
        ("A judge asked not to be transferred.", True),
    ],
)
def test_a_source_that_stays_unnamed_demands_nothing(held: Held, text: str, is_demand: bool) -> None:
    assert any(holder == "judge" and stance == "demand" for holder, stance, _ in held(text)) == is_demand


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Togo asked that its ports not be used.", ("Togo", "demand", "its ports not be used")),
        ("Lawmakers oppose anonymity to shield donors.", ("Lawmakers", "oppose", "anonymity to shield donors")),
        ("Togo demanded anonymity to protect jurors.", ("Togo", "demand", "anonymity to protect jurors")),
    ],
)
def test_who_is_no_source_takes_a_stance_on_what_is_quoted(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile has not made an offer on the levy.",
        "Chile did not express concern about the levy.",
        "Chile is close to signing the treaty.",
    ],
)
def test_nobody_holds_what_is_not_made_or_not_yet_done(held: Held, text: str) -> None:
    assert held(text) == set()
