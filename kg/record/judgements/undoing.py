"""Where a judgement was taken back: in this graph, or in another one from which it was imported."""

from __future__ import annotations

import sqlite3
from enum import IntEnum

from kg.judgements.judgement import Undoing

__all__ = ["UndoneAt", "merged_undoing", "undone_at"]


class UndoneAt(IntEnum):
    """Where a judgement was undone, as the column ``undone`` of its row has it."""

    NOWHERE = 0
    HERE = 1
    """In this graph, or in another one, of which an import was to take it over."""
    ELSEWHERE = 2
    """In the graph that it was imported from: it is in force as soon as a graph in which it is so is imported."""


def undone_at(db: sqlite3.Connection, judgement_id: str) -> UndoneAt | None:
    """Where the judgement with this id was undone; None if the record does not have it."""
    row = db.execute("SELECT undone FROM judgements WHERE id = ?", (judgement_id,)).fetchone()
    return None if row is None else UndoneAt(row[0])


def merged_undoing(
    old: Undoing | None, old_place: UndoneAt, new: Undoing | None, origin: UndoneAt
) -> tuple[Undoing | None, UndoneAt]:
    """The undoing of a judgement that the record has, and its place, when a copy of it is written.

    ``origin`` is where the copy comes from. What was undone here stays undone. A copy from elsewhere undoes nothing
    that is in force here; and of several copies from elsewhere one that is not undone is enough for the judgement to be
    in force, so that the order in which graphs are imported does not matter.
    """
    if old_place is UndoneAt.HERE:
        return old, UndoneAt.HERE
    if origin is UndoneAt.HERE:
        undoing = old or new
        place = UndoneAt.HERE if new else old_place
        return undoing, place
    if old is None or new is None:
        return None, UndoneAt.NOWHERE
    return min(old, new, key=lambda undoing: (undoing.at, undoing.by, undoing.why)), UndoneAt.ELSEWHERE
