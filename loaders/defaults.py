"""Default values for what a document does not say about itself, and the origin of its date."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from kg.model import Document, Genre, When
from loaders import dates

__all__ = ["DATE_FROM", "DateFrom", "dated_by_address", "with_defaults"]

DATE_FROM = "date_from"
"""The metadata key for the origin of a date that the document does not declare."""


class DateFrom(StrEnum):
    """The origin of a date."""

    URL = "url"
    FILENAME = "filename"
    OPTIONS = "options"
    TEXT = "text"


def dated_by_address(page: Document, address: str) -> Document:
    """The page, dated by its address if it has no date of its own."""
    date = None if page.date else dates.in_address(address)
    return replace(page, date=date, metadata={**page.metadata, DATE_FROM: DateFrom.URL.value}) if date else page


def with_defaults(
    document: Document, *, when: When | None = None, source: str | None = None, genre: Genre | None = None
) -> Document:
    """The document with these values where it has none of its own.

    ``when``, its date, takes precedence over a day in the first lines of its text.
    """
    metadata = document.metadata
    if when and (document.date is None or metadata.get(DATE_FROM) == DateFrom.TEXT):
        metadata = {**metadata, DATE_FROM: DateFrom.OPTIONS.value}
    else:
        when = document.when
    document_without_date = replace(
        document, source=document.source or source, genre=document.genre or genre, metadata=metadata
    )
    return document_without_date.dated(when)
