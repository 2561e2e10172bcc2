"""A person is a woman or a man where the words beside the name, or the given name, say so."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.actors.gender import gender_of
from kg.model import Document

GENDERS: list[tuple[str, str, str | None]] = [
    ("Ana Ruiz signed.", "Ana Ruiz", "f"),
    ("Karl Lund signed.", "Karl Lund", "m"),
    ("Mr Tembo signed.", "Tembo", "m"),
    ("Ms Tembo signed.", "Tembo", "f"),
    ("Chairwoman Sol Kim signed.", "Sol Kim", "f"),
    ("Robin Vance signed.", "Robin Vance", None),
    ("Liu Xiaolan signed.", "Liu Xiaolan", None),
    ("Robin Vance signed. Mr Vance smiled.", "Robin Vance", "m"),
    ("It was for his wife. Robin Vance signed.", "Robin Vance", None),
    ("J. Anna Okoro signed.", "J. Anna Okoro", "f"),
]


@pytest.mark.parametrize(("text", "name", "expected"), GENDERS)
def test_words_and_given_names_tell_the_gender(reader: Reader, text: str, name: str, expected: str | None) -> None:
    doc: Doc = reader.parse(Document(text, "doc", "mem:doc"))
    assert [gender_of(doc, c) for c in CLUSTERS(doc) if c.name == name] == [expected]


def test_a_body_has_no_gender(reader: Reader) -> None:
    doc: Doc = reader.parse(Document("Norway signed.", "doc", "mem:doc"))
    assert [gender_of(doc, c) for c in CLUSTERS(doc)] == [None]
