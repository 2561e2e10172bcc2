"""What a document is given that it does not tell itself, and where its date is from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from kg.model import Document, Genre

__all__ = ["DATE_FROM", "DateFrom", "with_defaults"]

DATE_FROM = "date_from"
"""The key of the metadata that says where a date is from which the document does not declare."""


class DateFrom(StrEnum):
    """Where a date is from."""

    URL = "url"
    FILENAME = "filename"
    OPTIONS = "options"
    TEXT = "text"


def with_defaults(
    document: Document, *, date: dt.date | None = None, source: str | None = None, genre: Genre | None = None
) -> Document:
    """The document with what it does not tell itself.

    A day in the first lines of its text comes after one that is given.
    """
    metadata = document.metadata
    if date and (document.date is None or metadata.get(DATE_FROM) == DateFrom.TEXT):
        metadata = {**metadata, DATE_FROM: DateFrom.OPTIONS.value}
    else:
        date = document.date
    return replace(
        document,
        date=date,
        source=document.source or source,
        genre=document.genre or genre,
        metadata=metadata,
    )
