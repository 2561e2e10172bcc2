"""The judgement made last is the latest, even if a clock went back; imported judgements keep their times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.judgements import Judgement, Reach, Verdict
from kg.judgements.json_lines import write_lines
from kg.model import Document
from tests.doubles.scripted_reader import read

DAYS = dt.timedelta(days=3)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        reading = read(Document("China demands lower tariffs of Japan.", "talks", "file:///talks.txt"), "scripted 1")
        opened.record.put(reading.document, reading.facts, reading.version, reading.sentences)
        yield opened


def demand(graph: Graph) -> str:
    return str(graph.ask("positions-of-actor").to_dicts()[0]["fact"])


def repeated_later(graph: Graph, made: Judgement) -> Judgement:
    """The judgement, repeated by a clock that is three days ahead."""
    graph.undo(made.id)
    ahead = replace(made, at=made.at + DAYS)
    graph.record.judge([ahead])
    return ahead


def test_a_judgement_on_a_fact_is_later_than_the_one_before_it(graph: Graph) -> None:
    fact = demand(graph)
    ahead = repeated_later(graph, graph.judge("rejected", fact, by="ana"))
    made = graph.judge_each([("corrected", fact, {"stance": "reject"}), ("confirmed", fact, {})], by="ana")
    assert [each.at - ahead.at for each in made] == [dt.timedelta(microseconds=n) for n in (1, 2)]
    last = graph.judgements()[-1]
    assert (last.judgement.verdict, last.reach) == (Verdict.CONFIRMED, Reach.HOLDS)


def test_a_renaming_is_later_than_the_one_before_it(graph: Graph) -> None:
    repeated_later(graph, graph.judge("renamed", "China", {"name": "PRC"}))
    graph.judge("renamed", "China", {"name": "Cathay"})
    assert {actor.name for actor in graph.record.actors()} == {"Cathay", "Japan"}


def test_a_judgement_on_something_else_keeps_its_own_time(graph: Graph) -> None:
    fact = demand(graph)
    ahead = repeated_later(graph, graph.judge("renamed", "China", {"name": "PRC"}))
    assert graph.judge("confirmed", fact).at < ahead.at


def test_an_imported_judgement_keeps_its_time(graph: Graph) -> None:
    ahead = repeated_later(graph, graph.judge("rejected", demand(graph), by="ana"))
    earlier = replace(ahead, verdict=Verdict.CONFIRMED, at=ahead.at - 2 * DAYS, by="ben")
    graph.import_judgements(write_lines([earlier]))
    assert graph.record.judgement(earlier.id).at == earlier.at
