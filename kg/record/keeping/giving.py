"""The options that people gave when they ingested documents, kept with the documents' locations."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import asdict

from kg.record.entries import Given
from kg.record.keeping.listing import day_of, genre_of

__all__ = ["given", "given_of_copies", "note_given"]


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


def given_of_copies(db: sqlite3.Connection, text: str) -> list[tuple[str, Given]]:
    """The id of each document with this text (its `text_key`), and the options given for it, in the order of URIs."""
    rows = db.execute(
        """SELECT d.id, l.given FROM locations l JOIN documents d ON d.key = l.document
           WHERE d.text_key = ? AND l.given IS NOT NULL ORDER BY l.uri""",
        (text,),
    )
    return [(id_, _read(said)) for id_, said in rows]


def _read(text: str) -> Given:
    said = json.loads(text)
    return Given(day_of(said.get("date")), said.get("source"), genre_of(said.get("genre")), said.get("threshold"))
