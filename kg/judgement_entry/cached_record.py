"""A cache of the documents whose facts are judged: each is looked up once, however many of its facts are judged."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["CachedRecord"]

MOST_DOCUMENTS: Final = 16
"""How many documents are cached: people judge one document after another."""


class CachedRecord:
    """A record with cached lookups by a document's id or name: ``document``, ``judged`` (its facts as people have
    judged them) and ``links`` (the ids of its actors across documents). Valid until the record is written to."""

    def __init__(self, record: Record) -> None:
        cached = lru_cache(MOST_DOCUMENTS)
        self.record = record
        self.document = cached(record.document)
        self.judged = cached(record.judged)
        self.links = cached(record.links)
