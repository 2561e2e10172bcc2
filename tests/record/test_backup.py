"""Backup while others write, and restore: each is complete or has no effect, whenever it is killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import (
    InputError,
    KgWarning,
    Neo4jUnreachableError,
    OutputError,
    RecordDamagedError,
    RecordForeignError,
    RecordInPlaceError,
    RecordUnwritableError,
)
from kg.graph import LANGUAGES, StoreSettings, open_graph
from kg.record import open_record
from kg.record.opening import SCHEMA
from kg.restoring import restore
from tests.doubles.cast import document, facts, person, position
from tests.record.test_opening import VERSION_1, schema

LIU_HE = facts([person("Liu He", "CN")], positions=(position("Liu He", "a truce"),))
SLOW_KILLS = 12


def graph_with(folder: Path, *names: str) -> Path:
    with open_graph(folder, create=True) as graph:
        for name in names:
            graph.record.put(document(name, f"A truce at {name}."), LIU_HE, "1.0")
        graph.catch_up()
    return folder


def names(folder: Path) -> set[str]:
    """The names of the documents in the record, after a check of it and of both stores."""
    with open_graph(folder) as graph:
        assert graph.record.check(deep=True) == []
        held = {entry.name for entry in graph.record.documents()}
        assert [graph.store(language).counts()["documents"] for language in LANGUAGES] == [len(held)] * 2
        return held


@pytest.fixture
def pid_of_the_dead() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a graph of two documents."""
    file = tmp_path / "talks.backup"
    with open_graph(graph_with(tmp_path / "talks.kg", "quay", "pier")) as graph:
        graph.record.backup(file)
    return file


def first_version(path: Path) -> Path:
    db = sqlite3.connect(path)
    db.executescript(VERSION_1.read_text(encoding="utf-8"))
    db.close()
    return path


def test_a_migrated_record_leaves_a_copy_of_the_old_one(tmp_path: Path) -> None:
    old = first_version(tmp_path / "record.db")
    before = schema(old)
    for number in (1, 2):
        kept = tmp_path / f"record.db.schema-1-{number}"
        with pytest.warns(KgWarning, match=rf"had schema 1 and has {SCHEMA} now.*kept in .*{kept.name}"):
            open_record(old).close()
        open_record(old).close()
        assert {path.name for path in tmp_path.glob("record.db*")} == {old.name} | {
            f"record.db.schema-1-{each}" for each in range(1, number + 1)
        }
        assert schema(kept) == before
        shutil.copyfile(kept, old)  # as if an older version of kg had been used in between


def test_a_record_is_not_migrated_without_room_for_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = first_version(tmp_path / "record.db")
    content = old.read_bytes()

    def full(*_: object) -> None:
        raise OutputError(path=old, detail="No space left on device")

    monkeypatch.setattr("kg.record.keeping.copying.copy_to", full)
    with pytest.raises(RecordUnwritableError, match=r"the copy of it as it was, record\.db\.schema-1-1: No space"):
        open_record(old)
    with pytest.raises(RecordUnwritableError, match="No space"):
        open_record(old, or_read_only=True)
    assert schema(old) == schema(first_version(tmp_path / "other.db"))
    assert len(old.read_bytes()) == len(content)


def test_a_temporary_copy_is_migrated_silently(tmp_path: Path) -> None:
    open_record(first_version(tmp_path / "copy.db"), is_copy=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_a_backup_is_one_private_file_with_everything_in_it(backup: Path, tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {"talks.kg", "talks.backup"}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with open_record(backup, read_only=True) as copy, open_record(tmp_path / "talks.kg/record.db") as record:
        assert list(copy.documents()) == list(record.documents())
        assert copy.check(deep=True) == []
        assert (copy.identity, copy.revision) == (record.identity, record.revision)


def test_copies_that_diverge_have_different_histories(backup: Path, tmp_path: Path) -> None:
    with open_record(tmp_path / "talks.kg/record.db") as record, open_record(backup) as copy:
        both = (record, copy)
        shared = [each.history(each.revision) for each in both]
        for each in both:
            each.put(document("lock"), LIU_HE, "1.0")
        own = [each.history(each.revision) for each in both]
        assert record.revision == copy.revision
        assert (len({*shared}), len({*shared, *own})) == (1, 3)
        record.put(document("lock"), LIU_HE, "1.0")
        assert [each.history(each.revision) for each in both] == own


def test_a_backup_is_taken_while_another_writes(backup: Path, tmp_path: Path) -> None:
    with open_record(tmp_path / "talks.kg/record.db") as writer, open_record(tmp_path / "talks.kg/record.db") as reader:
        writer._db.execute("BEGIN IMMEDIATE")
        writer._db.execute("DELETE FROM sentences")
        reader.backup(backup)
        writer._db.execute("ROLLBACK")
    with open_record(backup, read_only=True) as copy:
        assert copy.counts()["sentences"] == 4


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with open_graph(graph_with(tmp_path / "talks.kg", "quay")) as graph, pytest.raises(OutputError):
        graph.record.backup(tmp_path / "none/talks.backup")


@pytest.mark.parametrize("folder", ["new.kg", "made/anew.kg"])
def test_restoring_from_a_foreign_file_leaves_no_graph(tmp_path: Path, folder: str) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana Lima waits.")
    with pytest.raises(RecordForeignError):
        restore(tmp_path / folder, notes)
    assert not (tmp_path / folder).exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [notes]


def test_what_killed_calls_left_is_deleted(backup: Path, tmp_path: Path, pid_of_the_dead: int) -> None:
    folder = graph_with(tmp_path / "talks.kg")
    stage = f".restored.{pid_of_the_dead}"
    running = tmp_path / f".{backup.name}.{os.getppid()}.part"
    for left in (folder / stage, folder / f".{stage}.{pid_of_the_dead}.part-journal", running):
        left.touch()
    for suffix in ("part", "part-journal"):
        backup.with_name(f".{backup.name}.{pid_of_the_dead}.{suffix}").touch()
        backup.with_name(f".{backup.name}.{os.getpid()}.{suffix}").touch()
    with open_graph(folder) as graph:
        graph.record.backup(backup)
    restore(folder, backup, replace=True)
    assert not list(folder.glob("*.restored*"))
    assert list(tmp_path.glob("*.part*")) == [running]


def test_restoring_from_too_long_a_name_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too long"):
        restore(tmp_path / "talks.kg", tmp_path / ("m" * 300))
    with pytest.raises(InputError, match="too long"):
        open_graph(tmp_path / ("m" * 300))


def test_a_restored_graph_is_that_of_the_backup(backup: Path, tmp_path: Path) -> None:
    assert restore(tmp_path / "new.kg", backup) == 2
    assert names(tmp_path / "new.kg") == {"quay", "pier"}


def test_a_backup_is_restored_in_the_working_folder(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert restore(".", backup) == 2


def test_restore_replaces_a_graph_only_when_told_to(backup: Path, tmp_path: Path) -> None:
    folder = graph_with(tmp_path / "talks.kg", "lock", "dam", "weir")
    with pytest.raises(RecordInPlaceError, match=r"holds 5 documents.*--replace"):
        restore(folder, backup)
    assert len(names(folder)) == 5
    restore(folder, backup, replace=True)
    assert names(folder) == {"quay", "pier"}


def test_a_record_that_cannot_be_read_is_set_aside(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "talks.kg"
    (folder / "record.db").write_bytes(b"no database, but long enough to be looked at" * 100)
    with pytest.raises(RecordInPlaceError, match="a record that cannot be read"):
        restore(folder, backup)
    restore(folder, backup, replace=True)
    assert names(folder) == {"quay", "pier"}
    assert (folder / "record.db.damaged-1").read_bytes().startswith(b"no database")


def test_restoring_from_an_invalid_backup_changes_nothing(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "talks.kg"
    with pytest.raises(InputError, match="none: there is no such file"):
        restore(folder, tmp_path / "none", replace=True)
    with pytest.raises(InputError, match="it is a folder"):
        restore(folder, folder, replace=True)
    (tmp_path / "notes").write_text("no backup" * 1000)
    with pytest.raises(RecordForeignError, match="notes"):
        restore(folder, tmp_path / "notes", replace=True)
    content = bytearray(backup.read_bytes())
    at = content.rindex(b"A truce at pier.")
    content[at] ^= 1
    backup.write_bytes(content)
    with pytest.raises(RecordDamagedError, match=r"talks\.backup"):
        restore(folder, backup, replace=True)
    assert names(folder) == {"quay", "pier"}


def test_restore_empties_no_store_while_a_server_is_unreachable(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "talks.kg"
    with open_graph(folder) as graph:
        graph.name_store("cypher", StoreSettings("neo4j", folder, {"url": "bolt://127.0.0.1:1"}))
        before = graph.states()[0]
        with pytest.raises(Neo4jUnreachableError):
            restore(folder, backup, replace=True)
        assert graph.states()[0] == before
        assert before.revision == graph.record.revision


def put_many(folder: Path) -> None:
    """The work of a child process: write without end."""
    with open_record(folder / "record.db") as record:
        for number in range(1_000_000):
            record.put(document(f"n{number}", f"A truce, number {number}."), LIU_HE, "1.0")


def back_up_many(folder: Path, backup: Path) -> None:
    with open_record(folder / "record.db") as record:
        while True:
            record.backup(backup)


@pytest.mark.slow
@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs a child that starts at once")
def test_a_backup_killed_during_writes_is_whole(backup: Path, tmp_path: Path) -> None:
    processes = multiprocessing.get_context("fork")
    chance = random.Random(20180824)
    folder = tmp_path / "talks.kg"
    writer = processes.Process(target=put_many, args=(folder,))
    writer.start()
    try:
        for _ in range(SLOW_KILLS):
            child = processes.Process(target=back_up_many, args=(folder, backup))
            child.start()
            time.sleep(chance.random() * 0.3)
            child.kill()
            child.join()
            with open_record(backup, read_only=True) as copy:
                assert copy.check(deep=True) == []
                assert copy.counts()["documents"] == copy.revision >= 2
    finally:
        writer.kill()
        writer.join()


@pytest.mark.rare
@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs a child that starts at once")
def test_a_killed_restore_leaves_the_old_graph_or_the_backup(backup: Path, tmp_path: Path) -> None:
    processes = multiprocessing.get_context("fork")
    chance = random.Random(20180824)
    folder = tmp_path / "talks.kg"
    old = {f"n{number}" for number in range(30)} | {"quay", "pier"}
    for _ in range(SLOW_KILLS):
        graph_with(folder, *old)
        child = processes.Process(target=restore, args=(folder, backup), kwargs={"replace": True})
        child.start()
        time.sleep(chance.random() * 0.8)
        child.kill()
        child.join()
        assert names(folder) in (old, {"quay", "pier"})
    restore(folder, backup, replace=True)
    assert names(folder) == {"quay", "pier"}
    assert not list(folder.glob("*.restored*"))
