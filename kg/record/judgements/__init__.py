"""Judgements in the record: their rows, and their effect on the facts of documents and on actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names

if TYPE_CHECKING:
    from kg.record.judgements.carrying import carried_settings, carry, count_waiting, text_key_of, with_versions
    from kg.record.judgements.rows import (
        found_judgement,
        has_reviews,
        in_graph,
        judged_facts,
        judged_since,
        judgement_rows,
        judgements_of_text,
        keys_of_text,
        namings,
        review_counts,
        reviews,
        states,
        write_reviews,
        write_row,
    )

__all__ = [
    "carried_settings",
    "carry",
    "count_waiting",
    "found_judgement",
    "has_reviews",
    "in_graph",
    "judged_facts",
    "judged_since",
    "judgement_rows",
    "judgements_of_text",
    "keys_of_text",
    "namings",
    "review_counts",
    "reviews",
    "states",
    "text_key_of",
    "with_versions",
    "write_reviews",
    "write_row",
]

if not TYPE_CHECKING:  # mypy would accept any name as one of these
    __getattr__ = lazy_names(
        __name__,
        {
            "carrying": "carried_settings carry count_waiting text_key_of with_versions",
            "rows": "found_judgement has_reviews in_graph judged_facts judged_since judgement_rows judgements_of_text "
            "keys_of_text namings review_counts reviews states write_reviews write_row",
        },
    )
