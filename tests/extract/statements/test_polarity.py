"""Whether somebody is said to have said something, or not to have."""

from __future__ import annotations

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Norway supports the ferry.", "positive"),
        ("Norway does not support the ferry.", "negative"),
        ("Norway said the ferry was not safe.", "positive"),
        ("No party objected to the ferry.", "negative"),
        ('Bo Ek said: "No. The ferry is late."', "positive"),
        ('Asked about the ferry, Bo Ek said: "Never. It is late."', "positive"),
        ('"The ferry is late. Never," Bo Ek said.', "positive"),
        ('Bo Ek did not say: "The ferry is late."', "negative"),
        ("Norway has not thus far supported the ferry.", "negative"),
    ],
)
def test_a_negated_cue_makes_a_negative_statement(reader: Reader, text: str, polarity: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    found = [c.values["polarity"] for c in CANDIDATES(doc) if c.heading == "statements"]
    assert set(found) == {polarity}
