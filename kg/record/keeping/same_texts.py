"""Documents that have exactly the same text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg.record.keeping.columns import when_of

if TYPE_CHECKING:
    from kg.model import When

__all__ = ["SameText", "same_texts"]


@dataclass(frozen=True, slots=True)
class SameText:
    """A document whose text another one has, too: its id, its URIs in order, and its title, date and source as
    they were read, which distinguish the two."""

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
    for _, rows_of_text in groupby(rows, key=lambda row: row[0]):
        rows_by_document = groupby(rows_of_text, key=lambda row: (row[1], row[2]))
        yield [_same_text(id_, as_read_json, document_rows) for (id_, as_read_json), document_rows in rows_by_document]


def _same_text(id_: str, as_read_json: str, rows: Iterable[tuple[str, str, str, str]]) -> SameText:
    as_read = json.loads(as_read_json)
    uris = tuple(uri for *_, uri in rows)
    return SameText(id_, uris, as_read["title"], when_of(as_read["date"]), as_read["source"])
