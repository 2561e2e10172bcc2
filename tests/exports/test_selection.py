"""The part of a graph that is handed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from kg.errors import ParameterValueError, UnknownParameterError
from kg.exports.elements import elements, with_direction
from kg.exports.selection import Selection, select, selected
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    IssueLink,
    Lead,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Stance,
    TalkModality,
)
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.property_graph.property_graph import Node, Relationship
from kg.stores.protocol import Batch

WORDS = "Ferland rejects the toll. Norland and Ferland talk. Officials threaten Norland."
FER = ResolvedActor("state/FR", "Ferland", ActorType.STATE)
NOR = ResolvedActor("state/NO", "Norland", ActorType.STATE)
ANA = ResolvedActor("person/ana", "Ana Berg", ActorType.PERSON)
OFFICIALS = ResolvedActor("group/9f86d081884c7d65-officials", "officials", ActorType.GROUP)
ALONE = ResolvedActor("state/SE", "Soland", ActorType.STATE)


def proof(confidence: float = 0.9) -> Evidence:
    return Evidence(0, 25, WORDS[:25], "rule", confidence)


def position(holder: str, stance: Stance, addressee: str | None, **more: Any) -> Position:
    return Position(holder, stance, Passage(16, 24, WORDS[16:24]), addressee, PositionModality.ASSERTED, **more)


FACTS = Facts(
    leads=(Lead(ANA.id, FER.id, proof(0.7)),),
    negotiations=(
        Negotiation((NOR.id, FER.id), TalkModality.ACTUAL, proof()),
        Negotiation((FER.id, NOR.id), TalkModality.ACTUAL, proof()),
    ),
    positions=(
        position(FER.id, Stance.REJECT, NOR.id, evidence=proof(), issues=(IssueLink("Tariffs", 0.8),)),
        position(OFFICIALS.id, Stance.THREATEN, NOR.id, evidence=proof(0.6)),
        position(FER.id, Stance.DEMAND, NOR.id, evidence=proof(), date=dt.date(2019, 1, 1), sources=(OFFICIALS.id,)),
    ),
    actions=(
        Action(NOR.id, ActionKind.AID, FER.id, None, None, None, ActionStatus.ANNOUNCED, proof(), dt.date(2020, 5, 1)),
    ),
)
TALKS = ResolvedDocument(
    Document(WORDS, "talks", "file:///talks", date=dt.date(2018, 3, 1), metadata={"tags": "tolls"}),
    FACTS,
    (FER, NOR, ANA, OFFICIALS, ALONE),
)
OTHER = ResolvedDocument(Document("Nothing.", "other", "file:///other"), Facts(), (ALONE,))
BATCHES = (Batch(1, (TALKS,), actors=TALKS.actors), Batch(2, (OTHER,)))


def named(text: str) -> ActorMatches[ResolvedActor]:
    return ActorMatches(tuple(actor for actor in TALKS.actors if actor.name == text), ())


def asked(**given: object) -> Selection:
    return selected(given, Finders(named, lambda name: {"talks": TALKS, "other": OTHER}[name].document))


def edges(level: str, selection: Selection) -> Mapping[tuple[str, str, str], Mapping[str, object]]:
    found = elements(select(BATCHES, selection, level), level, isolates=selection.isolates)
    return {(edge.type, edge.source, edge.target): edge.properties for edge in found if isinstance(edge, Relationship)}


def nodes(level: str, selection: Selection, batches: tuple[Batch, ...] = BATCHES) -> set[str]:
    found = elements(select(batches, selection, level), level, isolates=selection.isolates)
    return {node.id for node in found if isinstance(node, Node)}


def counts(selection: Selection) -> Mapping[str, int]:
    """How many facts of each heading are left."""
    found: dict[str, int] = {}
    for batch in select(BATCHES, selection):
        for resolved in batch.written:
            for heading in ("leads", "negotiations", "positions", "actions"):
                found[heading] = found.get(heading, 0) + len(getattr(resolved.facts, heading))
    return {heading: count for heading, count in found.items() if count}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, {"leads": 1, "negotiations": 2, "positions": 3, "actions": 1}),
        ({"since": "2019"}, {"positions": 1, "actions": 1}),
        ({"until": "2018"}, {"leads": 1, "negotiations": 2, "positions": 2}),
        ({"relation": ["LEADS"]}, {"leads": 1}),
        ({"relation": ["negotiates-with", "threaten"]}, {"negotiations": 2, "positions": 1}),
        ({"issue": ["Tariffs"]}, {"positions": 1}),
        ({"actor": ["Ana Berg"]}, {"leads": 1}),
        ({"type": ["state"]}, {"negotiations": 2, "positions": 2, "actions": 1}),
        ({"min_confidence": "0.8"}, {"negotiations": 2, "positions": 2, "actions": 1}),
        ({"no_unnamed": True}, {"leads": 1, "negotiations": 2, "positions": 2, "actions": 1}),
        ({"tag": ["tolls"], "relation": ["action"]}, {"actions": 1}),
        ({"tag": ["fish"]}, {}),
        ({"document": ["other"]}, {}),
    ],
    ids=str,
)
def test_facts_are_chosen(given: dict[str, object], left: dict[str, int]) -> None:
    assert counts(asked(**given)) == left


def test_a_mere_source_is_kept_in_full_exports_but_not_between_actors() -> None:
    whole = asked(no_unnamed=True)
    assert OFFICIALS.id in nodes("full", whole)
    assert OFFICIALS.id not in nodes("actors", whole)


@pytest.mark.parametrize(
    ("name", "is_left"),
    [("officials", False), ("Strategic Task Force", True), ("国际能源署", True), ("وزارة الخارجية", True)],
)
def test_a_proper_name_is_recognized_in_any_script(name: str, is_left: bool) -> None:
    called = Actor(OFFICIALS.id, "officials", ActorType.GROUP)
    talk = Negotiation((FER.id, OFFICIALS.id), TalkModality.ACTUAL, proof())
    who = (FER, replace(OFFICIALS, name=name))
    written = ResolvedDocument(TALKS.document, Facts((called,), negotiations=(talk,)), who)
    found = nodes("actors", asked(no_unnamed=True), (Batch(1, (written,), (), who),))
    assert (OFFICIALS.id in found) is is_left


def test_isolates_can_be_left_out() -> None:
    assert ALONE.id in nodes("actors", Selection())
    assert nodes("actors", asked(no_isolates=True)) == {FER.id, NOR.id, ANA.id, OFFICIALS.id}
    assert ALONE.id not in nodes("full", asked(no_isolates=True))


def test_talks_are_one_tie_without_a_direction() -> None:
    found = edges("actors", asked(relation=["negotiation"]))
    assert {key: properties["count"] for key, properties in found.items()} == {
        ("NEGOTIATES_WITH", "state/FR", "state/NO"): 2
    }
    assert with_direction(select(BATCHES, asked(relation=["negotiation"])), "actors")[0] == "undirected"
    assert with_direction(BATCHES, "actors")[0] == "mixed"


def test_friends_and_foes() -> None:
    found = edges("signed", Selection())
    assert {key[1:]: properties["sign"] for key, properties in found.items()} == {
        ("state/FR", "state/NO"): "negative",
        (OFFICIALS.id, "state/NO"): "negative",
        ("state/NO", "state/FR"): "positive",
    }, "a demand is neither"
    assert (found["TOWARDS", "state/NO", "state/FR"]["first"]) == "2020-05-01"


def test_actors_and_issues() -> None:
    (tie,) = edges("issues", asked(issue=["Tariffs"])).items()
    assert tie[0][:2] == ("POSITION_ON", "state/FR")
    assert {name: tie[1][name] for name in ("sign", "positive", "negative", "net", "count")} == {
        "sign": "negative",
        "positive": 0,
        "negative": 1,
        "net": -1,
        "count": 1,
    }
    assert tie[1]["confidence"] == pytest.approx(0.72)


TWO_ISSUES = position(
    FER.id, Stance.REJECT, None, evidence=proof(0.9), issues=(IssueLink("Tariffs", 0.9), IssueLink("Fisheries", 0.4))
)


@pytest.mark.parametrize(
    ("given", "confidences"),
    [
        ({}, {"issue/Tariffs": 0.81, "issue/Fisheries": 0.36}),
        ({"issue": ["Tariffs"]}, {"issue/Tariffs": 0.81}),
        ({"issue": ["Fisheries"]}, {"issue/Fisheries": 0.36}),
        ({"min_confidence": "0.7"}, {"issue/Tariffs": 0.81}),
        ({"min_confidence": "0.85"}, {}),
        ({"issue": ["Fisheries"], "min_confidence": "0.7"}, {}),
    ],
    ids=str,
)
def test_a_position_is_tied_only_to_selected_issues(given: dict[str, object], confidences: dict[str, float]) -> None:
    written = replace(TALKS, facts=Facts(positions=(TWO_ISSUES,)))
    found = elements(select([Batch(1, (written,), (), TALKS.actors)], asked(**given), "issues"), "issues")
    ties = {each.target: each.properties["confidence"] for each in found if isinstance(each, Relationship)}
    assert ties == pytest.approx(confidences)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"colour": "red"}, UnknownParameterError),
        ({"level": "actors"}, UnknownParameterError),
        ({"relation": ["marries"]}, ParameterValueError),
        ({"type": ["planet"]}, ParameterValueError),
        ({"since": "2019", "until": "2018"}, ParameterValueError),
    ],
    ids=str,
)
def test_an_unknown_filter_is_refused(given: dict[str, object], error: type[Exception]) -> None:
    ask: Callable[..., Selection] = asked
    with pytest.raises(error):
        ask(**given)
