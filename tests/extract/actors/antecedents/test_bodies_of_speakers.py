"""A speaker's own body is not any that the text has introduced, and "each" is not the one mentioned last."""

from __future__ import annotations

import pytest

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.reader import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "noun", "is_one"),
    [
        ('Peru plans a river rescue team. "Our team wants more pay," Bo Berg said.', "team", False),
        ("A shop has a sales side and a repair side. Each side rejected the fee.", "side", False),
        ('The river rescue team met. "Our team wants more pay," Bo Berg said.', "team", True),
        ("Our rescue team met. Our team wants more pay.", "team", True),
        ("Peru plans a river rescue team. The team wants more pay.", "team", True),
    ],
)
def test_our_team_and_each_side(text: str, noun: str, is_one: bool, reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    first, *_, last = (CLUSTER_OF(doc)[t.i] for t in doc if t.lower_ == noun)
    assert (first is last) is is_one
    assert not is_one or len({c.id for c in CLUSTER_OF(doc).values() if noun in c.name}) == 1
