"""Judgements in the record: their rows, the facts of documents as people have judged them, and who is who by them."""

from __future__ import annotations

from kg.record.judging.rows import (
    judged_facts,
    judgement_rows,
    judgements_of_text,
    keys_of_text,
    reviews,
    states,
    write_reviews,
    write_row,
)

__all__ = [
    "judged_facts",
    "judgement_rows",
    "judgements_of_text",
    "keys_of_text",
    "reviews",
    "states",
    "write_reviews",
    "write_row",
]
