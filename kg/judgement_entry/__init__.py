"""The entry of judgements: what a person enters becomes a judgement of a fact, an actor or a document of a record.

The fact, actor or document is looked up, and the values are checked. What a judgement is, and what it does to facts, is
in `kg.judgements`, which knows no record.
"""

from __future__ import annotations

from kg.judgement_entry.cached_record import CachedRecord
from kg.judgement_entry.entries import CODER, coder, judgements_of, judgements_of_lines, undone
from kg.judgement_entry.facts import added_fact, settlement
from kg.judgement_entry.repeats import without_repeats
from kg.judgement_entry.times import in_turn

__all__ = [
    "CODER",
    "CachedRecord",
    "added_fact",
    "coder",
    "in_turn",
    "judgements_of",
    "judgements_of_lines",
    "settlement",
    "undone",
    "without_repeats",
]
