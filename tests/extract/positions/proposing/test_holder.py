"""Who speaks for a state accuses it only where the words say so."""

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
def test_a_president_accuses_his_own_state_only_as_an_object(reader: Reader, said: str, itself: bool) -> None:
    doc = reader.parse(Document(f"Chilean President Eva Lund {said}.", "own", "memory:own"))
    by_name = {cluster.name: cluster for cluster in CLUSTERS(doc)}
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert blames_itself(by_name["Eva Lund"], Stance.ACCUSE, by_name["Chile"], doc[-2], verb) is itself
