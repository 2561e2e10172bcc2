"""Judgements on actors are applied again only where a change requires it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.judgements import AboutActors, ActorSeen, Judgement, MentionSeen, Undoing, Verdict, text_key
from kg.model import ActorType, Document, Facts
from kg.record import Record, open_record
from tests.doubles.cast import document, facts, person

NOON = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)
NAMES = ("Ana Paz", "Ana Paz Ruiz", "Paz", "Li Wei", "W. Li", "Li")
IDS = ("person/ana-paz", "person/ana-paz-ruiz", "person/paz", "person/li-wei", "person/wei-li", "person/li")
DOCUMENTS = ("a", "b", "c")

type Put = tuple[str, Facts | None]


def text_of(name: str) -> Document:
    return document(name, date=None)


contents = st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(
    lambda names: facts([person(name) for name in names])
)
puts = st.tuples(st.sampled_from(DOCUMENTS), st.none() | contents)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """A judgement on one or two actors, recognized by mentions or by their ids alone."""
    verdict = draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.RENAMED, Verdict.RETYPED]))
    seen = []
    for id_ in draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=2)):
        texts = draw(st.lists(st.sampled_from(DOCUMENTS), max_size=2, unique=True))
        mentions = tuple(MentionSeen(text_key(text_of(each).text), 0, draw(st.integers(2, 12)), "") for each in texts)
        seen.append(ActorSeen(id_, id_, "person", mentions))
    values = {Verdict.RENAMED: {"name": "Zoe Roe"}, Verdict.RETYPED: {"type": ActorType.GROUP.value}}.get(verdict, {})
    about = AboutActors(tuple(seen if verdict in {Verdict.SAME, Verdict.DIFFERENT} else seen[:1]))
    undone = draw(st.sampled_from([None, None, Undoing("ben", NOON)]))
    return Judgement(verdict, about, "ana", NOON + dt.timedelta(minutes=draw(st.integers(0, 9))), "", values, undone)


def told(record: Record) -> tuple[object, ...]:
    links = {entry.id: dict(record.links(entry.id)) for entry in record.documents()}
    return links, list(record.actors()), dict(record.becomes())


@settings(max_examples=60)
@given(st.lists(puts | judgements(), min_size=2, max_size=9))
def test_judgements_apply_as_if_the_record_were_resolved_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Put | Judgement]
) -> None:
    with open_record(tmp_path_factory.mktemp("record") / "record.db", create=True) as record:
        for step in steps:
            if isinstance(step, Judgement):
                record.judge([step])
            elif step[1] is not None:
                record.put(text_of(step[0]), step[1], "1")
            elif step[0] in {entry.name for entry in record.documents()}:
                record.remove(step[0])
        before = told(record)
        record.resolve_anew()
        assert told(record) == before


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Record, list[str]]:
    record = open_record(tmp_path / "record.db", create=True)
    asked: list[str] = []
    record._db.set_trace_callback(asked.append)
    return record, asked


def readings(record: Record, asked: list[str], name: str, *people: str) -> int:
    """How often the judgements on actors are read when a document is put."""
    asked.clear()
    record.put(text_of(name), facts([person(each) for each in people]), "1")
    return sum("SELECT content FROM judgements" in each and "'same'" in each for each in asked)


def test_judgements_on_actors_are_read_only_for_documents_that_may_have_them(
    asked: tuple[Record, list[str]],
) -> None:
    with asked[0] as record:
        record.put(text_of("a"), facts([person("Ana Paz"), person("Li Wei")]), "1")
        both = ActorSeen("person/ana-paz", "Ana Paz", "person"), ActorSeen("person/ivo-orsini", "Ivo Orsini", "person")
        record.judge([Judgement(Verdict.SAME, AboutActors(both), "ben", NOON)])
        assert readings(*asked, "b", "Eva Moor") == 0
        assert readings(*asked, "c", "Ana Paz", "Li Wei") == 0
        assert readings(*asked, "d", "Ivo Orsini") == 1
        assert readings(*asked, "e", "Ivo Orsini") == 0
        assert record.becomes() == {"person/ivo-orsini": "person/ana-paz"}
