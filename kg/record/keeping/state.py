"""The record's own state: its revision and identity, and the rules that resolved its actors."""

from __future__ import annotations

import sqlite3

from kg.resolve import version

__all__ = [
    "counts",
    "history",
    "identity",
    "is_resolved",
    "issues_revision",
    "note_restored",
    "note_revision",
    "restored",
    "revision",
]


def revision(db: sqlite3.Connection) -> int:
    """The number of changes so far; a change of issues counts once for each document."""
    return int(db.execute("SELECT value FROM state WHERE name = 'revision'").fetchone()[0])


def note_revision(db: sqlite3.Connection, new_revision: int) -> None:
    """Write the revision; if it is a later one, with random digits for it that no other record or copy has."""
    old_revision = revision(db)
    if new_revision > old_revision:
        db.execute("INSERT INTO histories VALUES (?, lower(hex(randomblob(8))))", (old_revision + 1,))
        db.execute("UPDATE state SET value = ? WHERE name = 'revision'", (str(new_revision),))


def history(db: sqlite3.Connection, revision: int) -> str:
    """Sixteen hexadecimal digits of this revision, which differ in a copy that was changed separately; "" before the
    first change."""
    query = "SELECT digits FROM histories WHERE revision <= ? ORDER BY revision DESC LIMIT 1"
    row = db.execute(query, (revision,)).fetchone()
    return str(row[0]) if row else ""


def issues_revision(db: sqlite3.Connection) -> int:
    """The revision at which lists last changed the issues; 0 where none has."""
    row = db.execute("SELECT value FROM state WHERE name = 'issues'").fetchone()
    return int(row[0]) if row else 0


def identity(db: sqlite3.Connection) -> str:
    """The record's own id: sixteen random hexadecimal digits, from the file's creation."""
    return str(db.execute("SELECT value FROM state WHERE name = 'identity'").fetchone()[0])


def restored(db: sqlite3.Connection) -> str:
    """Random digits, new each time a backup is restored in this record's place; "" where none was."""
    row = db.execute("SELECT value FROM state WHERE name = 'restored'").fetchone()
    return str(row[0]) if row else ""


def note_restored(db: sqlite3.Connection) -> None:
    """Note that this file is a backup that has been restored in the place of a record."""
    db.execute("INSERT OR REPLACE INTO state VALUES ('restored', lower(hex(randomblob(8))))")


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """The numbers of documents, locations, sentences and actors, then of actors of each type, by type."""
    tables = ("documents", "locations", "sentences", "actors")
    totals = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    query = "SELECT substr(id, 1, instr(id, '/') - 1) AS type, count(*) FROM actors GROUP BY type ORDER BY type"
    return totals | dict(db.execute(query))


def is_resolved(db: sqlite3.Connection) -> bool:
    """Whether the current rules and lists have made the links."""
    row = db.execute("SELECT value FROM state WHERE name = 'resolution'").fetchone()
    return row is not None and row[0] == version()
