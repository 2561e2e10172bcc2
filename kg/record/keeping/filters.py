"""The rows of adjustments learned from judgements: those that wait for acceptance, and all that were accepted."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import NothingTaughtError

if TYPE_CHECKING:
    from kg.extract.candidates.filter import Adjustment

__all__ = ["accept", "accepted", "propose", "restore"]


def accepted(db: sqlite3.Connection) -> tuple[Adjustment, ...]:
    """The adjustments that were accepted last; none where the weights are used as they are shipped."""
    row = db.execute("SELECT content FROM filters ORDER BY accepted DESC LIMIT 1").fetchone()
    return _read(row[0]) if row and db.execute("SELECT count(accepted) FROM filters").fetchone()[0] else ()


def propose(db: sqlite3.Connection, adjustments: Sequence[Adjustment]) -> None:
    """Keep adjustments until they are accepted, replacing any that wait; with no adjustments, none waits any more."""
    db.execute("DELETE FROM filters WHERE accepted IS NULL")
    if not adjustments:
        return
    content = json.dumps([dataclasses.asdict(each) for each in adjustments], ensure_ascii=False)
    db.execute("INSERT INTO filters VALUES (NULL, ?)", (content,))


def accept(db: sqlite3.Connection) -> tuple[Adjustment, ...]:
    """Accept the waiting adjustments, which are returned. Raises `NothingTaughtError` where none wait."""
    (last_number,) = db.execute("SELECT coalesce(max(accepted), 0) FROM filters").fetchone()
    row = db.execute(
        "UPDATE filters SET accepted = ? WHERE accepted IS NULL RETURNING content", (int(last_number) + 1,)
    ).fetchone()
    if row is None:
        raise NothingTaughtError(what="accept")
    return _read(row[0])


def restore(db: sqlite3.Connection) -> tuple[Adjustment, ...]:
    """Delete the adjustments that were accepted last; those that were accepted before them, which are in use again.

    Raises `NothingTaughtError` where none has been accepted.
    """
    deleted = db.execute(
        "DELETE FROM filters WHERE accepted = (SELECT max(accepted) FROM filters) RETURNING accepted"
    ).fetchone()
    if deleted is None:
        raise NothingTaughtError(what="go back from")
    return accepted(db)


def _read(content: str) -> tuple[Adjustment, ...]:
    from kg.extract.candidates.filter import Adjustment

    return tuple(
        Adjustment(
            row["heading"],
            row["bias"],
            tuple((name, weight) for name, weight in row["weights"]),
            tuple(row["doubtful"]),
            tuple(row["proven"]),
            row.get("slope", 1.0),
            row.get("proposer", ""),
        )
        for row in json.loads(content)
    )
