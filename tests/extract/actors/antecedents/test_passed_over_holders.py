"""A post is not that of somebody of whom only an aside on an earlier year tells."""

from __future__ import annotations

import pytest

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.reader import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("In 1957 President Ana Berg had promised aid. Lund now faced a choice. The President waited.", "President"),
        ("In 1957 President Ana Berg had promised aid. Peru now faced a choice. The President waited.", "Ana Berg"),
        ("In 1957 President Ana Berg promised aid. Lund faced a choice. The President waited.", "Ana Berg"),
        ("President Ana Berg had promised aid. Lund faced a choice. The President waited.", "Ana Berg"),
        (
            "President Ana Berg left. In 1957 Ana Berg had promised aid. Lund faced a choice. The President waited.",
            "Ana Berg",
        ),
    ],
)
def test_an_aside_names_no_holder_of_a_later_post(text: str, holder: str, reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    post = max(t.i for t in doc if t.text == "President")
    assert CLUSTER_OF(doc)[post].name == holder
