"""The document's own fields in the facts format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Self

from kg.model import Document, Genre, Granularity

__all__ = ["Header"]


@dataclass(frozen=True, slots=True)
class Header:
    """The document's own fields in the facts format: all but its text, encoding and metadata."""

    name: str
    id: str
    uri: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    genre: Genre | None = None
    language: str = "en"
    granularity: Granularity = Granularity.DAY

    @classmethod
    def of(cls, document: Document) -> Self:
        """The header of a document.

        >>> Header.of(Document("Talks began.", "talks", "file:///talks.txt")).name
        'talks'
        """
        return cls(*(getattr(document, field.name) for field in fields(cls)))
