"""The inventory of the documents: an entry for each, without its text and facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kg.record.entries import DocumentEntry
from kg.record.keeping.columns import genre_of, when_of
from kg.record.keeping.damage import intact

__all__ = ["entries"]


def entries(db: sqlite3.Connection) -> Iterator[DocumentEntry]:
    """Every document, by date (undated ones first), name and id."""
    rows = db.execute(
        """SELECT d.id, d.title, d.date, d.source, d.genre, d.language, d.characters, d.extractor, d.revision,
             l.uri, l.name, d.key
           FROM documents d JOIN locations l ON l.document = d.key
             AND l.uri = (SELECT min(uri) FROM locations WHERE document = d.key)
           ORDER BY d.date, l.name, d.id"""
    )
    for id_, title, date, source, genre, language, characters, extractor, revision, uri, name, key in rows:
        locations = db.execute("SELECT uri FROM locations WHERE document = ? ORDER BY uri", (key,))
        uris = tuple(location for (location,) in locations)
        with intact(db, key):
            when, kind = when_of(date), genre_of(genre)
        yield DocumentEntry(id_, name, uri, title, when, source, kind, language, characters, extractor, revision, uris)
