"""A cache of the documents whose facts are judged: each is looked up once, however many of its facts are judged."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["Known"]

MANY: Final = 16
"""How many documents are cached: people judge one document after another."""


class Known:
    """A record with cached lookups of documents, of their facts as people have judged them, and of their actors' links.
    Valid until something is written to the record."""

    def __init__(self, record: Record) -> None:
        keep = lru_cache(MANY)
        self.record = record
        self.document = keep(record.document)
        self.judged = keep(record.judged)
        self.links = keep(record.links)
