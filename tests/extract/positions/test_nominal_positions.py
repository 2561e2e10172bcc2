"""Positions in nouns: "Tokyo's rejection of", "a US demand that"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

NOMINAL = [
    ("Tokyo's rejection of the whaling ban surprised Oslo.", ("Japan", "reject", "the whaling ban")),
    ("Opposition from Peru to the levy grew.", ("Peru", "oppose", "the levy")),
    ("Calls by Norway for a vote were ignored.", ("Norway", "demand", "a vote")),
    ("Kenya's readiness to sign the pact was welcome.", ("Kenya", "offer", "sign the pact")),
    ("Chile's refusal to pay angered Bolivia.", ("Chile", "reject", "pay")),
    ("Ghana's concern about the delay is known.", ("Ghana", "concern", "the delay")),
    ("The EU proposal for a ban was read.", ("European Union", "propose", "a ban")),
    ("Iran's threat to leave the treaty worried Oman.", ("Iran", "threaten", "leave the treaty")),
    ("The union's insistence on a pay rise stalled the talks.", ("union", "demand", "a pay rise")),
    ("Oman accepted Iran's invitation to join the pact.", ("Iran", "propose", "join the pact")),
    ("Oman rebuffed Iran's invitation to join the pact.", ("Iran", "propose", "join the pact")),
    (
        "Oman's acceptance of Iran's invitation to join the pact was welcomed.",
        ("Iran", "propose", "join the pact"),
    ),
    (
        "Oman welcomed Iran's invitation to discuss membership fees.",
        ("Iran", "propose", "discuss membership fees"),
    ),
    ("Oman welcomed Iran's invitation to Iraq to join the pact.", ("Iran", "propose", "join the pact")),
    ("Oman welcomed Iran's invitation to hold a vote.", ("Iran", "propose", "hold a vote")),
    ("Oman welcomed NATO's invitation to become a member.", ("NATO", "propose", "become a member")),
    ("India's support for the fund is firm.", ("India", "support", "the fund")),
    ("A Turkish demand that Greece withdraw its ships failed.", ("Turkey", "demand", "Greece withdraw its ships")),
]
NOTHING = [
    "Demand for copper rose.",
    "The call came at noon.",
    "Opposition parties met.",
    "Kenya's plan is long.",
    "The refusal came by post.",
    "Peru's invitation to open accession talks with the bloc came by post.",
    "Peru's invitation to become a member of the bloc came by post.",
    "Peru's invitation to the Oslo summit came by post.",
]
GIVEN_UP = [
    "Norway has retracted its demand for a vote.",
    "Norway withdrew its demand for a vote.",
    "Norway has backed away from its demand for a vote.",
    "Norway dropped its insistence on a vote.",
    "Norway withdrew its threat to leave the talks.",
    "Norway's plans to send troops to Mali have failed.",
]
STILL_HELD = [
    "Norway will retract its demand for a vote if Kenya pays.",
    "Norway has not retracted its demand for a vote.",
    "Norway has not dropped its demand for a vote.",
    "Norway scaled back its demand for a vote.",
]


@pytest.mark.parametrize(("sentence", "expected"), NOMINAL)
def test_the_noun_names_the_stance_and_its_owner_the_holder(
    held: Held, sentence: str, expected: tuple[object, ...]
) -> None:
    assert expected in held(sentence)


@pytest.mark.parametrize("text", NOTHING)
def test_a_noun_without_owner_or_matter_is_no_position(held: Held, text: str) -> None:
    assert held(text) == set()


@pytest.mark.parametrize("sentence", GIVEN_UP)
def test_a_stance_that_is_given_up_is_neither_held_nor_accepted(held: Held, sentence: str) -> None:
    assert held(sentence) == set()


@pytest.mark.parametrize("sentence", STILL_HELD)
def test_a_stance_not_yet_given_up_is_held(held: Held, sentence: str) -> None:
    assert ("Norway", "demand", "a vote") in held(sentence)


@pytest.mark.parametrize("left", ["demand for a vote", "promise to pay", "opposition to the levy"])
def test_backing_down_from_a_stance_is_no_acceptance(held: Held, left: str) -> None:
    assert held(f"Norway backed down from its {left}.") == set()


def test_withdrawing_an_objection_is_acceptance(held: Held) -> None:
    assert held("Norway withdrew its objection to the vote.") == {("Norway", "accept", "the vote")}


@pytest.mark.parametrize(
    "text",
    [
        "Peru noted support for the levy.",
        "Peru noted opposition to the levy.",
        "Peru noted widespread concern about the levy.",
        "Peru identified wide support for the levy.",
        "Peru highlighted growing support for the levy.",
        "Peru recalled agreement in Santiago on the levy.",
        "Peru closed the meeting, noting broad support for holding a vote.",
    ],
)
def test_a_stance_that_is_noted_is_that_of_others(held: Held, text: str) -> None:
    assert not held(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru noted its support for the levy.", "support"),
        ("Peru noted concern about the levy.", "concern"),
        ("Peru reiterated support for the levy.", "support"),
        ("Peru expressed broad support for the levy.", "support"),
        ("Peru stressed support for the levy.", "support"),
        ("Peru noted agreement with Chile on the levy.", "accept"),
    ],
)
def test_a_stance_that_is_voiced_is_ones_own(held: Held, text: str, stance: str) -> None:
    assert held(text) == {("Peru", stance, "the levy")}


def test_a_noted_stance_keeps_the_holder_whom_the_words_name(held: Held) -> None:
    assert ("Chile", "support", "the levy") in held("Peru noted Chile's support for the levy.")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru noted the opposition of Chile to the levy.", ("Chile", "oppose", "the levy")),
        ("Peru underlined the broad support of Chile for the levy.", ("Chile", "support", "the levy")),
    ],
)
def test_a_noted_stance_is_that_of_whoever_follows_of(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert held(text) == {row}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru stressed the wider use of gas.", ("Peru", "support", "the wider use of gas")),
        ("Peru emphasized universal access to water.", ("Peru", "support", "universal access to water")),
        ("Peru stressed common demands for a levy.", ("Peru", "demand", "a levy")),
        ("Peru highlighted the growing threat of drought.", ("Peru", "concern", "the growing threat of drought")),
    ],
)
def test_what_is_broad_or_growing_but_no_stance_is_stressed_as_ones_own(
    held: Held, text: str, row: tuple[str, str, str]
) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ana Ruiz reiterated Chile's commitment to the truce.", ("Chile", "commit", "the truce")),
        ("Ana Ruiz confirmed Chile's readiness to sign the pact.", ("Chile", "offer", "sign the pact")),
        ("Ana Ruiz stressed Chilean support for the levy.", ("Chile", "support", "the levy")),
        ("Ana Ruiz will reaffirm Chile's support for the levy.", ("Chile", "support", "the levy")),
        ("Peru conveyed Chile's concern about the levy.", ("Chile", "concern", "the levy")),
    ],
)
def test_a_stance_that_is_only_conveyed_is_its_owners_alone(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert held(text) == {row}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru welcomed Chile's support for the levy.", ("Peru", "support", "Chile's support for the levy")),
        ("Peru shared Chile's concern about the levy.", ("Peru", "concern", "the levy")),
        (
            "Peru expressed support for Chile's bid to host the talks.",
            ("Peru", "support", "Chile's bid to host the talks"),
        ),
        ("Ana Ruiz reiterated her commitment to the truce.", ("Ana Ruiz", "commit", "the truce")),
    ],
)
def test_a_stance_on_or_beside_that_of_others_is_ones_own(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)
