"""Documents that have exactly the same text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg.record.keeping.listing import kept_when

if TYPE_CHECKING:
    from kg.model import When

__all__ = ["SameText", "same_texts"]


@dataclass(frozen=True, slots=True)
class SameText:
    """A document whose text another one has, too: its id, its URIs in order, and its title, date and source as
    they were read, which tell the two apart."""

    id: str
    uris: tuple[str, ...]
    title: str | None
    when: When | None
    source: str | None


def same_texts(db: sqlite3.Connection, ids: Iterable[str]) -> Iterator[list[SameText]]:
    """For each text that a document with one of these ids shares with another one: all documents with it, by id."""
    rows = db.execute(
        """SELECT d.text_key, d.id, d.as_read, l.uri FROM documents d JOIN locations l ON l.document = d.key
           WHERE d.text_key IN (
             SELECT text_key FROM documents
             WHERE text_key IN (SELECT text_key FROM documents WHERE id IN (SELECT value FROM json_each(?)))
             GROUP BY text_key HAVING count(*) > 1)
           ORDER BY d.text_key, d.id, l.uri""",
        (json.dumps(list(ids)),),
    )
    for _, of_text in groupby(rows, key=lambda row: row[0]):
        yield [_same_text(*found, places) for found, places in groupby(of_text, key=lambda row: (row[1], row[2]))]


def _same_text(id_: str, as_read: str, places: Iterable[tuple[str, str, str, str]]) -> SameText:
    read = json.loads(as_read)
    uris = tuple(uri for *_, uri in places)
    return SameText(id_, uris, read["title"], kept_when(read["date"]), read["source"])
