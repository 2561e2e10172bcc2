"""The record: documents, the facts of each, and the actors across documents, in one SQLite file.

It is the primary data, and must not be lost; the stores can be built from it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names

if TYPE_CHECKING:
    from kg.record.entries import Change, ChangeKind, Changes, DocumentEntry, Given
    from kg.record.filtering import DocumentFilter
    from kg.record.judgements.explaining import Comparison, Holds
    from kg.record.naming import ActorMatches
    from kg.record.opening import open_record
    from kg.record.record import Record
    from kg.record.search import FoundSentence, SentenceFilter

__all__ = [
    "ActorMatches",
    "Change",
    "ChangeKind",
    "Changes",
    "Comparison",
    "DocumentEntry",
    "DocumentFilter",
    "FoundSentence",
    "Given",
    "Holds",
    "Record",
    "SentenceFilter",
    "open_record",
]

if not TYPE_CHECKING:  # mypy would accept any name as one of these
    __getattr__ = lazy_names(
        __name__,
        {
            "entries": "Change ChangeKind Changes DocumentEntry Given",
            "filtering": "DocumentFilter",
            "judgements.explaining": "Comparison Holds",
            "naming": "ActorMatches",
            "opening": "open_record",
            "record": "Record",
            "search": "FoundSentence SentenceFilter",
        },
    )
