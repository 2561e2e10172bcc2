"""Who speaks for a state accuses it only where the words say so; who is only wished for takes no stance."""

from __future__ import annotations

from collections.abc import Callable

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


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Kenya wants a Chile that respects its borders and opposes war.", set()),
        ("The goal of Kenya is a Chile that opposes war.", set()),
        ("Kenya hopes for a Chile that opposes war.", set()),
        ("Kenya would like to see a Chile that opposes war.", set()),
        ("Kenya seeks a partner who opposes war.", set()),
        ("Police are looking for rebels who oppose war.", {"rebels"}),
        ("Kenya wants the rebels who oppose war to leave.", {"rebels"}),
        ("Kenya faces a Chile that opposes war.", {"Chile"}),
    ],
)
def test_who_is_only_wished_for_takes_no_stance(
    held: Callable[..., set[tuple[object, ...]]], text: str, holders: set[str]
) -> None:
    assert {holder for holder, stance in held(text, "holder", "stance") if stance == "oppose"} == holders
