"""Whom a position addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import Reader
from kg.model import Document


def addressees(reader: Reader, text: str) -> list[str | None]:
    """The addressees of the positions in a text, in its order."""
    facts = reader.read(Document(text, "own", "memory:own")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    return [names[p.addressee] if p.addressee is not None else None for p in facts.positions]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peruvian President Ana Ruiz proposed that Peru host the talks.", None),
        ("Peruvian President Ana Ruiz said Peru must pay.", None),
        ("Peruvian President Ana Ruiz proposed that Peru and Chile sign the pact.", "Chile"),
        ("Peruvian President Ana Ruiz proposed that Chile and Peru sign the pact.", "Chile"),
        ("Peruvian President Ana Ruiz demanded that Chile leave the pact.", "Chile"),
        ("Peruvian President Ana Ruiz urged Peru to sign the pact.", "Peru"),
        ("Peruvian lawmaker Ana Ruiz demanded that Peru leave the pact.", "Peru"),
        ("Former Peruvian President Ana Ruiz demanded that Peru leave the pact.", "Peru"),
        ("Opposition leader Ana Ruiz of Peru demanded that Peru leave the pact.", "Peru"),
    ],
)
def test_a_leader_does_not_address_their_own_state(reader: Reader, text: str, addressee: str | None) -> None:
    assert addressees(reader, text) == [addressee]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Kenya accused Peru and the United States of plotting a coup.", ["Peru", "United States"]),
        ("Kenya called on Peru, Chile and Ghana to accept the truce.", ["Peru", "Chile", "Ghana"]),
        ("Kenya blamed both Peru and Chile for the raid.", ["Peru", "Chile"]),
        ("Kenya demanded that Peru and Chile open the ports.", ["Peru", "Chile"]),
        ("Peru and Chile were urged by Kenya to pay.", ["Peru", "Chile"]),
        ("Kenyan President Ana Ruiz proposed that Kenya, Peru and Chile sign the pact.", ["Peru", "Chile"]),
        ("Kenya urged Peru, but not Chile, to pay.", ["Peru", None]),
        ("Kenya asked Peru or Chile to host the talks.", ["Peru"]),
        ("Kenya called on Peru to talk to Chile and Ghana.", ["Peru"]),
        ("Kenya urged Peru's and Chile's banks to pay.", ["Peru"]),
        ("Kenya accused Peru and Chile's president Ana Ruiz of lying.", ["Peru", "Ana Ruiz"]),
        ("Kenya urged Peru, Chile and Ghana's president Ana Ruiz to pay.", ["Peru", "Chile", "Ana Ruiz"]),
        ("Kenya urged Peru and the United States' Ana Ruiz to pay.", ["Peru", "Ana Ruiz"]),
        ("Kenya urged partners, including Peru and Chile, to pay.", ["partners"]),
        ("Kenya accused Peru of theft and Chile of fraud.", ["Peru"]),
    ],
)
def test_a_position_is_said_to_each_of_a_list(reader: Reader, text: str, listed: list[str]) -> None:
    assert addressees(reader, text) == listed


def test_what_is_said_to_a_list_differs_only_in_its_addressee(reader: Reader) -> None:
    facts = reader.read(Document("Kenya urged Peru and Chile to pay. Chile refused to pay.", "own", "memory:own")).facts
    one, other, answer = facts.positions
    assert replace(one, addressee=other.addressee) == other != one
    assert answer.reply_to == 1


@pytest.mark.parametrize(
    ("answer", "reply_to"),
    [
        ("Chilean Prime Minister Ana Ruiz refused", 1),
        ("Chile's foreign ministry refused", 1),
        ("Peruvian Prime Minister Ana Ruiz refused", 0),
        ("Both countries refused", 1),
    ],
)
def test_whoever_is_of_a_state_answers_what_is_said_to_it(reader: Reader, answer: str, reply_to: int) -> None:
    text = f"Kenya urged Peru and Chile to open the ports. {answer} to open the ports."
    *_, told = reader.read(Document(text, "own", "memory:own")).facts.positions
    assert told.reply_to == reply_to
