"""Bringing a store up to the record's revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.stores.protocol import Batch, Store

if TYPE_CHECKING:
    from kg.record import Changes, Record

__all__ = ["Changing", "ReadOnce", "batch_of", "catch_up", "rebuild"]

type Progress = Callable[[int], None]
"""Called with the number of documents in each piece, once the store asks for the next one."""

BATCH = 50
"""Documents a piece: their text and facts are what is in memory at once."""
KEPT = 100
"""Documents that are kept for the next store, which then need not be read from the record again."""


class Changing(Protocol):
    """A record, as far as a store that follows it has to know."""

    @property
    def revision(self) -> int:
        """How often it has changed."""

    @property
    def issues_revision(self) -> int:
        """The revision at which lists last said something else of issues."""

    def changes_since(self, revision: int, size: int = BATCH) -> Iterator[Changes]:
        """What has changed after a revision, in pieces of at most ``size`` documents."""


class ReadOnce:
    """A record for several stores, one after the other: what is few documents is read from it once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._read: tuple[int, int, int] | None = None
        self._pieces: list[Changes] = []

    @property
    def revision(self) -> int:
        """The record's."""
        return self._record.revision

    @property
    def issues_revision(self) -> int:
        """The record's."""
        return self._record.issues_revision

    def changes_since(self, revision: int, size: int = BATCH) -> Iterator[Changes]:
        """What the record's would give, where it has not changed since it was read."""
        wanted = (revision, self._record.revision, size)
        if self._read == wanted:
            yield from self._pieces
            return
        pieces: list[Changes] = []
        self._read, documents = None, 0
        for piece in self._record.changes_since(revision, size):
            documents += len(piece.written)
            if documents <= KEPT:
                pieces.append(piece)
            yield piece
        if documents <= KEPT:
            self._read, self._pieces = wanted, pieces


def catch_up(record: Changing, store: Store, progress: Progress | None = None) -> int:
    """Write to the store whatever has changed in the record since the store's revision; how many documents that were.

    After an interruption the next call goes on from the last piece that the store has finished. A store that is ahead
    of its record (an older copy of the record was put back), or that another record has written, is built anew, and so
    is one from before the lists said something else of issues, which any document may raise: all documents of the
    record have changed since then, so that after its first piece the new one is no longer from before.
    """
    since = store.revision()
    now = record.revision
    if since == now:
        return 0
    if since > now or since < 0 or 0 < since < record.issues_revision:
        store.clear()
        since = 0
    return _apply(record, store, since, progress)


def rebuild(record: Changing, store: Store, progress: Progress | None = None) -> int:
    """Empty the store and write everything to it; how many documents that were."""
    store.clear()
    return _apply(record, store, 0, progress)


def batch_of(changes: Changes) -> Batch:
    """The changes of a record as a store takes them."""
    return Batch(changes.revision, changes.written, changes.removed, changes.actors, changes.issues, changes.history)


def _apply(record: Changing, store: Store, since: int, progress: Progress | None) -> int:
    written = 0

    def pieces() -> Iterator[Batch]:
        nonlocal written
        for changes in record.changes_since(since, BATCH):
            yield batch_of(changes)
            written += len(changes.written)
            if progress:
                progress(len(changes.written))

    store.apply(pieces())
    return written
