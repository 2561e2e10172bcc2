"""Damaged bits are reported with the name of the document, damaged data never returned; rights that were lost."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from kg.errors import RecordDamagedError
from kg.record import Record, open_record
from tests.doubles.cast import document, facts, person

LIU_HE = facts([person("Liu He", "CN")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of two documents, quay and pier."""
    path = tmp_path / "record.db"
    with open_record(path, create=True) as record:
        record.put(document("quay", "The envoys met at the quay."), LIU_HE, "1.0")
        record.put(document("pier", "The envoys met at the pier."), LIU_HE, "1.0")
    return path


def flip(path: Path, table: str, column: str) -> None:
    """Flip one bit in the column's value of the first document, quay."""
    db = sqlite3.connect(path)
    key = "key" if table == "documents" else "document"
    kind, content = db.execute(
        f"SELECT typeof({column}), CAST({column} AS BLOB) FROM {table} WHERE {key} = 1 LIMIT 1"
    ).fetchone()
    bits = bytearray(content)
    bits[len(bits) // 2] ^= 1
    value: object = bytes(bits) if kind == "blob" else bits.decode()
    with db:
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = 1", (value,))
    db.close()


READ = [
    ("documents", "text"),
    ("documents", "facts"),
    ("documents", "date"),
    ("locations", "name"),
    ("locations", "metadata"),
]


@pytest.mark.parametrize(("table", "column"), READ)
def test_a_damaged_document_is_not_returned(path: Path, table: str, column: str) -> None:
    flip(path, table, column)
    with open_record(path) as record:
        (changed,) = [entry for entry in ids(record) if entry == document("quay", "The envoys met at the quay.").id]
        with pytest.raises(RecordDamagedError, match=r"KG-R003.*the document qu.y is not as it was written"):
            record.resolved(changed)
        with pytest.raises(RecordDamagedError):
            list(record.changes_since(0))


def ids(record: Record) -> list[str]:
    return [id_ for (id_,) in record._db.execute("SELECT id FROM documents ORDER BY key")]


@pytest.mark.parametrize(("table", "column"), [*READ, ("sentences", "text")])
def test_a_deep_check_names_the_damaged_document(path: Path, table: str, column: str) -> None:
    flip(path, table, column)
    with open_record(path, read_only=True) as record:
        (line,) = record.check(deep=True)
    assert line.startswith(("the document quay is not as it was written", "the document qu`y is not as it was written"))


def test_invalid_characters_are_reported_as_damage(path: Path) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute("UPDATE documents SET text = CAST(x'54ff54' AS TEXT) WHERE key = 1")
        db.execute("UPDATE locations SET name = CAST(x'54ff54' AS TEXT) WHERE document = 1")
    db.close()
    with open_record(path) as record:
        with pytest.raises(RecordDamagedError, match="its characters cannot be read"):
            record.document(ids(record)[0])
        with pytest.raises(RecordDamagedError):
            list(record.documents())


def test_an_undamaged_record_passes_the_check(path: Path) -> None:
    with open_record(path) as record:
        assert record.check(deep=True) == []


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_logs_that_were_write_protected_get_the_rights_of_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.db"
    with open_record(path, create=True):
        logs = [path.with_name(f"record.db-{name}") for name in ("wal", "shm")]
        for log in logs:
            log.chmod(0o400)
        # The superuser may write to every file.
        monkeypatch.setattr("os.access", lambda place, _: bool(place.stat().st_mode & stat.S_IWUSR))
        open_record(path).close()
        assert [stat.S_IMODE(log.stat().st_mode) for log in logs] == [0o600, 0o600]
