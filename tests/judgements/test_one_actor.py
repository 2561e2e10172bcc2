"""Facts that would relate an actor to itself: they are refused, and idle once their two actors are one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import JudgementValueError
from kg.graph import Graph, open_graph
from kg.judgement_entry import settlement
from kg.judgements import Verdict
from kg.model import Document, Facts
from tests.doubles.cast import actor, affiliations, person, position

TALKS = Document("Eva Moor of the Blue League rejects the quota.", "talks", "file:///talks.txt")
EVA, LEAGUE = person("Eva Moor", local="eva"), actor("league", "organization", "Blue League")
PROOF = {"evidence": "Eva Moor of the Blue League"}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        facts = Facts((EVA, LEAGUE), affiliations=affiliations(("eva", "league")), positions=(position("eva"),))
        opened.record.put(TALKS, facts, "1")
        yield opened


@pytest.mark.parametrize(
    ("heading", "values", "told"),
    [
        ("lead", {"leader": "Eva Moor", "of": "Eva Moor"}, "of is Eva Moor, not another actor than the leader"),
        ("affiliation", {"member": "Blue League", "of": "Blue League"}, "of is Blue League"),
        (
            "negotiation",
            {"parties": ["Eva Moor", "Blue League"], "mediators": ["Eva Moor"]},
            "mediators is Eva Moor, not another actor than the parties",
        ),
        ("role", {"person": "Ana Lima:person", "title": "chair", "organization": "Ana Lima:person"}, "organization"),
        (
            "position",
            {"holder": "Eva Moor", "addressee": "Eva Moor", "stance": "reject", "matter": "the quota"},
            "addr",
        ),
    ],
)
def test_a_fact_of_an_actor_and_itself_is_not_added(
    graph: Graph, heading: str, values: dict[str, str | list[str]], told: str
) -> None:
    with pytest.raises(JudgementValueError, match=told):
        graph.judge("added", (heading, "talks"), {**values, **PROOF}, by="ana")
    assert graph.judgements() == ()


def test_neither_end_is_corrected_to_the_other(graph: Graph) -> None:
    facts = graph.record.facts("talks")
    (belongs,), (demand,) = facts.affiliations, facts.positions
    for fact, values in (
        (belongs.id, {"of": "Eva Moor"}),
        (belongs.id, {"member": "Blue League"}),
        (demand.id, {"addressee": "Eva Moor"}),
    ):
        with pytest.raises(JudgementValueError, match="another actor"):
            graph.judge("corrected", fact, values, by="ana")
    made = graph.judge("corrected", demand.id, {"holder": "Blue League"}, by="ana")
    with pytest.raises(JudgementValueError, match="addressee is Blue League, not another actor than the holder"):
        settlement(graph.record, made, Verdict.CORRECTED, {"addressee": "Blue League"}, "cy", "")
    graph.judge("corrected", belongs.id, {"member": "Blue League", "of": "Eva Moor"}, by="ana")


def test_the_judgement_of_a_fact_whose_actors_become_one_is_idle(graph: Graph) -> None:
    (belongs,) = graph.record.facts("talks").affiliations
    (waiting,) = (line.waiting for line in graph.record.ledger())
    graph.judge("confirmed", belongs.id, by="ana")
    merged = graph.judge("same", ("Blue League", "Eva Moor"), by="ana")
    assert [state.reach for state in graph.judgements()] == ["idle", "holds"]
    assert [(line.facts, line.confirmed, line.waiting) for line in graph.record.ledger()] == [(1, 0, waiting - 1)]
    graph.undo(merged.id, by="ana")
    assert [state.reach for state in graph.judgements()] == ["holds", "undone"]
    assert [(line.facts, line.confirmed, line.waiting) for line in graph.record.ledger()] == [(2, 1, waiting - 1)]
