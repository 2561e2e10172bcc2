"""The options that people gave when they ingested documents, kept with the documents' locations."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import asdict, dataclass

from kg.record.entries import Given
from kg.record.keeping.listing import day_of, genre_of

__all__ = ["Copy", "copies", "given", "note_given"]


def note_given(db: sqlite3.Connection, uri: str, given: Given) -> None:
    """Keep the options given for the document at this URI, replacing earlier ones; the threshold at every location of
    the document, since its facts are the same everywhere."""
    said = {name: value for name, value in asdict(given).items() if value is not None}
    text = json.dumps(said, ensure_ascii=False, default=dt.date.isoformat) if said else None
    db.execute("UPDATE locations SET given = ? WHERE uri = ?", (text, uri))
    if given.threshold is not None:
        db.execute(
            """UPDATE locations SET given = json_set(coalesce(given, '{}'), '$.threshold', ?)
               WHERE document = (SELECT document FROM locations WHERE uri = ?)""",
            (given.threshold, uri),
        )


def given(db: sqlite3.Connection) -> dict[str, Given]:
    """The options that people gave when they ingested documents, by URI."""
    rows = db.execute("SELECT uri, given FROM locations WHERE given IS NOT NULL")
    return {uri: _read(text) for uri, text in rows}


@dataclass(frozen=True, slots=True)
class Copy:
    """A location of a text: the id of its document, with the title, date and source as they were read, and the options
    given for this location (None: none)."""

    id: str
    uri: str
    title: str | None
    date: dt.date | None
    source: str | None
    given: Given | None


def copies(db: sqlite3.Connection, text: str) -> list[Copy]:
    """The locations of a text (its `text_key`), in the order of URIs."""
    rows = db.execute(
        """SELECT d.id, l.uri, d.as_read, l.given FROM locations l JOIN documents d ON d.key = l.document
           WHERE d.text_key = ? ORDER BY l.uri""",
        (text,),
    )
    found = []
    for id_, uri, as_read, said in rows:
        read = json.loads(as_read)
        of_document = (read["title"], day_of(read["date"]), read["source"])
        found.append(Copy(id_, uri, *of_document, None if said is None else _read(said)))
    return found


def _read(text: str) -> Given:
    said = json.loads(text)
    return Given(day_of(said.get("date")), said.get("source"), genre_of(said.get("genre")), said.get("threshold"))
