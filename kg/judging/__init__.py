"""Making judgements from what a person enters: finding the fact, actor or document, and checking the values.

Unlike `kg.judgements`, which defines what a judgement is and applies it to facts, this package looks things up in a
record, to turn a person's words into a judgement.
"""

from __future__ import annotations

from kg.judging.asking import CODER, coder, judgements_of, judgements_of_lines, undone
from kg.judging.cached_record import CachedRecord
from kg.judging.facts import added_fact, settlement
from kg.judging.repeating import without_repeats
from kg.judging.times import in_turn

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
