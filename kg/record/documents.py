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

from kg.errors import DocumentAmbiguousError, DocumentUnknownError, UnstorableTextError
from kg.errors.checking import check_words
from kg.judgements import text_key
from kg.judgements.settings import document_as_set
from kg.model import Document
from kg.model.places import uri_of
from kg.record.judgements import carried_settings, judgements_of_text
from kg.record.judgements.rows import SETTING
from kg.record.keeping.columns import genre_of, pages_column, pages_of, when_of
from kg.record.keeping.damage import damaged, intact
from kg.record.splitting import rough_sentences
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
    "other_readings",
    "places",
    "read_document",
    "show_first_location",
    "touch",
    "with_texts",
    "write_document",
    "write_location",
    "write_sentences",
    "write_settings",
]

_LISTED = 5
"""How many documents or names an error lists."""
_SETTABLE = ("title", "date", "source", "genre")
"""The columns of ``documents`` that people may set."""


def digest(document: Document) -> str:
    """A hash, in sixteen hexadecimal digits, of what facts and stores use besides the fields that determine the id."""
    return _digest(document.name, document.genre, document.language, document.metadata, pages_column(document.pages))


def header_digest(name: bytes, genre: str | None, language: str, metadata: bytes) -> str | None:
    """The `digest` of a document, made of columns of its row in ``locations``; None where they cannot be decoded."""
    try:
        return _digest(name.decode(), genre, language, json.loads(metadata))
    except ValueError:
        return None


def _digest(name: str, genre: str | None, language: str, metadata: Mapping[str, str], pages: str = "") -> str:
    # Without pages it is the digest of a location that was written before these were kept.
    parts = [name, genre, language, sorted(metadata.items()), *([pages] if pages else [])]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def check_storable(document: Document) -> None:
    """Raise `UnstorableTextError` where a string of the document cannot be written in UTF-8."""
    fields = {name: getattr(document, name) for name in ("text", "name", "uri", "title", "source", "language")}
    for key, value in document.metadata.items():
        fields[f"metadata {key!a}"] = f"{key}{value}"
    fields["pages"] = "".join(page.page for page in document.pages)
    for field, value in fields.items():
        try:
            (value or "").encode()
        except UnicodeEncodeError as error:
            raise UnstorableTextError(field=field, document=ascii(document.uri), offset=error.start) from error


def key_of(db: sqlite3.Connection, id_: str) -> int | None:
    """The key of the document with this id; None where there is none."""
    row = db.execute("SELECT key FROM documents WHERE id = ?", (id_,)).fetchone()
    return None if row is None else int(row[0])


def key_at(db: sqlite3.Connection, uri: str) -> int | None:
    """The key of the document that has a location at this URI; None where there is none."""
    row = db.execute("SELECT document FROM locations WHERE uri = ?", (uri,)).fetchone()
    return None if row is None else int(row[0])


def with_texts(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The first document id for each `text_key`, by this key; texts that no document has are left out."""
    ids = {key: db.execute("SELECT min(id) FROM documents WHERE text_key = ?", (key,)).fetchone()[0] for key in keys}
    return {key: str(id_) for key, id_ in ids.items() if id_ is not None}


def id_of(db: sqlite3.Connection, key: int) -> str:
    """The id of the document with this key."""
    return str(db.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()[0])


def header(db: sqlite3.Connection, key: int) -> tuple[object, ...]:
    """What the stores hold of a document besides its facts and the fields that determine its id: genre, language, and
    URI, name, metadata and pages at the first of its locations; empty where it has no location."""
    row = db.execute(
        """SELECT d.genre, d.language, l.uri, l.name, l.metadata, l.pages
           FROM documents d JOIN locations l ON l.document = d.key WHERE d.key = ? ORDER BY l.uri LIMIT 1""",
        (key,),
    ).fetchone()
    return tuple(row or ())


def is_known(db: sqlite3.Connection, document: Document, extractor: str) -> bool:
    """Whether `put` would change nothing: this version has read this text at this URI, with the same name, genre,
    language, metadata and pages, and, if this is the document's first URI, as a text of this genre."""
    row = db.execute(
        """SELECT 1 FROM locations l JOIN documents d ON d.key = l.document
           WHERE l.uri = ? AND d.id = ? AND d.extractor = ? AND l.digest = ?
             AND (l.genre IS d.facts_genre
                  OR EXISTS (SELECT 1 FROM locations WHERE document = d.key AND uri < l.uri))""",
        (document.uri, document.id, extractor, digest(document)),
    ).fetchone()
    return row is not None


def is_read_as_shown(db: sqlite3.Connection, document: Document, extractor: str) -> bool:
    """Whether the facts stay as this version has read them at the document's first URI, which comes before this one and
    has another genre."""
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
    check_words("document", id_, "an id")
    query = "SELECT l.uri FROM locations l JOIN documents d ON d.key = l.document WHERE d.id = ? ORDER BY l.uri"
    return tuple(uri for (uri,) in db.execute(query, (id_,)))


def other_readings(db: sqlite3.Connection, uri: str) -> list[str]:
    """The locations of the same file read in the other way, sorted: those of its parts where ``uri`` is the whole file,
    that of the whole file where ``uri`` is a part of it (with a fragment)."""
    file_uri, mark, _ = uri.partition("#")
    uri_range = (file_uri, file_uri) if mark else (f"{file_uri}#", f"{file_uri}#\U0010ffff")
    rows = db.execute("SELECT uri FROM locations WHERE uri BETWEEN ? AND ? ORDER BY uri", uri_range)
    return [other_uri for (other_uri,) in rows]


def archived_at(db: sqlite3.Connection, address: str) -> list[str]:
    """The location of the page of a web archive with this address: a list of one URI, empty where there is none."""
    query = """SELECT uri FROM locations WHERE uri = ? AND json_extract(metadata, '$."warc:date"') IS NOT NULL"""
    return [uri for (uri,) in db.execute(query, (address,))]


def touch(db: sqlite3.Connection, keys: Iterable[int], revision: int) -> None:
    """Give these documents a new revision, so that the stores write them again."""
    db.executemany("UPDATE documents SET revision = ? WHERE key = ?", [(revision, key) for key in sorted(keys)])


def write_document(db: sqlite3.Connection, document: Document, packed: str, extractor: str, revision: int) -> int:
    """Insert the document with this revision, or replace the facts of the one with the same id, whose revision stays;
    the key of its row."""
    (key,) = db.execute(
        """INSERT INTO documents
             (id, title, date, source, genre, language, characters, text, facts, extractor, revision, text_key, as_read,
              facts_genre)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
           SET facts = excluded.facts, extractor = excluded.extractor, facts_genre = excluded.facts_genre
           RETURNING key""",
        (
            document.id,
            *_settable_columns(document),
            document.language,
            len(document.text),
            document.text,
            zlib.compress(packed.encode("utf-8", "surrogatepass")),
            extractor,
            revision,
            text_key(document.text),
            _as_read_json(document),
            document.genre,
        ),
    ).fetchone()
    db.execute("DELETE FROM removals WHERE id = ?", (document.id,))
    return int(key)


def _as_read_json(document: Document) -> str:
    """The columns that people may set, with the values that were read, as JSON."""
    return json.dumps(dict(zip(_SETTABLE, _settable_columns(document), strict=True)))


def show_first_location(db: sqlite3.Connection, key: int) -> None:
    """Set the genre and language of a document to those at the first of its locations."""
    genre_and_language = db.execute(
        "SELECT genre, language FROM locations WHERE document = ? ORDER BY uri LIMIT 1", (key,)
    ).fetchone()
    db.execute(
        "UPDATE documents SET as_read = json_set(as_read, '$.genre', ?), language = ? WHERE key = ?",
        (*genre_and_language, key),
    )
    write_settings(db, key)


def write_settings(db: sqlite3.Connection, key: int) -> None:
    """Write title, date, source and genre of a document: as people have set them, or as they were read."""
    text_key_, as_read_json = db.execute("SELECT text_key, as_read FROM documents WHERE key = ?", (key,)).fetchone()
    values = dict(json.loads(as_read_json))
    for judgement in judgements_of_text(db, text_key_, SETTING):
        values |= {name: value for name, value in judgement.values.items() if name in _SETTABLE}
    columns = [values[name] for name in _SETTABLE]
    db.execute("UPDATE documents SET title = ?, date = ?, source = ?, genre = ? WHERE key = ?", (*columns, key))


def write_location(db: sqlite3.Connection, document: Document, key: int) -> None:
    """Write the document's location, replacing that of any other document at its URI."""
    columns = (document.uri, key, document.name, document.genre, document.language, document.encoding)
    metadata = json.dumps(dict(document.metadata), ensure_ascii=False)
    db.execute(
        """INSERT INTO locations (uri, document, name, genre, language, encoding, metadata, pages, digest)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (uri) DO UPDATE SET document = excluded.document, name = excluded.name, genre = excluded.genre,
             language = excluded.language, encoding = excluded.encoding, metadata = excluded.metadata,
             pages = excluded.pages, digest = excluded.digest""",
        (*columns, metadata, pages_column(document.pages), digest(document)),
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
    """Replace the document's sentences by these ``spans`` of its text, without those outside it and blank ones.

    With None, the sentences of a known document stay, and the text of a ``new`` one is split roughly.
    """
    if spans is None:
        if not new:
            return
        spans = rough_sentences(text)
    valid = [(start, end) for start, end in spans if 0 <= start < end <= len(text) and not text[start:end].isspace()]
    trimmed = [(start, start + len(text[start:end].rstrip())) for start, end in valid]
    if not new:
        old_spans = db.execute('SELECT start, "end" FROM sentences WHERE document = ? ORDER BY key', (key,)).fetchall()
        if old_spans == trimmed:
            return
        db.execute("DELETE FROM sentences WHERE document = ?", (key,))
    db.executemany(
        'INSERT INTO sentences (document, start, "end", text) VALUES (?, ?, ?, ?)',
        [(key, start, end, text[start:end]) for start, end in trimmed],
    )


def delete_document(db: sqlite3.Connection, key: int, revision: int) -> str:
    """Delete a document that has no links and no locations, but no judgements of it; its id."""
    db.execute("DELETE FROM reviews WHERE document = ?", (key,))
    db.execute("DELETE FROM sentences WHERE document = ?", (key,))
    (id_,) = db.execute("DELETE FROM documents WHERE key = ? RETURNING id", (key,)).fetchone()
    db.execute("INSERT OR REPLACE INTO removals VALUES (?, ?)", (id_, revision))
    return str(id_)


def find(db: sqlite3.Connection, text: str) -> tuple[int, str | None]:
    """The key of the document with this id, URI, path or name, and its URI (None where ``text`` is an id or name).

    Raises `DocumentUnknownError` with close names, or `DocumentAmbiguousError` where several have the name.
    """
    check_words("document", text, "an id, URI, path or name")
    row = db.execute("SELECT key FROM documents WHERE id = ?", (text.removeprefix("document/"),)).fetchone()
    if row:
        return row[0], None
    for uri in (text, *_path_as_uri(text)):
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


def _path_as_uri(text: str) -> tuple[str, ...]:
    """The file URI of a path; nothing where the text is no path."""
    try:
        return (uri_of(Path(text)),)
    except ValueError:
        return ()


def read_document(db: sqlite3.Connection, key: int) -> Document:
    """The document at the first of its locations, with the fields that people have set.

    Raises `kg.errors.RecordDamagedError`.
    """
    return _read_and_set(db, key)[1]


def as_read(db: sqlite3.Connection, key: int) -> Document:
    """The document at the first of its locations, as it was read. Raises `kg.errors.RecordDamagedError`."""
    return _read_and_set(db, key)[0]


def _read_and_set(db: sqlite3.Connection, key: int) -> tuple[Document, Document]:
    """The document at the first of its locations: as it was read, and with the fields that people have set."""
    with intact(db, key):
        row = db.execute(
            """SELECT d.text, l.name, l.uri, d.title, d.date, d.source, d.genre, l.genre, l.language, l.encoding,
                 l.metadata, l.pages, d.id, l.digest, d.as_read, d.text_key
               FROM documents d JOIN locations l ON l.document = d.key WHERE d.key = ? ORDER BY l.uri LIMIT 1""",
            (key,),
        ).fetchone()
        (
            text,
            name,
            uri,
            *set_columns,
            genre,
            language,
            encoding,
            metadata,
            pages,
            id_,
            written_digest,
            as_read_json,
            text_key_,
        ) = row
        title, date, source = (json.loads(as_read_json)[field] for field in ("title", "date", "source"))
        read = Document(
            text,
            name,
            uri,
            title,
            None,
            source,
            genre_of(genre),
            language,
            encoding,
            dict(json.loads(metadata)),
            pages=pages_of(pages),
        ).dated(when_of(date))
        with_settings = document_as_set(read, judgements_of_text(db, text_key_, SETTING))
    if read.id != id_ or _settable_columns(with_settings) != set_columns:
        raise damaged(db, key, "its text, title, date or source")
    if digest(read) != written_digest:
        raise damaged(db, key, "its name, genre, language, metadata or pages")
    return replace(read, kept_id=id_), replace(with_settings, kept_id=id_)


def _settable_columns(document: Document) -> list[str | None]:
    """The values of the columns `_SETTABLE` for this document, in their order."""
    return [document.title, str(document.when) if document.when else None, document.source, document.genre]


def as_set(db: sqlite3.Connection, document: Document) -> Document:
    """The document with the date, source, title, genre and tags that people have set for its text, or else for the
    earlier version of the text at its URI."""
    key_at_uri = key_at(db, document.uri)
    earlier_settings = [] if key_at_uri is None else carried_settings(db, key_at_uri, document.text)
    return document_as_set(document, [*earlier_settings, *judgements_of_text(db, text_key(document.text), SETTING)])
