"""Bringing a store up to date with the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.stores.protocol import Batch, Store

if TYPE_CHECKING:
    from kg.record import Changes, Record

__all__ = ["CachedChanges", "ChangeSource", "batch_of", "catch_up", "rebuild"]

type Progress = Callable[[int], None]
"""Called with the number of documents in a batch, when the store asks for the next one."""

BATCH = 50
"""Documents in a batch: their texts and facts are in memory at once."""
KEPT = 100
"""The most documents that are kept in memory for the next store, instead of reading them from the record again."""


class ChangeSource(Protocol):
    """What `catch_up` needs of a record."""

    @property
    def revision(self) -> int:
        """The number of its changes so far."""

    @property
    def issues_revision(self) -> int:
        """The revision at which a list last changed what it says of issues."""

    def changes_since(self, revision: int, size: int = BATCH) -> Iterator[Changes]:
        """What has changed since a revision, in batches of at most ``size`` documents."""


class CachedChanges:
    """A record that several stores follow one after the other; changes of few documents are read from it only once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._read: tuple[int, int, int] | None = None
        self._batches: list[Changes] = []

    @property
    def revision(self) -> int:
        """As in the record."""
        return self._record.revision

    @property
    def issues_revision(self) -> int:
        """As in the record."""
        return self._record.issues_revision

    def changes_since(self, revision: int, size: int = BATCH) -> Iterator[Changes]:
        """As in the record; from memory where the same changes were read before."""
        wanted = (revision, self._record.revision, size)
        if self._read == wanted:
            yield from self._batches
            return
        batches: list[Changes] = []
        self._read, documents = None, 0
        for changes in self._record.changes_since(revision, size):
            documents += len(changes.written)
            if documents <= KEPT:
                batches.append(changes)
            yield changes
        if documents <= KEPT:
            self._read, self._batches = wanted, batches


def catch_up(record: ChangeSource, store: Store, progress: Progress | None = None) -> int:
    """Write to the store what has changed in the record since the store's revision; returns the number of documents.

    After an interruption the next call goes on after the last batch that the store has finished. A store is rebuilt if
    it is ahead of its record (which was restored from a backup), if another record has written it, or if lists have
    changed what they say of issues since its revision, since any document may be about these. In the last case every
    document has changed since then, so that the first batch of the rebuilt store is already past that revision.
    """
    since = store.revision()
    now = record.revision
    if since == now:
        return 0
    if since > now or since < 0 or 0 < since < record.issues_revision:
        store.clear()
        since = 0
    return _apply(record, store, since, progress)


def rebuild(record: ChangeSource, store: Store, progress: Progress | None = None) -> int:
    """Empty the store and write everything to it; returns the number of documents."""
    store.clear()
    return _apply(record, store, 0, progress)


def batch_of(changes: Changes) -> Batch:
    """The changes of a record in the form that a store takes."""
    return Batch(changes.revision, changes.written, changes.removed, changes.actors, changes.issues, changes.history)


def _apply(record: ChangeSource, store: Store, since: int, progress: Progress | None) -> int:
    written = 0

    def batches() -> Iterator[Batch]:
        nonlocal written
        for changes in record.changes_since(since, BATCH):
            yield batch_of(changes)
            written += len(changes.written)
            if progress:
                progress(len(changes.written))

    store.apply(batches())
    return written
