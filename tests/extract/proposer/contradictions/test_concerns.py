"""A graph has no accusation or concern of the network's where nothing is bad."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.proposer.contradictions.concerns import finds_nothing_bad
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
        ("Chile may open the port, but there is no money", Stance.CONCERN, True),
        ("Chile may lose the port", Stance.CONCERN, False),
        ("Chile was hard to believe", Stance.CONCERN, False),
    ],
)
def test_nothing_is_bad_that_no_word_calls_so(reader: Reader, matter: str, stance: Stance, is_groundless: bool) -> None:
    doc = reader.parse(Document(f"Peru said that {matter}.", "own", "memory:own"))
    start = next(token.i for token in doc if token.text == "Chile")
    end = next(token.i for token in doc if token.text in {",", "."})
    actor = next(cluster.id for cluster in CLUSTERS(doc) if cluster.name == "Peru")
    assert finds_nothing_bad(doc, Proposed(actor, stance, (start, end), None)) == is_groundless
