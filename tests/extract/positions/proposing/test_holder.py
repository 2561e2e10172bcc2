"""Who would accuse the state that he speaks for, though no word says so, accuses nobody."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.positions.proposing.holder import blames_itself
from kg.model import Document, Stance


@pytest.mark.parametrize(
    ("said", "itself"),
    [("told reporters that Chile had a new ship", True), ("accused Chile of theft", False)],
)
def test_a_state_that_is_no_object_is_not_accused_by_its_president(reader: Reader, said: str, itself: bool) -> None:
    doc = reader.parse(Document(f"Chilean President Eva Lund {said}.", "own", "memory:own"))
    by_name = {cluster.name: cluster for cluster in CLUSTERS(doc)}
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert blames_itself(by_name["Eva Lund"], Stance.ACCUSE, by_name["Chile"], doc[-2], verb) is itself
