"""The rows of documents, their locations and sentences."""

from __future__ import annotations

import difflib
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import DocumentAmbiguousError, DocumentUnknownError, UnstorableTextError
from kg.errors.checking import check_words
from kg.judgements import text_key
from kg.judgements.settings import document_as_set
from kg.model import ActorType, Document, Facts, ResolvedDocument
from kg.model.places import uri_of
from kg.record.judging import carried_settings, judged_facts, judgements_of_text
from kg.record.judging.rows import SETTING
from kg.record.keeping.intact import damaged, intact
from kg.record.keeping.listing import day_of, genre_of
from kg.record.naming import actors_by_id
from kg.record.splitting import rough_sentences
from kg.resolve import Link, Reason, merge
from kg.resolve.spelling.mistyped import most_similar

__all__ = [
    "archived_at",
    "as_set",
    "check_storable",
    "delete_document",
    "delete_locations",
    "digest",
    "find",
    "header",
    "header_digest",
    "id_of",
    "is_known",
    "is_nowhere",
    "is_read_as_shown",
    "key_at",
    "key_of",
    "linked_facts",
    "other_readings",
    "places",
    "read_document",
    "resolved",
    "resolved_facts",
    "show_first_location",
    "touch",
    "with_texts",
    "write_document",
    "write_location",
    "write_sentences",
    "write_settings",
]

_LISTED = 5
_SET = ("title", "date", "source", "genre")


def digest(document: Document) -> str:
    """A hash of the fields that facts and stores use and that the document's id does not depend on."""
    return _digest(document.name, document.genre, document.language, document.metadata)


def header_digest(name: bytes, genre: str | None, language: str, metadata: bytes) -> str | None:
    """The `digest` of a document from the columns of a row of ``locations``; None where they cannot be decoded."""
    try:
        return _digest(name.decode(), genre, language, json.loads(metadata))
    except ValueError:
        return None


def _digest(name: str, genre: str | None, language: str, metadata: Mapping[str, str]) -> str:
    parts = json.dumps([name, genre, language, sorted(metadata.items())])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def check_storable(document: Document) -> None:
    """Raise `UnstorableTextError` where a string of the document cannot be written in UTF-8."""
    fields = {name: getattr(document, name) for name in ("text", "name", "uri", "title", "source", "language")}
    for key, value in document.metadata.items():
        fields[f"metadata {key!a}"] = f"{key}{value}"
    for field, value in fields.items():
        try:
            (value or "").encode()
        except UnicodeEncodeError as error:
            shown = ascii(document.uri)
            raise UnstorableTextError(field=field, document=shown, offset=error.start) from error


def key_of(db: sqlite3.Connection, id_: str) -> int | None:
    """The key of the document with this id."""
    row = db.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()
    return None if row is None else int(row[0])


def key_at(db: sqlite3.Connection, uri: str) -> int | None:
    """The key of the document that lies at this URI."""
    row = db.execute("SELECT document FROM locations WHERE uri = ?", (uri,)).fetchone()
    return None if row is None else int(row[0])


def with_texts(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The first id of the documents with each of these texts, by `text_key`."""
    ids = {key: db.execute("SELECT min(id) FROM documents WHERE text_key = ?", (key,)).fetchone()[0] for key in keys}
    return {key: str(id_) for key, id_ in ids.items() if id_ is not None}


def id_of(db: sqlite3.Connection, key: int) -> str:
    """The id of the document with this key."""
    return str(db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0])


def header(db: sqlite3.Connection, key: int) -> tuple[object, ...]:
    """The fields that the stores have of a document, apart from its facts and the fields that its id depends on."""
    row = db.execute(
        """SELECT d.genre, d.language, l.uri, l.name, l.metadata
           FROM documents d JOIN locations l ON l.document = d.key WHERE d.key = ? ORDER BY l.uri LIMIT 1""",
        (key,),
    ).fetchone()
    return tuple(row or ())


def is_known(db: sqlite3.Connection, document: Document, extractor: str) -> bool:
    """See `kg.record.Record.known`."""
    row = db.execute(
        """SELECT 1 FROM locations l JOIN documents d ON d.key = l.document
           WHERE l.uri = ? AND d.id = ? AND d.extractor = ? AND l.digest = ?
             AND (l.genre IS d.facts_genre
                  OR EXISTS (SELECT 1 FROM locations WHERE document = d.key AND uri < l.uri))""",
        (document.uri, document.id, extractor, digest(document)),
    ).fetchone()
    return row is not None


def is_read_as_shown(db: sqlite3.Connection, document: Document, extractor: str) -> bool:
    """Whether this version has read the text at an earlier URI, the document's first, where it has another genre."""
    row = db.execute(
        """SELECT 1 FROM documents d JOIN locations l ON l.document = d.key
           WHERE d.id = ? AND d.extractor = ? AND l.uri < ? AND l.genre IS NOT ? AND l.genre IS d.facts_genre
             AND l.uri = (SELECT min(uri) FROM locations WHERE document = d.key)""",
        (document.id, extractor, document.uri, document.genre),
    ).fetchone()
    return row is not None


def is_nowhere(db: sqlite3.Connection, key: int) -> bool:
    """Whether a document has no location left."""
    return db.execute("SELECT 1 FROM locations WHERE document = ?", (key,)).fetchone() is None


def places(db: sqlite3.Connection, id_: str) -> tuple[str, ...]:
    """The URIs where the document with this id lies, sorted."""
    asked = "SELECT l.uri FROM locations l JOIN documents d ON d.key = l.document WHERE d.id = ? ORDER BY l.uri"
    return tuple(uri for (uri,) in db.execute(asked, (id_,)))


def other_readings(db: sqlite3.Connection, uri: str) -> list[str]:
    """Locations from a reading of the whole file, if ``uri`` is of a part of it; of its parts, if of the whole file."""
    whole, mark, _ = uri.partition("#")
    wanted = (whole, whole) if mark else (f"{whole}#", f"{whole}#\U0010ffff")
    rows = db.execute("SELECT uri FROM locations WHERE uri BETWEEN ? AND ? ORDER BY uri", wanted)
    return [other for (other,) in rows]


def archived_at(db: sqlite3.Connection, address: str) -> list[str]:
    """The address in a list, if a page of a web archive has it as its location; else an empty list."""
    asked = """SELECT uri FROM locations WHERE uri = ? AND json_extract(metadata, '$."warc:date"') IS NOT NULL"""
    return [uri for (uri,) in db.execute(asked, (address,))]


def touch(db: sqlite3.Connection, keys: Iterable[int], revision: int) -> None:
    """Give these documents a new revision: the stores have to be updated."""
    db.executemany("UPDATE documents SET revision = ? WHERE key = ?", [(revision, key) for key in sorted(keys)])


def write_document(db: sqlite3.Connection, document: Document, packed: str, extractor: str, revision: int) -> int:
    """Insert the document with this revision, or replace the facts of the one with the same id; the key of the row."""
    (key,) = db.execute(
        """INSERT INTO documents
             (id, title, date, source, genre, language, characters, text, facts, extractor, revision, text_key, as_read,
              facts_genre)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
           SET facts = excluded.facts, extractor = excluded.extractor, facts_genre = excluded.facts_genre
           RETURNING key""",
        (
            document.id,
            *_shown(document),
            document.language,
            len(document.text),
            document.text,
            zlib.compress(packed.encode("utf-8", "surrogatepass")),
            extractor,
            revision,
            text_key(document.text),
            _as_read(document),
            document.genre,
        ),
    ).fetchone()
    db.execute("DELETE FROM removals WHERE id = ?", (document.id,))
    return int(key)


def _as_read(document: Document) -> str:
    return json.dumps(dict(zip(_SET, _shown(document), strict=True)))


def show_first_location(db: sqlite3.Connection, key: int) -> None:
    """Set the genre and language of a document to those at the first of its locations."""
    row = db.execute("SELECT genre, language FROM locations WHERE document = ? ORDER BY uri LIMIT 1", (key,)).fetchone()
    db.execute(
        "UPDATE documents SET as_read = json_set(as_read, '$.genre', ?), language = ? WHERE key = ?", (*row, key)
    )
    write_settings(db, key)


def write_settings(db: sqlite3.Connection, key: int) -> None:
    """Write title, date, source and genre of a document: as people have set them, else as they were read."""
    text_key_, as_read = db.execute("SELECT text_key, as_read FROM documents WHERE key = ?", (key,)).fetchone()
    values = dict(json.loads(as_read))
    for judgement in judgements_of_text(db, text_key_, SETTING):
        values |= {name: value for name, value in judgement.values.items() if name in _SET}
    row = [values[name] for name in _SET]
    db.execute("UPDATE documents SET title = ?, date = ?, source = ?, genre = ? WHERE key = ?", (*row, key))


def write_location(db: sqlite3.Connection, document: Document, key: int) -> None:
    """Write the document's location, in the place of any other document at its URI."""
    row = (document.uri, key, document.name, document.genre, document.language, document.encoding)
    metadata = json.dumps(dict(document.metadata), ensure_ascii=False)
    db.execute(
        """INSERT INTO locations (uri, document, name, genre, language, encoding, metadata, digest)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (uri) DO UPDATE SET document = excluded.document, name = excluded.name, genre = excluded.genre,
             language = excluded.language, encoding = excluded.encoding, metadata = excluded.metadata,
             digest = excluded.digest""",
        (*row, metadata, digest(document)),
    )


def delete_locations(db: sqlite3.Connection, key: int, uri: str | None) -> None:
    """Delete one location of a document; without ``uri`` all of them."""
    if uri is None:
        db.execute("DELETE FROM locations WHERE document = ?", (key,))
    else:
        db.execute("DELETE FROM locations WHERE uri = ?", (uri,))


def write_sentences(
    db: sqlite3.Connection, key: int, text: str, spans: Sequence[tuple[int, int]] | None, *, new: bool
) -> None:
    """Replace the document's sentences. ``spans`` is None: keep the old ones, or split a new document roughly."""
    if spans is None:
        if not new:
            return
        spans = rough_sentences(text)
    within = [(start, end) for start, end in spans if 0 <= start < end <= len(text) and not text[start:end].isspace()]
    rows = [(start, start + len(text[start:end].rstrip())) for start, end in within]
    if not new:
        old = db.execute('SELECT start, "end" FROM sentences WHERE document = ? ORDER BY key', (key,)).fetchall()
        if old == rows:
            return
        db.execute("DELETE FROM sentences WHERE document = ?", (key,))
    db.executemany(
        'INSERT INTO sentences (document, start, "end", text) VALUES (?, ?, ?, ?)',
        [(key, start, end, text[start:end]) for start, end in rows],
    )


def delete_document(db: sqlite3.Connection, key: int, revision: int) -> str:
    """Delete a document that has no links and no locations; judgements of it stay. Its id."""
    db.execute("DELETE FROM reviews WHERE document = ?", (key,))
    db.execute("DELETE FROM sentences WHERE document = ?", (key,))
    (id_,) = db.execute("DELETE FROM documents WHERE key = ? RETURNING id", (key,)).fetchone()
    db.execute("INSERT OR REPLACE INTO removals VALUES (?, ?)", (id_, revision))
    return str(id_)


def find(db: sqlite3.Connection, text: str) -> tuple[int, str | None]:
    """The key of the document with this id, URI, path or name; and its URI if ``text`` was a URI or path.

    Raises `DocumentUnknownError` with close names, or `DocumentAmbiguousError` where several have the name.
    """
    check_words("document", text, "an id, URI, path or name")
    row = db.execute("SELECT key FROM documents WHERE id = ?", (text.removeprefix("document/"),)).fetchone()
    if row:
        return row[0], None
    for uri in (text, *_as_uri(text)):
        if row := db.execute("SELECT document FROM locations WHERE uri = ?", (uri,)).fetchone():
            return row[0], uri
    rows = db.execute(
        """SELECT DISTINCT d.key, d.id FROM documents d JOIN locations l ON l.document = d.key
           WHERE l.name = ? ORDER BY d.id""",
        (text,),
    ).fetchall()
    if len(rows) == 1:
        return rows[0][0], None
    if rows:
        ids = ", ".join(id_ for _, id_ in rows[:_LISTED]) + (", …" if len(rows) > _LISTED else "")
        raise DocumentAmbiguousError(document=text, count=len(rows), ids=ids)
    names = (row[0] for row in db.execute("SELECT DISTINCT name FROM locations ORDER BY name"))
    close = difflib.get_close_matches(text, most_similar(text, names, str), _LISTED)
    raise DocumentUnknownError(document=text, suggestions=f" Close names: {', '.join(close)}." if close else "")


def _as_uri(text: str) -> tuple[str, ...]:
    try:
        return (uri_of(Path(text)),)
    except ValueError:
        return ()


def read_document(db: sqlite3.Connection, key: int) -> Document:
    """The document at the first of its locations, with the settings of people.

    Raises `kg.errors.RecordDamagedError`.
    """
    return _read_and_set(db, key)[1]


def as_read(db: sqlite3.Connection, key: int) -> Document:
    """The document at the first of its locations, as it was read. Raises `kg.errors.RecordDamagedError`."""
    return _read_and_set(db, key)[0]


def _read_and_set(db: sqlite3.Connection, key: int) -> tuple[Document, Document]:
    """The document at the first of its locations: as it was read, and with the settings of people."""
    with intact(db, key):
        row = db.execute(
            """SELECT d.text, l.name, l.uri, d.title, d.date, d.source, d.genre, l.genre, l.language, l.encoding,
                 l.metadata, d.id, l.digest, d.as_read, d.text_key
               FROM documents d JOIN locations l ON l.document = d.key WHERE d.key = ? ORDER BY l.uri LIMIT 1""",
            (key,),
        ).fetchone()
        text, name, uri, *shown, genre, language, encoding, metadata, id_, header, read, of_text = row
        about = dict(json.loads(metadata))
        title, date, source = (json.loads(read)[each] for each in ("title", "date", "source"))
        found = Document(text, name, uri, title, day_of(date), source, genre_of(genre), language, encoding, about)
        with_settings = document_as_set(found, judgements_of_text(db, of_text, SETTING))
    if found.id != id_ or _shown(with_settings) != shown:
        raise damaged(db, key, "its text, title, date or source")
    if digest(found) != header:
        raise damaged(db, key, "its name, genre, language or metadata")
    return replace(found, kept_id=id_), replace(with_settings, kept_id=id_)


def _shown(document: Document) -> list[str | None]:
    """The columns of a document that people may set."""
    return [document.title, document.date.isoformat() if document.date else None, document.source, document.genre]


def as_set(db: sqlite3.Connection, document: Document) -> Document:
    """The document with the date, source, title, genre and tags that people have set for its text, or for the earlier
    version of the text at its URI."""
    there = key_at(db, document.uri)
    earlier = [] if there is None else carried_settings(db, there, document.text)
    return document_as_set(document, [*earlier, *judgements_of_text(db, text_key(document.text), SETTING)])


def links(db: sqlite3.Connection, key: int) -> dict[str, Link]:
    """See `kg.record.Record.links`."""
    rows = db.execute("SELECT local, actor, reason FROM links WHERE document = ? ORDER BY ordinal", (key,))
    return {local: Link(actor, Reason(reason)) for local, actor, reason in rows}


def resolved_facts(db: sqlite3.Connection, key: int) -> Facts:
    """The facts as people have judged them, with actor ids that hold across documents."""
    return linked_facts(db, key, judged_facts(db, key).facts)


def linked_facts(db: sqlite3.Connection, key: int, judged: Facts) -> Facts:
    """These facts of the document with actor ids that hold across documents."""
    ids: dict[str, Any] = dict(db.execute("SELECT local, actor FROM links WHERE document = ?", (key,)))
    merged = merge(judged, ids)
    # A type that a person has set is only in the id.
    typed = tuple(replace(actor, type=ActorType(actor.id.partition("/")[0])) for actor in merged.actors)
    return merged if typed == merged.actors else replace(merged, actors=typed)


def resolved(db: sqlite3.Connection, key: int) -> ResolvedDocument:
    """The document, its resolved facts, and the actors that they name."""
    facts = resolved_facts(db, key)
    actors = actors_by_id(db, [actor.id for actor in facts.actors])
    return ResolvedDocument(read_document(db, key), facts, tuple(actors[actor.id] for actor in facts.actors))
