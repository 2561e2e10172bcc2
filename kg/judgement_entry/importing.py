"""Importing a file of judgements into a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.judgement_entry.entries import judgements_of_lines
from kg.record.judgements.importing import ImportedJudgements, import_judgements

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["import_lines"]


def import_lines(record: Record, lines: Iterable[str], name: str, *, take_back: bool = False) -> ImportedJudgements:
    """Import what `kg judgements export` wrote. Judgements that are undone in the file and in force here stay in force;
    with ``take_back`` they are undone. ``name`` is the file's, for messages. Raises `JudgementFileError`."""
    judgements = judgements_of_lines(lines, name)
    with record.writing() as db:
        return import_judgements(db, judgements, take_back=take_back)
