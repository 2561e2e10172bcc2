"""Following up what a change touches comes to the same as resolving everything from nothing; and the stores follow."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.judgements import AboutDocument, Judgement, Verdict, text_key
from kg.model import Actor, Document, Facts, ResolvedActor, ResolvedDocument
from kg.record import ChangeKind, Changes, Record, open_record
from kg.resolve import Reason, merge, resolve
from tests.doubles.cast import actor, affiliations, document, facts, person, position, roles, state

US, CN = state("us", "US", "United States"), state("cn", "CN", "China")

CAST = (
    *(person(name, code, local=f"{name}/{code}") for name in ("Li Wei", "Li", "W. Li") for code in (None, "CN", "SG")),
    *(person(name, "US") for name in ("George Bush", "George W. Bush", "George H. W. Bush", "Bush")),
    *(person(name, "CN") for name in ("Mr. Li", "Ms. Li")),
    *(person(name, "VE") for name in ("Ana Paz", "Ana Paz Ruiz", "Paz", "Ruiz")),
    *(actor(f"greens/{code}", "organization", "Green Party", code) for code in (None, "CA", "AU")),
    actor("splm", "organization", "SPLM"),
    actor("sudan", "organization", "Sudan People's Liberation Movement", aliases=("SPLM",)),
    actor("mission", "organization", "Southern Peninsula Land Mission", aliases=("SPLM",)),
    actor("officials", "group", "officials"),
    actor("team", "delegation", "their team"),
)
TIES = (("officials", "us"), ("team", "splm"), ("team", "Li/None"), ("team", "officials"), ("Li Wei/None", "cn"))
POSTS = (("Li/None", "premier", "cn"), ("Li Wei/CN", "Premier", None), ("Bush", "president", "us"))


@st.composite
def contents(draw: st.DrawFn) -> Facts:
    """A few of the cast, with the ties and posts that they have among one another."""
    chosen = draw(st.lists(st.sampled_from(CAST), min_size=0, max_size=4, unique=True))
    present = {each.id for each in chosen} | {"us", "cn"}
    ties = [tie for tie in TIES if set(tie) <= present and draw(st.booleans())]
    posts = [post for post in POSTS if post[0] in present and draw(st.booleans())]
    positions = tuple(position(each.id, "a truce") for each in chosen)
    return facts([*chosen, US, CN], affiliations=affiliations(*ties), roles=roles(*posts), positions=positions)


steps = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "many"]), st.none() | contents()), min_size=1, max_size=9)
MANY = 9
"""Enough documents to outweigh one."""


@dataclass
class Mirror:
    """What a store would hold: documents and actors as the changes tell them, and nothing else."""

    revision: int = 0
    documents: dict[str, ResolvedDocument] = field(default_factory=dict)
    actors: dict[str, ResolvedActor] = field(default_factory=dict)

    def follow(self, pieces: Iterable[Changes]) -> None:
        for piece in pieces:
            for id_ in piece.removed:
                self.documents.pop(id_, None)
            for each in piece.written:
                self.documents[each.document.id] = each
            for found in piece.actors:
                self.actors[found.id] = found
            assert piece.revision >= self.revision
            self.revision = piece.revision
        # An actor that no document mentions any more leaves the store.
        used = {actor.id for each in self.documents.values() for actor in each.facts.actors}
        self.actors = {id_: found for id_, found in self.actors.items() if id_ in used}

    def holds(self, record: Record) -> bool:
        now = {entry.id: record.resolved(entry.id) for entry in record.documents()}
        mine = {id_: (each.document, each.facts) for id_, each in self.documents.items()}
        return mine == {id_: (each.document, each.facts) for id_, each in now.items()} and list(
            record.actors()
        ) == sorted(self.actors.values(), key=lambda each: each.id)


def text_of(name: str, found: Facts) -> Document:
    """A document whose text changes with its facts, as it would."""
    return Document(f"{name}: {found!r}", name, f"file:///{name}.txt")


@settings(max_examples=20)
@given(steps, st.integers(1, 3), st.data())
def test_whatever_comes_and_goes_the_record_is_as_if_made_anew(
    tmp_path_factory: pytest.TempPathFactory, todo: list[tuple[str, Facts | None]], size: int, data: st.DataObject
) -> None:
    held: dict[str, tuple[Document, Facts]] = {}
    mirror = Mirror()
    with open_record(tmp_path_factory.mktemp("record") / "record.db", create=True) as record:
        for which, found in todo:
            for name in [f"many-{number}" for number in range(MANY)] if which == "many" else [which]:
                if found is not None:
                    held[name] = (text_of(name, found), found)
                    record.put(*held[name], "1.0")
                elif held.pop(name, None):
                    record.remove(name)
            if data.draw(st.booleans(), label="the store catches up now"):
                mirror.follow(record.changes_since(mirror.revision, size))
        mirror.follow(record.changes_since(mirror.revision, size))
        assert mirror.revision == record.revision
        assert mirror.holds(record)

        expected = resolve({document_.id: found for document_, found in held.values()})
        assert {id_: dict(record.links(id_)) for id_ in expected} == expected
        for document_, found in held.values():
            ids = {local: link.actor for local, link in expected[document_.id].items()}
            assert record.facts(document_.id) == merge(found, ids)

        actors = list(record.actors())
        assert record.resolve_anew() == 0
        assert list(record.actors()) == actors
        assert record.check() == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_of_ingest_gives_the_same_ids_and_names(tmp_path: Path, order: tuple[int, ...]) -> None:
    documents = [
        (document("a"), facts([person("Li", "CN")])),
        (document("b"), facts([person("Li Wei", "CN", aliases=("Li",)), actor("o", "group", "officials", "CN")])),
        (document("c"), facts([person("Li Wei", "SG")])),
        (document("d"), facts([person("Li Wei"), actor("o", "group", "Chinese officials", "CN")])),
    ]
    with open_record(tmp_path / "record.db", create=True) as record:
        for at in order:
            record.put(*documents[at], "1.0")
        assert {actor.id for actor in record.actors()} == {
            "group/china-officials",
            "person/li-wei-cn",
            "person/li-wei-sg",
            f"person/{documents[3][0].id}-li-wei",
        }
        assert record.actor("person/li-wei-cn") == ResolvedActor(
            "person/li-wei-cn", "Li Wei", person("x").type, ("Li",), "CN"
        )


def test_a_join_that_becomes_ambiguous_is_undone_and_one_that_becomes_possible_is_made(tmp_path: Path) -> None:
    a, b, c = document("a"), document("b"), document("c")
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(a, facts([person("Liu")]), "1.0")
        assert record.links(a.id)["Liu"].actor == f"person/{a.id}-liu"
        change = record.put(b, facts([person("Liu He", "CN")]), "1.0")
        assert (change.relinked, record.links(a.id)["Liu"].actor) == (1, "person/liu-he")
        since = record.revision
        assert record.put(c, facts([person("Liu Kun", "CN")]), "1.0").relinked == 1
        assert record.links(a.id)["Liu"].actor == f"person/{a.id}-liu"
        (piece,) = record.changes_since(since)
        assert {each.document.name for each in piece.written} == {"a", "c"}
        assert record.remove("c").relinked == 1
        assert record.links(a.id)["Liu"].actor == "person/liu-he"


def test_a_post_that_nobody_gives_any_more_tells_nobody_apart_any_more(tmp_path: Path) -> None:
    premier = facts([person("Li Zheming", "CN")], roles=roles(("Li Zheming", "premier", None)))
    short = facts([person("Li")], roles=roles(("Li", "Premier", None)))
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(document("short"), short, "1.0")
        record.put(document("wei"), facts([person("Li Wei")]), "1.0")
        record.put(document("premier"), premier, "1.0")
        record.put(document("again"), premier, "1.0")
        assert record.links("short")["Li"].actor == "person/li-zheming"
        record.remove("again")
        assert record.links("short")["Li"].actor == "person/li-zheming"
        record.put(document("premier"), facts([person("Li Zheming", "CN")]), "1.1")
        assert record.links("short")["Li"].reason is Reason.AMBIGUOUS


def test_more_actors_than_fit_in_a_piece_come_in_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.record.batching._ACTORS", 4)
    with open_record(tmp_path / "record.db", create=True) as record:
        people = [f"Ana{letter} Pérez" for letter in "abcdefghij"]
        record.put(document("a"), facts(map(person, people)), "1.0")
        record.put(document("b"), facts([person(name.replace("é", "e")) for name in people]), "1.0")
        mirror = Mirror()
        mirror.follow(record.changes_since(0))
        record.remove("b")
        pieces = list(record.changes_since(2))
        assert [piece.revision for piece in pieces] == [*[2] * (len(pieces) - 1), 3]
        assert max(len(piece.actors) for piece in pieces) <= 4
        mirror.follow(pieces)
        assert mirror.holds(record)


def test_a_change_that_touches_nobody_else_writes_nobody_else(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        for name in "abc":
            record.put(document(name), facts([CN, person(f"{name.upper()}nna Berg", "NO")]), "1.0")
        (piece,) = record.changes_since(2)
        assert [each.document.name for each in piece.written] == ["c"]


def test_an_actor_that_gets_another_name_is_told_though_its_documents_are_not(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(document("a"), facts([person("Ana Pérez")]), "1.0")
        record.put(document("b"), facts([person("Ana Perez")]), "1.0")
        since = record.revision
        record.remove("b")
        (piece,) = record.changes_since(since)
        assert (piece.written, piece.removed) == ((), (document("b").id,))
        assert [(each.name, each.aliases) for each in piece.actors] == [("Ana Pérez", ())]


def test_a_change_of_many_documents_comes_in_pieces_and_the_last_one_ends_it(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        for number in range(7):
            record.put(document(f"liu-{number}"), facts([person("Liu")]), "1.0")
        since = record.revision
        assert record.put(document("he"), facts([person("Liu He", "CN")]), "1.0").relinked == 7
        pieces = list(record.changes_since(since, 3))
        assert [len(piece.written) for piece in pieces] == [3, 3, 2]
        assert [piece.revision for piece in pieces] == [since, since, since + 1]


def test_the_record_may_be_written_to_between_two_pieces(tmp_path: Path) -> None:
    mirror = Mirror()
    with open_record(tmp_path / "record.db", create=True) as record:
        for name in "abcdef":
            record.put(document(name), facts([person("Liu")]), "1.0")
        for at, piece in enumerate(record.changes_since(0, 2)):
            mirror.follow([piece])
            if at == 0:
                record.remove("f")
                record.put(document("a"), facts([person("Liu He", "CN")]), "1.1")
        assert mirror.revision == 6
        mirror.follow(record.changes_since(mirror.revision, 2))
        assert mirror.holds(record)


def test_resolving_is_done_anew_where_other_rules_have_made_the_links(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.put(document("a"), facts([person("Liu He", "CN")]), "1.0")
        record.put(document("b"), facts([person("Liu"), CN]), "1.0")
        expected = [record.links(name) for name in "ab"], list(record.actors())
    with sqlite3.connect(path) as db:
        db.execute("UPDATE state SET value = 'older' WHERE name = 'resolution'")
        db.execute("UPDATE links SET actor = 'person/wrong' WHERE local = 'Liu'")
        db.execute("INSERT INTO calls VALUES ('person/wrong', 'name', 'Liu', 1)")
        db.execute("INSERT INTO actors VALUES ('person/wrong', 'Liu', '[]', NULL, 2, NULL)")
    db.close()
    with open_record(path) as record:
        assert ([record.links(name) for name in "ab"], list(record.actors())) == expected
        (piece,) = record.changes_since(2)
        assert [each.document.name for each in piece.written] == ["b"]
        assert record.put(document("b"), facts([person("Liu"), CN]), "1.0").kind is ChangeKind.UNCHANGED


def test_an_actor_shared_by_many_documents_is_one_row(tmp_path: Path) -> None:
    people: list[Actor] = [person("Ana Paz", "VE"), CN, US]
    with open_record(tmp_path / "record.db", create=True) as record:
        for number in range(20):
            record.put(document(f"d{number}"), facts(people), "1.0")
        assert record.counts()["actors"] == 3
        assert len(record.documents_of("state/CN")) == 20


def test_whose_post_a_title_alone_is_follows_from_the_source(tmp_path: Path) -> None:
    told = facts([actor("x", "person", "the President", nominal=True)])
    day = dt.date(2022, 5, 3)
    with open_record(tmp_path / "record.db", create=True) as record:
        official = document("one", source="The White House", date=day)
        paper = document("other", "Talks went on.", source="The Daily Mast", date=day)
        for each in (official, paper):
            record.put(each, told, "1.0")
        assert record.links(official.id)["x"].actor == "person/joe-biden"
        assert record.links(paper.id)["x"].reason is Reason.ALONE


@pytest.mark.parametrize(("day", "holder"), [(9, "person/barack-obama"), (29, "person/donald-trump")])
def test_whose_post_it_is_follows_from_the_day_of_the_document(tmp_path: Path, day: int, holder: str) -> None:
    called = facts([person("the US President", None, "x", nominal=True)])
    text = document("briefing", date=dt.date(2017, 1, day))
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(text, called, "1.0")
        assert record.links(text.id)["x"].actor == holder


def test_a_document_costs_no_more_the_more_name_the_same_head_of_state(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        steps: list[int] = []
        record._db.set_progress_handler(lambda: steps.append(1), 1)
        costs = []
        for number in range(60):
            steps.clear()
            record.put(document(f"d{number}"), facts([person("Donald Trump", "US")]), "1")
            costs.append(len(steps))
        assert costs[-1] < 1.1 * costs[20]


def test_who_is_a_head_of_state_is_said_anew_where_a_document_gets_another_day(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        name = "Prime Minister Draghi"
        record.put(document("a", date=dt.date(2021, 9, 1)), facts([person(name, "IT")]), "1")
        assert [actor.wikidata for actor in record.actors()] == ["Q294460"]
        (entry,) = record.documents()
        about = AboutDocument(text_key(record.document(entry.id).text), "a")
        noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
        record.judge([Judgement(Verdict.SET, about, "ana", noon, values={"date": "1999-09-01"})])
        assert [actor.wikidata for actor in record.actors()] == [None]
