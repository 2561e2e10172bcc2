"""A leader's title and "Mr" or "Ms" tell persons of one surname apart."""

from __future__ import annotations

import pytest

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document


def people(reader: Reader, text: str) -> list[str]:
    """The names that a text calls persons by, those of one person joined, in text order."""
    clusters = (c for c in CLUSTERS(reader.parse(Document(text, "own", "memory:own"))) if c.type == "person")
    return [" = ".join(m.name for m in sorted(c.mentions, key=lambda m: m.start)) for c in clusters]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Jane Obama wept. President Obama objected. Mrs Obama left.", ["Jane Obama = Obama", "Obama"]),
        ("Vice President Jane Bush spoke. President Bush objected. Bush left.", ["Jane Bush", "Bush", "Bush"]),
        ("Jane Putin won the nomination. President Putin objected.", ["Jane Putin", "Putin"]),
        ("President Lund came with his wife, Maria Lund. Lund left.", ["Lund = his = Lund", "Maria Lund"]),
        ("First Lady Maria Lund left. President Lund objected.", ["Maria Lund", "Lund"]),
        ("Bo Lund's son, Jan Lund, met Xi. President Lund objected.", ["Bo Lund", "Jan Lund", "Xi", "Lund"]),
    ],
)
def test_a_leaders_title_is_not_that_of_a_namesake_or_relative(reader: Reader, text: str, persons: list[str]) -> None:
    assert people(reader, text) == persons


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Ruiz won the election. President Ruiz objected.", "Ana Ruiz = Ruiz"),
        ("Ana Ruiz spoke. President Ruiz objected. Ruiz left.", "Ana Ruiz = Ruiz = Ruiz"),
        ("Jane Putin won the presidency. President Putin objected.", "Jane Putin = Putin"),
        ("President Jane Obama of Peru spoke. President Obama left.", "Jane Obama = Obama"),
        ("Barack Obama spoke. President Obama objected.", "Barack Obama = Obama"),
        ("Foreign Minister Jane Putin spoke. Minister Putin left.", "Jane Putin = Putin"),
        ("Xi Jinping spoke. President Xi left.", "Xi Jinping = Xi"),
        ("His daughter, Ana Ruiz, spoke. President Ruiz left.", "Ana Ruiz = Ruiz"),
        ("Former First Lady Ana Ruiz spoke. President Ruiz left.", "Ana Ruiz = Ruiz"),
    ],
)
def test_a_leaders_title_is_that_of_its_only_bearer(reader: Reader, text: str, person: str) -> None:
    assert people(reader, text) == [person]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Karl and Ana Ruiz met. Mr. Ruiz spoke. Ms. Ruiz left.", ["Karl = Ruiz", "Ana Ruiz = Ruiz"]),
        ("Karl and Ana Ruiz met. Ruiz left.", ["Karl", "Ana Ruiz", "Ruiz"]),
        ("Karl and Peter Ruiz met. Ruiz left.", ["Karl", "Peter Ruiz = Ruiz"]),
        ("Karl and Ana Ruiz met. Ana Ruiz spoke. Ruiz left.", ["Karl", "Ana Ruiz = Ana Ruiz = Ruiz"]),
        ("Omid and Tahmina Ruiz met. Mr. Ruiz spoke. Ms. Ruiz left.", ["Omid", "Tahmina Ruiz", "Ruiz", "Ruiz"]),
        ("Lund and Ana Ruiz met. Ms. Ruiz spoke. Ruiz left.", ["Lund", "Ana Ruiz = Ruiz = Ruiz"]),
        ("Obama and Karl Ruiz met. Mr. Ruiz spoke.", ["Obama", "Karl Ruiz = Ruiz"]),
        ("Minister Karl and Ana Ruiz met. Mr. Ruiz spoke.", ["Karl", "Ana Ruiz", "Ruiz"]),
    ],
)
def test_the_first_of_a_couple_shares_the_surname(reader: Reader, text: str, persons: list[str]) -> None:
    assert people(reader, text) == persons
