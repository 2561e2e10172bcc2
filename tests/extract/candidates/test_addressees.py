"""Whom a position addresses."""

from __future__ import annotations

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
