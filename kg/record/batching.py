"""The changes since a revision, in batches that fit in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from kg.model import ResolvedActor, ResolvedDocument
from kg.record.entries import Changes
from kg.record.keeping import lists, state
from kg.record.naming import actors_where
from kg.record.opening import transaction

__all__ = ["changes_since"]

_MOST_ACTORS = 2000
"""How many actors a batch is filled up to; its documents may name more."""
_AFTER_ALL = (1 << 63) - 1
"""A key after those of all documents: the largest integer of SQLite."""


def changes_since(
    db: sqlite3.Connection, since: int, until: int, size: int, read: Callable[[int], ResolvedDocument]
) -> Iterator[Changes]:
    """Batches of at most ``size`` documents each, in the order of their revisions, after ``since`` and up to ``until``.

    Between two batches no transaction is open but the caller's, so that a slow consumer blocks nobody. Changes that are
    made meanwhile get a revision after ``until`` and are left to the next call. ``read`` returns the document of a key.
    """
    issues = lists.issues(db)
    current = since
    last_row = (since, _AFTER_ALL)
    is_more = True
    while is_more:
        with transaction(db, "DEFERRED"):
            rows = db.execute(
                """SELECT revision, key FROM documents WHERE (revision, key) > (?, ?) AND revision <= ?
                   ORDER BY revision, key LIMIT ?""",
                (*last_row, until, size + 1),
            ).fetchall()
            is_more = len(rows) > size
            # A revision that goes on in the next batch is not reached yet.
            reached = max(current, min(rows[size][0] - 1, rows[size - 1][0]) if is_more else until)
            written = tuple(read(key) for _, key in rows[:size])
            removed_rows = db.execute(
                "SELECT id FROM removals WHERE revision > ? AND revision <= ? ORDER BY revision, id",
                # A consumer that starts from nothing has nothing to remove.
                (current if since else reached, reached),
            ).fetchall()
            current_history, history = state.history(db, current), state.history(db, reached)
        removed = tuple(id_ for (id_,) in removed_rows)
        actors = {actor.id: actor for document in written for actor in document.actors}
        for page in _changed_actors(db, current, reached):
            if len(actors) + len(page) > _MOST_ACTORS:
                yield Changes(current, written, removed, tuple(actors.values()), issues, current_history)
                written, removed, actors = (), (), {}
            actors |= {actor.id: actor for actor in page}
        if written or removed or actors or reached > current:
            yield Changes(reached, written, removed, tuple(actors.values()), issues, history)
        if is_more:
            current, last_row = reached, rows[size - 1]


def _changed_actors(db: sqlite3.Connection, after: int, until: int) -> Iterator[list[ResolvedActor]]:
    """Actors that changed after one revision and up to another, in pages."""
    condition = "revision > ? AND revision <= ? AND id > ?"
    last_id = ""
    while page := list(actors_where(db, condition, (after, until, last_id), limit=_MOST_ACTORS // 2)):
        yield page
        last_id = page[-1].id
