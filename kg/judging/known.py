"""What is known of the documents that are judged, looked up once however many facts of each are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["Known"]

MANY: Final = 16
"""Documents that are kept at once: who judges goes from one to the next."""


class Known:
    """A record, and of its documents the text, what people have made of the facts, and who the actors are, each as
    the record gives it at first: good until something is written."""

    def __init__(self, record: Record) -> None:
        keep = lru_cache(MANY)
        self.record = record
        self.document = keep(record.document)
        self.judged = keep(record.judged)
        self.links = keep(record.links)
