"""Bringing a store up to the record's revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.record import Record
from kg.stores.protocol import Batch, Store

__all__ = ["catch_up", "rebuild"]

type Progress = Callable[[int], None]
"""Called with the number of documents in each piece, once the store asks for the next one."""

BATCH = 50
"""Documents a piece: their text and facts are what is in memory at once."""


def catch_up(record: Record, store: Store, progress: Progress | None = None) -> int:
    """Write to the store whatever has changed in the record since the store's revision; how many documents that were.

    After an interruption the next call goes on from the last piece that the store has finished. A store that is ahead
    of its record (an older copy of the record was put back) is built anew.
    """
    since = store.revision()
    now = record.revision
    if since == now:
        return 0
    if since > now:
        store.clear()
        since = 0
    return _apply(record, store, since, progress)


def rebuild(record: Record, store: Store, progress: Progress | None = None) -> int:
    """Empty the store and write everything to it; how many documents that were."""
    store.clear()
    return _apply(record, store, 0, progress)


def _apply(record: Record, store: Store, since: int, progress: Progress | None) -> int:
    written = 0

    def pieces() -> Iterator[Batch]:
        nonlocal written
        for changes in record.changes_since(since, BATCH):
            yield Batch(changes.revision, changes.written, changes.removed, changes.actors)
            written += len(changes.written)
            if progress:
                progress(len(changes.written))

    store.apply(pieces())
    return written
