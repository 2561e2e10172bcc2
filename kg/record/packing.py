"""The facts of a document as they were read, in the document's row of the record."""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import replace

from kg.facts_format import from_json, to_json
from kg.model import HEADINGS, Document, Facts
from kg.record.keeping.damage import intact

__all__ = ["facts_of", "facts_text", "pack"]

_KEYS = frozenset({"entities", *(heading.key for heading in HEADINGS.values())})


def pack(document: Document, facts: Facts) -> str:
    """The facts of a document as the record keeps them: the facts format without the document's header and pages.

    Raises `FactsFormatError` for facts that could not be read back: an actor that is not among them, a span that ends
    before it begins.
    """
    whole = to_json(replace(document, pages=()), facts)
    from_json(whole)
    kept = {key: value for key, value in whole.items() if key in _KEYS}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def facts_text(db: sqlite3.Connection, key: int) -> str:
    """What `pack` returned when the facts were written."""
    (blob,) = db.execute("SELECT facts FROM documents WHERE key = ?", (key,)).fetchone()
    with intact(db, key):
        return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def facts_of(db: sqlite3.Connection, key: int) -> Facts:
    """The facts as extraction returned them, with the document's local actor ids."""
    with intact(db, key):
        return from_json({"document": "", "id": "", "uri": "", **json.loads(facts_text(db, key))})[1]
