"""The ledger: what the reader found does not depend on what people decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.model import Document, Facts
from tests.doubles.scripted_reader import read

TALKS = Document(
    "Peru rejects lower tariffs of Chile. Chile offers new quotas of Peru. All left.", "t", "file:///t.txt"
)
OFFER = {"holder": "Chile", "stance": "offer", "matter": "new quotas", "addressee": "Peru"}
PROOF = {"evidence": "Chile offers new quotas of Peru."}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        put(opened)
        yield opened


def put(graph: Graph, version: str = "scripted 1", **changes: object) -> Facts:
    reading = read(TALKS, "scripted 1")
    graph.record.put(TALKS, replace(reading.facts, **changes), version, reading.sentences)  # type: ignore[arg-type]
    return graph.record.facts("t")


def counts(graph: Graph) -> dict[str, int]:
    """The line of the document, without zeros."""
    (line,) = graph.record.ledger()
    names = ("facts", "confirmed", "rejected", "added", "waiting")
    return {name: count for name in names if (count := getattr(line, name))}


def test_a_fact_that_the_reader_had_found_is_not_added(graph: Graph) -> None:
    assert counts(graph) == {"facts": 2, "waiting": 2}
    graph.judge("added", ("position", "t"), {**OFFER, **PROOF}, by="ana")
    assert counts(graph) == {"facts": 2, "confirmed": 1, "waiting": 1}
    graph.judge("added", ("position", "t"), {**OFFER, **PROOF, "stance": "demand"}, by="ana")
    assert counts(graph) == {"facts": 2, "confirmed": 1, "added": 1, "waiting": 1}


def test_a_found_fact_counts_though_an_added_one_represents_it(graph: Graph) -> None:
    graph.judge("added", ("position", "t"), {**OFFER, **PROOF, "sources": "Peru"}, by="ana")
    assert counts(graph) == {"facts": 2, "confirmed": 1, "waiting": 1}


def test_what_the_reader_does_not_find_any_more_is_not_found(graph: Graph) -> None:
    rejection, offer = graph.record.facts("t").positions
    graph.judge("confirmed", rejection.id, by="ana")
    graph.judge("confirmed", offer.id, by="ana")
    graph.judge("rejected", offer.id, by="ben")
    assert counts(graph) == {"facts": 2, "confirmed": 1, "rejected": 1}
    put(graph, "scripted 2", positions=())
    assert counts(graph) == {"added": 1}
