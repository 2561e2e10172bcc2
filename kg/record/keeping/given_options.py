"""The options that people gave when they ingested documents, kept with the documents' locations."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.record.entries import Given
from kg.record.keeping.columns import genre_of, when_of

if TYPE_CHECKING:
    from kg.model import When

__all__ = ["Copy", "copies", "given", "note_given"]


def note_given(db: sqlite3.Connection, uri: str, given: Given) -> None:
    """Keep the options given for the document at this URI, replacing earlier ones.

    A threshold is kept at every location of the document, since its facts are the same at all of them.
    """
    date = str(given.when) if given.when else None
    all_options = {"date": date, "source": given.source, "genre": given.genre, "threshold": given.threshold}
    options = {name: value for name, value in all_options.items() if value is not None}
    text = json.dumps(options, ensure_ascii=False) if options else None
    db.execute("UPDATE locations SET given = ? WHERE uri = ?", (text, uri))
    if given.threshold is not None:
        db.execute(
            """UPDATE locations SET given = json_set(coalesce(given, '{}'), '$.threshold', ?)
               WHERE document = (SELECT document FROM locations WHERE uri = ?)""",
            (given.threshold, uri),
        )


def given(db: sqlite3.Connection) -> dict[str, Given]:
    """The options that people gave when they ingested documents, by URI; without documents that they gave none for."""
    rows = db.execute("SELECT uri, given FROM locations WHERE given IS NOT NULL")
    return {uri: _options(options_json) for uri, options_json in rows}


@dataclass(frozen=True, slots=True)
class Copy:
    """A location of a text: the id of its document, with the title, date and source as they were read, and the options
    given for this location (None: none)."""

    id: str
    uri: str
    title: str | None
    when: When | None
    source: str | None
    given: Given | None


def copies(db: sqlite3.Connection, text: str) -> list[Copy]:
    """The locations of a text (its `text_key`), in the order of URIs."""
    rows = db.execute(
        """SELECT d.id, l.uri, d.as_read, l.given FROM locations l JOIN documents d ON d.key = l.document
           WHERE d.text_key = ? ORDER BY l.uri""",
        (text,),
    )
    locations = []
    for id_, uri, as_read_json, options_json in rows:
        as_read = json.loads(as_read_json)
        options = None if options_json is None else _options(options_json)
        locations.append(Copy(id_, uri, as_read["title"], when_of(as_read["date"]), as_read["source"], options))
    return locations


def _options(options_json: str) -> Given:
    values = json.loads(options_json)
    genre = genre_of(values.get("genre"))
    return Given(when_of(values.get("date")), values.get("source"), genre, values.get("threshold"))
