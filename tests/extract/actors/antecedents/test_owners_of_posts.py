"""A post with "its" is at the body whose act the text joins with the holder's, not at one of a sentence before."""

from __future__ import annotations

import pytest

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.reader import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Nokia praised the tax. The Dock Union opposed it, and its president Bo Berg objected.", "Dock Union"),
        ("Nokia praised the tax. The Dock Union opposed it, and its new chairman, Bo Berg, objected.", "Dock Union"),
        ("Nokia praised the tax. The Dock Union and its president Bo Berg objected.", "Dock Union"),
        ("The Dock Union wants Nokia to appoint a president. Nokia and its president Bo Berg objected.", "Nokia"),
        ("Nokia met the Dock Union. Its president Bo Berg objected.", "Nokia"),
        ("Nokia praised the tax. The rain stopped, and its president Bo Berg objected.", "Nokia"),
    ],
)
def test_its_president_is_of_the_body_that_acts_beside(text: str, body: str, reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    pronoun = max(t.i for t in doc if t.lower_ == "its")
    assert CLUSTER_OF(doc)[pronoun].name == body
