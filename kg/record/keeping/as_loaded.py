"""A document that a record gave out, as a loader would give it again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from kg.model import Document
from kg.record.documents import as_read, key_of, read_document

__all__ = ["as_loaded"]


def as_loaded(db: sqlite3.Connection, document: Document) -> Document:
    """The document without what the record has added to it: its id is that of its content, so that another text is
    another document, and what people have set is as it was read, unless it was changed since.

    A document without a ``kept_id`` is returned as it is.
    """
    if not document.kept_id:
        return document
    loaded, key = replace(document, kept_id=""), key_of(db, document.kept_id)
    if key is None:
        return loaded
    read, shown = as_read(db, key), read_document(db, key)
    # A genre and tags are those of a location, and the record tells those of the first only.
    names = ("title", "source", *(("genre", "metadata") if document.uri == read.uri else ()))
    unchanged = {name: getattr(read, name) for name in names if getattr(document, name) == getattr(shown, name)}
    return replace(loaded.dated(read.when) if document.when == shown.when else loaded, **unchanged)
