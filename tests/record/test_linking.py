"""Resolving only what a change touches gives the same as resolving everything; and the stores follow."""

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
    """A few of the cast, with their ties and posts."""
    chosen = draw(st.lists(st.sampled_from(CAST), min_size=0, max_size=4, unique=True))
    present = {each.id for each in chosen} | {"us", "cn"}
    ties = [tie for tie in TIES if set(tie) <= present and draw(st.booleans())]
    posts = [post for post in POSTS if post[0] in present and draw(st.booleans())]
    positions = tuple(position(each.id, "a truce") for each in chosen)
    return facts([*chosen, US, CN], affiliations=affiliations(*ties), roles=roles(*posts), positions=positions)


def test_the_holder_of_a_post_has_the_name_of_the_list(tmp_path: Path) -> None:
    minister = actor("m", "person", "Russian Foreign Minister", nominal=True)
    record = open_record(tmp_path / "record.db", create=True)
    talks = document("talks", date=dt.date(2001, 5, 2))
    record.put(talks, facts([minister, state("ru", "RU", "Russia")], roles=roles(("m", "Foreign Minister", "ru"))), "1")
    (found,) = record.find_actor("Igor Ivanov").actors
    assert (found.id, found.name) == ("person/igor-ivanov", "Igor Ivanov")
    assert found.aliases == ("Russian Foreign Minister",)
    record.put(talks, facts([actor("m", "group", "miners")]), "2")
    assert record.find_actor("Igor Ivanov").actors == ()
    record.close()


steps = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "many"]), st.none() | contents()), min_size=1, max_size=9)
MANY = 9
"""Enough documents to outweigh one."""


@dataclass
class Mirror:
    """What a store would hold: the documents and actors of the changes."""

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
        # An actor that is mentioned by no document leaves the store.
        used = {actor.id for each in self.documents.values() for actor in each.facts.actors}
        self.actors = {id_: found for id_, found in self.actors.items() if id_ in used}

    def holds(self, record: Record) -> bool:
        now = {entry.id: record.resolved(entry.id) for entry in record.documents()}
        mine = {id_: (each.document, each.facts) for id_, each in self.documents.items()}
        return mine == {id_: (each.document, each.facts) for id_, each in now.items()} and list(
            record.actors()
        ) == sorted(self.actors.values(), key=lambda each: each.id)


def text_of(name: str, found: Facts) -> Document:
    """A document whose text depends on its facts."""
    return Document(f"{name}: {found!r}", name, f"file:///{name}.txt")


@settings(max_examples=20)
@given(steps, st.integers(1, 3), st.data())
def test_the_record_equals_one_resolved_from_nothing(
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


def test_links_follow_when_a_name_becomes_ambiguous_or_unique(tmp_path: Path) -> None:
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


def test_a_removed_post_identifies_nobody(tmp_path: Path) -> None:
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


def test_many_changed_actors_come_in_several_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.record.batching._MOST_ACTORS", 4)
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


def test_an_unrelated_document_is_not_written_again(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        for name in "abc":
            record.put(document(name), facts([CN, person(f"{name.upper()}nna Berg", "NO")]), "1.0")
        (piece,) = record.changes_since(2)
        assert [each.document.name for each in piece.written] == ["c"]


def test_a_renamed_actor_is_reported_without_its_unchanged_documents(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(document("a"), facts([person("Ana Pérez")]), "1.0")
        record.put(document("b"), facts([person("Ana Perez")]), "1.0")
        since = record.revision
        record.remove("b")
        (piece,) = record.changes_since(since)
        assert (piece.written, piece.removed) == ((), (document("b").id,))
        assert [(each.name, each.aliases) for each in piece.actors] == [("Ana Pérez", ())]


def test_only_the_last_piece_of_a_change_has_the_new_revision(tmp_path: Path) -> None:
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


def test_links_made_by_an_older_version_are_resolved_again(tmp_path: Path) -> None:
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


def test_a_bare_title_is_resolved_by_the_source(tmp_path: Path) -> None:
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
def test_a_post_is_resolved_by_the_date_of_the_document(tmp_path: Path, day: int, holder: str) -> None:
    called = facts([person("the US President", None, "x", nominal=True)])
    text = document("briefing", date=dt.date(2017, 1, day))
    with open_record(tmp_path / "record.db", create=True) as record:
        record.put(text, called, "1.0")
        assert record.links(text.id)["x"].actor == holder


def test_the_cost_of_a_document_does_not_grow_with_others_naming_the_same_person(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        steps: list[int] = []
        record._db.set_progress_handler(lambda: steps.append(1), 1)
        costs = []
        for number in range(60):
            steps.clear()
            record.put(document(f"d{number}"), facts([person("Donald Trump", "US")]), "1")
            costs.append(len(steps))
        assert costs[-1] < 1.1 * costs[20]


def test_a_head_of_state_is_resolved_again_when_a_date_changes(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db", create=True) as record:
        name = "Prime Minister Draghi"
        record.put(document("a", date=dt.date(2021, 9, 1)), facts([person(name, "IT")]), "1")
        assert [actor.wikidata for actor in record.actors()] == ["Q294460"]
        (entry,) = record.documents()
        about = AboutDocument(text_key(record.document(entry.id).text), "a")
        noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
        record.judge([Judgement(Verdict.SET, about, "ana", noon, values={"date": "1999-09-01"})])
        assert [actor.wikidata for actor in record.actors()] == [None]
