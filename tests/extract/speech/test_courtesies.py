"""Persons who are thanked or welcomed by name, and do not speak."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document


def sources(reader: Reader, text: str) -> set[str]:
    """The names of those who make statements in a text."""
    found = (c for c in CANDIDATES(reader.parse(Document(text, "own", "memory:own"))) if c.heading == "statements")
    return {actor.name for candidate in found for actor in candidate.actors.values() if isinstance(actor, Cluster)}


@pytest.mark.parametrize(
    "text",
    [
        "But Prime Minister, again, thank you so much for the support for Peru.",
        "President Ruiz, Ana, thank you for hosting us.",
        "Ministers, thank you for your support for Peru.",
    ],
)
def test_who_is_thanked_says_nothing(reader: Reader, text: str) -> None:
    assert sources(reader, text) == set()


@pytest.mark.parametrize(
    ("text", "speaking"),
    [
        ("The ministers, who met today, thank you for the support.", {"ministers"}),
        ("Peru and Chile, again, thank you for the support.", {"Peru", "Chile"}),
        ("Many delegations, however, thank you for the text.", {"Many delegations"}),
        ("Members of AOSIS, represented here by Fiji, thank you for the draft.", {"Members of AOSIS"}),
        ("Peru, again, thank you for the support.", {"Peru"}),
        ("Bo Ek, the prime minister, thanked Peru for the support.", {"Bo Ek"}),
    ],
)
def test_who_thanks_speaks(reader: Reader, text: str, speaking: set[str]) -> None:
    assert sources(reader, text) == speaking
