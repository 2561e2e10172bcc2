"""Damage to the rows of a document: detecting it, and naming the document in the error.

A document's id is a hash of its text, title, date and source, a location's digest one of name, genre, language,
metadata and pages, and the compressed facts have a checksum; so no other checksums need be stored.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import FactsFormatError, RecordDamagedError

__all__ = ["damaged", "intact"]

_NAME_QUERY = "SELECT CAST(name AS BLOB) FROM locations WHERE document = ? ORDER BY uri LIMIT 1"


@contextmanager
def intact(db: sqlite3.Connection, key: int) -> Iterator[None]:
    """Turn the errors that corrupted rows of this document cause within the block into `RecordDamagedError`."""
    try:
        yield
    except (zlib.error, ValueError, FactsFormatError) as error:  # ValueError: bad UTF-8, JSON, dates and genres
        raise damaged(db, key, "it cannot be read") from error
    except sqlite3.OperationalError as error:
        if "decode to UTF-8" not in str(error):
            raise
        raise damaged(db, key, "its characters cannot be read") from error


def damaged(db: sqlite3.Connection, key: int, detail: str) -> RecordDamagedError:
    """The error for corrupted rows of the document with this key."""
    name = next(
        (bytes(name).decode("utf-8", "replace") for (name,) in db.execute(_NAME_QUERY, (key,))), f"number {key}"
    )
    path = next(file for _, schema, file in db.execute("PRAGMA database_list") if schema == "main")
    return RecordDamagedError(path=path, detail=f"the document {name} is not as it was written ({detail})")
