"""A graph has no accusation of the network's where nothing is bad."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.proposer.contradictions.concerns import accuses_of_nothing_bad
from kg.extract.proposer.reranker import Proposed
from kg.model import Document, Stance


@pytest.mark.parametrize(
    ("matter", "stance", "is_groundless"),
    [
        ("Chile quickly had the port open", Stance.ACCUSE, True),
        ("Chile quickly had the port open", Stance.SUPPORT, False),
        ("Chile had wrecked the port", Stance.ACCUSE, False),
        ("Chile never opened the port", Stance.ACCUSE, False),
        ("Chile was too slow", Stance.ACCUSE, False),
    ],
)
def test_nobody_is_accused_of_what_no_word_calls_bad(
    reader: Reader, matter: str, stance: Stance, is_groundless: bool
) -> None:
    doc = reader.parse(Document(f"Peru said that {matter}.", "own", "memory:own"))
    start = next(token.i for token in doc if token.text == "Chile")
    actor = next(cluster.id for cluster in CLUSTERS(doc) if cluster.name == "Peru")
    assert accuses_of_nothing_bad(doc, Proposed(actor, stance, (start, len(doc) - 1), None)) == is_groundless
