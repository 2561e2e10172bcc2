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
"""The most documents in a batch: their texts and facts are in memory at once."""
CACHED_DOCUMENTS = 100
"""The most documents whose changes are kept in memory for the next store, which need not read them again."""


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
        self._cached_request: tuple[int, int, int] | None = None
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
        request = (revision, self._record.revision, size)
        if self._cached_request == request:
            yield from self._batches
            return
        batches: list[Changes] = []
        self._cached_request, document_count = None, 0
        for changes in self._record.changes_since(revision, size):
            document_count += len(changes.written)
            if document_count <= CACHED_DOCUMENTS:
                batches.append(changes)
            yield changes
        if document_count <= CACHED_DOCUMENTS:
            self._cached_request, self._batches = request, batches


def catch_up(record: ChangeSource, store: Store, progress: Progress | None = None) -> int:
    """Write to the store what has changed in the record since the store's revision; returns the number of documents
    written.

    After an interruption the next call goes on after the last batch that the store has finished. A store is rebuilt if
    it is ahead of its record (which was restored from a backup), if another record has written it, or if lists have
    changed what they say of issues since its revision, since any document may be about these. In the last case every
    document has changed since then, so that the first batch of the rebuilt store is already past that revision.
    """
    since = store.revision()
    current_revision = record.revision
    if since == current_revision:
        return 0
    if since > current_revision or since < 0 or 0 < since < record.issues_revision:
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
