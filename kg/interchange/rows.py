"""Importing the rows of a table: what its annotator has decided about facts of the graph, or added to them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import DocumentUnknownError
from kg.interchange.annotated_documents import ImportCounts, add_once
from kg.interchange.decisions import answered_fact, same_fact
from kg.interchange.table import TableFact
from kg.judgement_entry import CachedRecord, in_turn, without_repeats
from kg.judgement_entry.facts import judged_fact
from kg.judgements import AboutFact, Judgement, Verdict, text_key
from kg.model import AnyFact
from kg.record import Record

__all__ = ["import_rows"]


def import_rows(record: Record, rows: Sequence[TableFact], *, all_confirmed: bool = False) -> ImportCounts:
    """Record additions of a person (see `add_once`), without those that say no more than the fact whose id the row has,
    or than an unreviewed fact of the graph; with ``all_confirmed`` every fact of the graph that says as much as one of
    them is confirmed."""
    cached_record = CachedRecord(record)
    abouts = (row.addition.about for row in rows)
    documents = record.documents_with_texts({about.text for about in abouts if isinstance(about, AboutFact)})
    additions_to_make, confirmations, unsigned = [], [], 0
    for row in rows:
        addition = row.addition
        assert isinstance(addition.about, AboutFact), "additions are of facts"
        unchanged_fact = _unchanged_fact(cached_record, row)
        known_fact = unchanged_fact or same_fact(cached_record, documents[addition.about.text], addition)
        if known_fact is None or not (all_confirmed or unchanged_fact or not known_fact.standing.is_reviewed):
            additions_to_make.append(addition)
        elif addition.by in known_fact.standing.by:
            continue
        elif all_confirmed:
            confirmations.append(_confirmation(cached_record, known_fact, addition))
        else:
            unsigned += 1
    count = record.judge(in_turn(record, without_repeats(record, confirmations)[0]))
    return ImportCounts(count + add_once(record, additions_to_make), unsigned)


def _unchanged_fact(cached_record: CachedRecord, row: TableFact) -> AnyFact | None:
    """The fact that an answer had in this row, if the row still says what it does; None for a row without its id."""
    about, document = row.addition.about, "".join(row.fact.split("/")[1:2])
    assert isinstance(about, AboutFact), "additions are of facts"
    try:
        is_of_text = bool(document) and text_key(cached_record.document(document).text) == about.text
    except DocumentUnknownError:
        return None
    return answered_fact(cached_record, document, row.fact, row.addition) if is_of_text else None


def _confirmation(cached_record: CachedRecord, fact: AnyFact, addition: Judgement) -> Judgement:
    return judged_fact(cached_record, Verdict.CONFIRMED, fact.id, {}, addition.by, addition.why)
