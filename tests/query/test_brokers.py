"""Brokers between two others, and requests to secretariats and chairs that need no answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import (
    ActorType,
    Document,
    Evidence,
    Facts,
    Negotiation,
    ResolvedActor,
    ResolvedDocument,
    TalkModality,
)
from tests.doubles.short_texts import ACTORS, asked, document, held

ALL = ["Norway", "Iceland", "Denmark", "Spain"]


def talks(words: str, *pairs: tuple[str, str], mediators: tuple[str, ...] = (), name: str = "a") -> ResolvedDocument:
    """A document of one sentence with negotiations of each two actors, between whom the mediators mediate."""
    found = tuple(
        Negotiation(
            (ACTORS[one].id, ACTORS[other].id),
            TalkModality.ACTUAL,
            Evidence(0, len(words), words, "negotiation.mediated-sides", 0.9),
            tuple(ACTORS[mediator].id for mediator in mediators),
        )
        for one, other in pairs
    )
    published = Document(words, name, f"file:///{name}.txt", date=dt.date(2023, 5, 16))
    return ResolvedDocument(published, Facts(negotiations=found), tuple(ACTORS.values()))


MEDIATED = talks(
    "Norway and Spain mediated between Iceland and Denmark.",
    ("Iceland", "Denmark"),
    ("Norway", "Iceland"),
    mediators=("Norway", "Spain"),
)
MEDIATED = replace(
    MEDIATED,
    facts=Facts(negotiations=(MEDIATED.facts.negotiations[0], replace(MEDIATED.facts.negotiations[1], mediators=()))),
)
"""Talks between two sides with two mediators, and talks of a mediator with a side."""


def test_a_mediator_is_a_broker_once_for_each_pair(tmp_path: Path) -> None:
    with asked(tmp_path, [MEDIATED]) as graph:
        both = [("Norway", "Denmark", "Iceland"), ("Spain", "Denmark", "Iceland")]
        for given in ({}, {"actor": ALL, "other": ALL}, {"actor": ALL}, {"other": ALL}):
            assert sorted(graph.rows("brokers", "broker actor other", **given)) == both, given
        assert set(graph.rows("brokers", "broker", actor="Iceland", other="Denmark")) == {("Norway",), ("Spain",)}
        assert graph.rows("brokers", "broker actor", broker="Spain", actor="Iceland") == [("Spain", "Iceland")]
        assert graph.rows("brokers", "broker", actor="Norway", other="Denmark") == []


def test_mediators_of_talks_that_are_only_possible_are_no_brokers(tmp_path: Path) -> None:
    (held_talks, _) = MEDIATED.facts.negotiations
    possible = replace(MEDIATED, facts=Facts(negotiations=(replace(held_talks, modality=TalkModality.POSSIBLE),)))
    with asked(tmp_path, [possible]) as graph:
        assert graph.rows("brokers", "broker") == []


def test_meeting_two_actors_does_not_make_a_broker(tmp_path: Path) -> None:
    told = talks("Norway met Iceland and Denmark.", ("Norway", "Iceland"), ("Norway", "Denmark"))
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("brokers", "broker") == []


def test_a_request_to_a_secretariat_is_a_chore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = ResolvedActor("organization/desk", "Fund Secretariat", ActorType.ORGANIZATION)
    monkeypatch.setitem(ACTORS, "Secretariat", desk)
    told = document(
        "a",
        "2023-05-16",
        held("Norway", "demand", "a report", to="Secretariat"),
        held("Norway", "demand", "a levy", to="Spain"),
    )
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("unanswered-demands", "matter") == [("a levy",)]
        assert sorted(graph.rows("unanswered-demands", "matter", chores=True)) == [("a levy",), ("a report",)]


def test_naming_a_secretariat_includes_its_chores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = ResolvedActor("organization/desk", "Fund Secretariat", ActorType.ORGANIZATION)
    monkeypatch.setitem(ACTORS, "Secretariat", desk)
    told = document("a", "2023-05-16", held("Norway", "demand", "a report", to="Secretariat"))
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("unanswered-demands", "matter", other="Secretariat") == [("a report",)]


def test_chair_is_recognized_as_a_whole_word_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    union = ResolvedActor("organization/union", "Wheelchair Users Union", ActorType.ORGANIZATION)
    chair = ResolvedActor("organization/chair", "Board Chairman", ActorType.ORGANIZATION)
    two = ResolvedActor("organization/two", "Forum Co-Chairs", ActorType.ORGANIZATION)
    for actor in (union, chair, two):
        monkeypatch.setitem(ACTORS, actor.name, actor)
    told = document(
        "a",
        "2023-05-16",
        held("Norway", "demand", "a ramp", to="Wheelchair Users Union"),
        held("Norway", "demand", "a vote", to="Board Chairman"),
        held("Norway", "demand", "a pause", to="Forum Co-Chairs"),
    )
    with asked(tmp_path, [told]) as graph:
        assert graph.rows("unanswered-demands", "matter") == [("a ramp",)]


def test_a_request_to_a_named_chair_is_a_chore(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTORS, "Ana Ruiz", ResolvedActor("person/ana-ruiz", "Ana Ruiz", ActorType.PERSON))
    told = document(
        "a",
        "2023-05-16",
        held("Norway", "demand", "that Co-Chair Ruiz write a note", to="Ana Ruiz"),
        held("Norway", "demand", "an end to the wheelchair tax", to="Ana Ruiz"),
        held("Norway", "demand", "that Spain chair the talks", to="Spain"),
    )
    with asked(tmp_path, [told]) as graph:
        found = {row[0] for row in graph.rows("unanswered-demands", "matter")}
        assert found == {"an end to the wheelchair tax", "that Spain chair the talks"}
        assert len(graph.rows("unanswered-demands", "matter", chores=True)) == 3
