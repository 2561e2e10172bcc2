"""The list of documents, without their texts and facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.record.entries import DocumentEntry
from kg.record.keeping.intact import intact

if TYPE_CHECKING:
    from kg.model import Genre, When

__all__ = ["entries", "genre_of", "kept_when"]


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
            when, kind = kept_when(date), genre_of(genre)
        yield DocumentEntry(id_, name, uri, title, when, source, kind, language, characters, extractor, revision, uris)


def kept_when(text: str | None) -> When | None:
    """The date in a column; None where it is empty."""
    from kg.model import When

    return When.parsed(text) if text else None


def genre_of(text: str | None) -> Genre | None:
    """The genre in a column; None where it is empty."""
    from kg.model import Genre

    return Genre(text) if text else None
