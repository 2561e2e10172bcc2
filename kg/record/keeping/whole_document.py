"""Whole documents, as another record can keep them: locations, facts, version of the reader, sentences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import Document, Facts
from kg.record.documents import as_read
from kg.record.keeping.columns import genre_of, pages_of
from kg.record.packing import facts_of

__all__ = ["WholeDocument", "whole_documents"]


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with its facts and sentences as they were read.

    ``places`` are the document as it is at each of its locations, ordered by URI, ``extractor`` is the version that
    read the facts, and ``sentences`` are spans in the text.
    """

    places: tuple[Document, ...]
    facts: Facts
    extractor: str
    sentences: tuple[tuple[int, int], ...]


def whole_documents(db: sqlite3.Connection) -> Iterator[WholeDocument]:
    """Every document of the record, in the order of ids."""
    keys = db.execute("SELECT key FROM documents ORDER BY id").fetchall()
    yield from (whole_document(db, key) for (key,) in keys)


def whole_document(db: sqlite3.Connection, key: int) -> WholeDocument:
    """The document with this key. Raises `kg.errors.RecordDamagedError`."""
    document = as_read(db, key)
    rows = db.execute(
        "SELECT uri, name, genre, language, encoding, metadata, pages FROM locations WHERE document = ? ORDER BY uri",
        (key,),
    ).fetchall()
    places = tuple(
        replace(
            document,
            uri=uri,
            name=name,
            genre=genre_of(genre),
            language=language,
            encoding=encoding,
            metadata=dict(json.loads(metadata)),
            pages=pages_of(pages),
        )
        for uri, name, genre, language, encoding, metadata, pages in rows
    )
    (extractor,) = db.execute("SELECT extractor FROM documents WHERE key = ?", (key,)).fetchone()
    spans = db.execute('SELECT start, "end" FROM sentences WHERE document = ? ORDER BY key', (key,)).fetchall()
    return WholeDocument(places, facts_of(db, key), str(extractor), tuple((start, end) for start, end in spans))
