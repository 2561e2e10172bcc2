"""Consistency checks of the record's tables and search index."""

from __future__ import annotations

import sqlite3

__all__ = ["problems"]

_RULES = (
    ("document {} lies nowhere", "SELECT id FROM documents WHERE key NOT IN (SELECT document FROM locations)"),
    (
        "a sentence of document {} is not in the search index",
        """SELECT DISTINCT d.id FROM documents d
       JOIN sentences s ON s.document = d.key WHERE s.key NOT IN (SELECT id FROM sentence_index_docsize)""",
    ),
    (
        "the search index has an entry {} without a sentence",
        "SELECT id FROM sentence_index_docsize WHERE id NOT IN (SELECT key FROM sentences)",
    ),
    (
        "an actor of document {} has no row",
        """SELECT DISTINCT d.id FROM documents d
       JOIN links l ON l.document = d.key WHERE l.actor NOT IN (SELECT id FROM actors)""",
    ),
    ("actor {} is in no document", "SELECT id FROM actors WHERE id NOT IN (SELECT actor FROM links)"),
    (
        "name {} is used by another number of documents than it says",
        """SELECT n.name FROM names n
       WHERE n.uses <> (SELECT count(*) FROM links WHERE name = n.key)""",
    ),
    ("document {} is both there and removed", "SELECT id FROM documents WHERE id IN (SELECT id FROM removals)"),
)
"""Messages, each with a query for what it is true of: the ids or names that take the place of its ``{}``."""


def problems(db: sqlite3.Connection) -> list[str]:
    """A message for each thing that is wrong: pages, references and rules first, then the search index."""
    messages = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    messages += [
        f"a row of {row[0]} refers to a row of {row[2]} that is not there"
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    for message, query in _RULES:
        messages += [message.format(value) for (value,) in db.execute(query)]
    return messages + _index_problems(db)


def _index_problems(db: sqlite3.Connection) -> list[str]:
    """A message where the search index does not fit the sentences. FTS5 checks this by a write, so a read-only
    record is not checked."""
    if db.execute("PRAGMA query_only").fetchone()[0]:
        return []
    try:
        db.execute("INSERT INTO sentence_index (sentence_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return ["the search index has other words than the sentences"]
    return []
