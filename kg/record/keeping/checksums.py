"""Comparing every document of the record with the hashes that were made when it was written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from kg.errors import RecordDamagedError
from kg.model import Document
from kg.record.documents import as_read, digest
from kg.record.keeping.columns import genre_of, pages_of
from kg.record.keeping.damage import damaged, intact
from kg.record.packing import facts_of

__all__ = ["changed_documents"]


def changed_documents(db: sqlite3.Connection) -> Iterator[str]:
    """A message for each corrupted document, in the order in which the documents were first written."""
    for (key,) in db.execute("SELECT key FROM documents ORDER BY key").fetchall():
        try:
            with intact(db, key):
                document = as_read(db, key)
                facts_of(db, key)
                _check_locations(db, key)
                _check_sentences(db, key, document.text)
        except RecordDamagedError as error:
            yield str(error.fields["detail"])


def _check_locations(db: sqlite3.Connection, key: int) -> None:
    for name, genre, language, metadata, pages, written_digest in db.execute(
        "SELECT name, genre, language, metadata, pages, digest FROM locations WHERE document = ?", (key,)
    ):
        header = {"genre": genre_of(genre), "language": language, "metadata": json.loads(metadata)}
        if digest(Document("", name, "", **header, pages=pages_of(pages))) != written_digest:
            raise damaged(db, key, f"its name, genre, language, metadata or pages under {name}")


def _check_sentences(db: sqlite3.Connection, key: int, text: str) -> None:
    rows = db.execute('SELECT start, "end", text FROM sentences WHERE document = ?', (key,))
    if any(text[start:end] != words for start, end, words in rows):
        raise damaged(db, key, "a sentence of it")
