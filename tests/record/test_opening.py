"""Opening a record: new, old, foreign, damaged, busy, read-only."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import (
    EmptyDocumentError,
    InputError,
    KgError,
    RecordBusyError,
    RecordDamagedError,
    RecordForeignError,
    RecordMissingError,
    RecordNewerError,
    RecordOlderError,
    RecordUnwritableError,
)
from kg.judgements import AboutDocument, Judgement, Verdict, text_key
from kg.model import Genre
from kg.record import ChangeKind, open_record
from kg.record.opening import SCHEMA, _statements
from tests.doubles.cast import document, facts, person

pytestmark = pytest.mark.filterwarnings("ignore::kg.errors.KgWarning")
VERSION_1 = Path(__file__).with_name("version_1.sql")
LIU_HE = facts([person("Liu He", "CN")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of two documents."""
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.put(document("a"), LIU_HE, "1.0")
        record.put(document("b"), LIU_HE, "1.0")
    return path


def schema(path: Path) -> set[str]:
    db = sqlite3.connect(path)
    found = {" ".join(sql.split()) for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    db.close()
    return found


def downgrade(path: Path, more: str = "") -> None:
    """Turn the record into one of version 11, in which places have no genre, language and pages."""
    db = sqlite3.connect(path)
    db.executescript(
        f"""{more};
            ALTER TABLE locations DROP COLUMN genre;
            ALTER TABLE locations DROP COLUMN language;
            ALTER TABLE locations DROP COLUMN pages;
            ALTER TABLE documents DROP COLUMN facts_genre;
            DROP TABLE histories;
            PRAGMA user_version = 11"""
    )
    db.close()


def test_a_record_of_the_first_version_is_migrated(tmp_path: Path, path: Path) -> None:
    old = tmp_path / "old.db"
    db = sqlite3.connect(old)
    db.executescript(VERSION_1.read_text(encoding="utf-8"))
    db.close()
    with pytest.raises(RecordOlderError, match=f"its schema has version 1, not {SCHEMA}"):
        open_record(old, read_only=True)
    with open_record(old) as record:
        envoys, bulletin = record.document("envoys"), record.document("bulletin")
        assert record.links(bulletin.id)["Liu"].actor == "person/liu-he"
        assert [actor.id for actor in record.actors()] == ["person/liu-he", "state/NO"]
        # Nothing is read again, and the stores receive all of it.
        assert record.known(envoys, "1.0")
        assert record.put(envoys, record.extracted(envoys.id), "1.0").kind is ChangeKind.UNCHANGED
        assert len(record.search("talks")) == 2
        (piece,) = record.changes_since(3)
        assert ({each.document.name for each in piece.written}, record.revision) == ({"envoys", "bulletin"}, 4)
        assert record.check() == []
    assert schema(old) == schema(path)
    open_record(old, read_only=True).close()


@pytest.mark.parametrize("set_by_a_person", [False, True])
def test_migration_restores_the_genre_of_each_place(tmp_path: Path, set_by_a_person: bool) -> None:
    """The old schema kept only the genre of the place that was read last, which may not be the first place."""
    first, last = document("a", genre=Genre.NEWS), replace(document("a", genre=Genre.BULLETIN), uri="file:///z")
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        for each in (first, last):
            record.put(each, LIU_HE, "1.0")
        if set_by_a_person:
            about = AboutDocument(text_key(first.text), first.name)
            at = dt.datetime(2018, 8, 24, tzinfo=dt.UTC)
            record.judge([Judgement(Verdict.SET, about, "ana", at, values={"genre": "communique"})])
    downgrade(
        path,
        """UPDATE documents SET as_read = json_set(as_read, '$.genre', 'bulletin'),
             genre = CASE genre WHEN 'news' THEN 'bulletin' ELSE genre END""",
    )
    with open_record(path) as record:
        assert record.document(first.id).genre == ("communique" if set_by_a_person else "news")
        assert not record.known(first, "1.0"), "its facts are those of the other genre"
        assert record.known(last, "1.0")
        assert record.check(deep=True) == []


def test_migration_restores_a_lost_language(path: Path) -> None:
    first = document("c", language="de")
    last = replace(document("c", language="fr"), uri="file:///z")
    with open_record(path) as record:
        record.put(first, LIU_HE, "1.0")
        record.put(last, LIU_HE, "1.0")
    downgrade(path, "UPDATE documents SET language = 'fr' WHERE language = 'de'")
    with open_record(path) as record:
        assert record.known(first, "1.0")
        assert record.known(last, "1.0")
        assert record.document(first.id).language == "de"
        assert record.check(deep=True) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a.jsonl%2C%20line%202", "a.jsonl#line%202"),
        ("a.json%2C%20record%203%2C%20element%201", "a.json#record%203%2C%20element%201"),
        ("a.warc.gz%2C%20http%3A/quay.example/1", "a.warc.gz#http%3A/quay.example/1"),
        ("talks%2C%20line%202.txt", "talks%2C%20line%202.txt"),
    ],
)
def test_migration_assigns_old_refusals_to_their_file(path: Path, before: str, now: str) -> None:
    downgrade(path, f"INSERT INTO refusals VALUES ('file:///{before}', 'a', 'KG-L011', 'no JSON')")
    with open_record(path) as record:
        assert [line.uri for line in record.ledger() if line.status == "refused"] == [f"file:///{now}"]


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    db = sqlite3.connect(old)
    db.executescript(VERSION_1.read_text(encoding="utf-8"))
    # The name of what the second step creates last is taken already.
    db.execute("CREATE TABLE appellations_by_actor (x)")
    db.close()
    before = schema(old)
    with pytest.raises(sqlite3.OperationalError):
        open_record(old)
    assert schema(old) == before


def test_the_last_statement_of_a_migration_needs_no_semicolon() -> None:
    script = "-- A note; and more.\nDROP TABLE a;\nDROP TABLE b\n"
    assert [statement.split()[-1] for statement in _statements(script)] == ["a;", "b"]


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_a_missing_record_does_not_create_it(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(RecordMissingError):
        open_record(tmp_path / "none.db", read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("read_only", [False, True])
def test_a_name_that_the_system_refuses_is_an_error_of_input(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(InputError):
        open_record(tmp_path / ("a" * 300) / "record.db", read_only=read_only)


def test_an_empty_file_counts_as_a_missing_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch()
    with pytest.raises(RecordMissingError):
        open_record(path)
    with open_record(path, create=True) as record:
        assert record.revision == 0


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("content", [b"not a database, but long enough to look at" * 40, b"short", b"\x00" * 5000])
def test_another_file_is_left_as_it_is(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(RecordForeignError):
        open_record(path, create=not read_only, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE documents (id)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(RecordForeignError, match="of another program"):
        open_record(path, create=not read_only, read_only=read_only)
    assert path.read_bytes() == before


def test_a_record_of_a_later_version_is_left_as_it_is(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    with pytest.raises(RecordNewerError, match=f"schema version {SCHEMA + 1}; .* knows up to {SCHEMA}"):
        open_record(path)


def test_damage_is_reported(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(RecordDamagedError), open_record(path) as record:
        list(record.documents())


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("DELETE FROM locations WHERE uri LIKE '%a.txt'", "lies nowhere"),
        (
            "INSERT INTO locations VALUES ('file:///x', 99, 'x', NULL, '{}', '', NULL, NULL, 'en', '')",
            "refers to a row of documents",
        ),
        ("DELETE FROM actors", "has no row"),
        ("UPDATE names SET uses = 7", "is used by another number"),
        ("INSERT INTO removals SELECT id, 1 FROM documents", "is both there and removed"),
        ("UPDATE sentences SET text = 'other words'", "other words than the sentences"),
        ("INSERT INTO sentence_index (rowid, text) VALUES (99, 'stray')", "without a sentence"),
    ],
)
def test_inconsistencies_are_found(path: Path, damage: str, message: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(damage)
    db.close()
    with open_record(path) as record:
        assert any(message in problem for problem in record.check())


def test_a_read_only_record_can_be_checked(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        assert record.check() == []


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RecordUnwritableError, match="its folder is not there"):
        open_record(tmp_path / "none" / "record.db", create=True)


def test_a_second_writer_waits_and_then_gets_an_error(path: Path) -> None:
    with open_record(path) as first, open_record(path, timeout=0.05) as second:
        first._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordBusyError, match=r"waited 0\.05 s"):
            second.put(document("c"), LIU_HE, "1.0")
        first._db.execute("COMMIT")
        assert second.put(document("c"), LIU_HE, "1.0").revision == 3
        assert first.revision == 3


def test_writers_take_turns(path: Path) -> None:
    def write(which: str) -> None:
        with open_record(path) as record:
            for number in range(8):
                record.put(document(f"{which}-{number}"), LIU_HE, "1.0")

    threads = [threading.Thread(target=write, args=(which,)) for which in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_record(path) as record:
        assert (record.counts()["documents"], record.revision) == (26, 26)
        assert record.check() == []


def test_a_reader_sees_the_last_finished_write_during_another(path: Path) -> None:
    with open_record(path) as writer, open_record(path, read_only=True, timeout=0.05) as reader:
        writer._db.execute("BEGIN IMMEDIATE")
        writer._db.execute("DELETE FROM removals")
        assert len(list(reader.documents())) == 2
        writer._db.execute("COMMIT")
        writer.put(document("c"), LIU_HE, "1.0")
        assert reader.revision == 3


def test_a_reader_writes_nothing(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        with pytest.raises(RecordUnwritableError):
            record.put(document("c"), LIU_HE, "1.0")
        with pytest.raises(RecordUnwritableError):
            record.remove("a")
        assert record.revision == 2


def test_a_failed_write_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    with open_record(path) as record:
        monkeypatch.setattr("kg.record.writing.link", fail)
        with pytest.raises(MemoryError):
            record.put(document("c"), LIU_HE, "1.0")
        monkeypatch.undo()
        assert (record.revision, record.counts()["documents"]) == (2, 2)
        assert record.put(document("c"), LIU_HE, "1.0").revision == 3


def test_odd_characters_in_the_path_are_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20d ü" / "record.db"
    path.parent.mkdir()
    with open_record(path, create=True) as record:
        record.put(document("a"), LIU_HE, "1.0")
    assert path.is_file()
    with open_record(path, read_only=True) as record:
        assert record.revision == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_record_in_a_read_only_folder_can_be_read(path: Path) -> None:
    path.parent.chmod(0o500)
    path.chmod(0o400)
    try:
        with open_record(path, read_only=True) as record:
            assert record.revision == 2
        with pytest.raises(RecordUnwritableError):
            open_record(path)
    finally:
        path.parent.chmod(0o700)


def test_a_copy_of_the_file_is_a_record(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(path, copy)
    with open_record(copy, read_only=True) as record:
        assert record.revision == 2


def test_a_closed_record_may_be_closed_again(path: Path) -> None:
    record = open_record(path)
    record.close()
    record.close()


def test_every_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KgError) as caught:
        open_record(tmp_path / "none.db")
    assert str(caught.value).startswith("KG-R001: there is no record at ")
    assert caught.value.exit_status == 3
    assert caught.value.advice


def test_a_new_record_is_private_to_its_owner(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        with open_record(tmp_path / "record.db", create=True) as record:
            record.put(document("a"), LIU_HE, "1.0")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert set(modes.values()) == {0o600}


def test_migration_normalizes_the_paths_of_places(tmp_path: Path) -> None:
    """Earlier records kept the ``..`` of a path as it was given."""
    folder = tmp_path / "talks"
    named = f"{tmp_path.as_uri()}/notes/../talks"
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        for name in ("a b", "c"):
            record.put(replace(document(name), uri=f"{named}/{name.replace(' ', '%20')}.txt"), LIU_HE, "1.0")
        since = document("c", text="It was read since then.")
        record.put(replace(since, uri=(folder / "c.txt").as_uri()), LIU_HE, "1.0")
        record.put(replace(document("part"), uri=f"{folder.as_uri()}/all.zip#x/../y"), LIU_HE, "1.0")
        record.refuse(EmptyDocumentError(place="talks"), replace(document("e"), uri=f"{named}/e.jsonl#line%202"))
        before = record.revision
        record._db.execute("UPDATE state SET value = 'earlier' WHERE name = 'resolution'")
    with open_record(path) as record:
        assert {entry.uris for entry in record.documents()} == {
            ((folder / "a b.txt").as_uri(),),
            ((folder / "c.txt").as_uri(),),
            (f"{folder.as_uri()}/all.zip#x/../y",),
        }
        assert record.document("c").text == since.text
        assert set(record.refused()) == {(folder / "e.jsonl").as_uri()}
        seen = [each.document.uri for piece in record.changes_since(before) for each in piece.written]
        assert (folder / "a b.txt").as_uri() in seen, "the stores hold the place, too"
        assert record.remove(str(folder / "a b.txt")).kind is ChangeKind.REMOVED
        assert record.check(deep=True) == []
