"""The values that the record returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:  # a document is listed without all that may be said of it
    from kg.model import Document, Genre, ResolvedActor, ResolvedDocument, When
    from kg.vocabulary import Concept

__all__ = ["Change", "ChangeKind", "Changes", "DocumentEntry", "Given"]


class ChangeKind(StrEnum):
    """How a write has changed a document."""

    ADDED = "added"
    """It is new."""
    CHANGED = "changed"
    """It has other facts, or has replaced another text."""
    UNCHANGED = "unchanged"
    """It was there already."""
    LOCATED = "located"
    """The text was there already; one of its locations has been added or removed."""
    REMOVED = "removed"
    """It is gone, with its facts."""


@dataclass(frozen=True, slots=True)
class Change:
    """The effect of a write, which is on the disk.

    ``document`` is the id of the document that was written or removed, ``removed`` are the ids of all documents that
    are gone. ``relinked`` counts other documents in which an actor got another id, ``waiting`` the judgements of the
    replaced text that have no effect any more. ``is_new_place``: the document was known, but not at this URI.
    """

    kind: ChangeKind
    document: str
    revision: int
    removed: tuple[str, ...] = ()
    relinked: int = 0
    waiting: int = 0
    is_new_place: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The options that a person gave when a document was ingested; they hold for later readings from the same URI.

    ``when``, ``source`` and ``genre`` are defaults for a document that has none; ``threshold`` is the confidence from
    which its facts are kept. None: not given.
    """

    when: When | None = None
    source: str | None = None
    genre: Genre | None = None
    threshold: float | None = None

    def over(self, earlier: Self) -> Self:
        """These options, with ``earlier`` ones where none are given.

        >>> Given(source="Reuters").over(Given(source="AP", threshold=0.7))
        Given(when=None, source='Reuters', genre=None, threshold=0.7)
        """
        return replace(
            self,
            when=self.when or earlier.when,
            source=self.source or earlier.source,
            genre=self.genre or earlier.genre,
            threshold=earlier.threshold if self.threshold is None else self.threshold,
        )

    def filled(self, document: Document) -> Document:
        """The document with these defaults, as a loader with these options returns it."""
        from loaders.defaults import with_defaults

        return with_defaults(document, when=self.when, source=self.source, genre=self.genre)


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list of documents. ``uris`` are all its locations, ``uri`` the first of them.

    ``extractor`` is the version of the reader that read it, ``revision`` that of the last change that concerns the
    stores.
    """

    id: str
    name: str
    uri: str
    title: str | None
    when: When | None
    source: str | None
    genre: Genre | None
    language: str
    characters: int
    extractor: str
    revision: int
    uris: tuple[str, ...]

    @property
    def date(self) -> dt.date | None:
        """The first day of ``when``."""
        return self.when.day if self.when else None


@dataclass(frozen=True, slots=True)
class Changes:
    """A batch of the changes since a revision; a consumer that has applied it is current up to ``revision``.

    ``written`` replaces what was known under these documents' ids, ``removed`` are ids of documents that are gone, and
    ``actors`` are those of the written documents and others that have changed. ``issues`` are all those of the graph's
    lists. Of a revision that takes several batches, all but the last batch have the revision before it. ``history`` is
    that of the record at ``revision``, see `kg.record.Record.history`.
    """

    revision: int
    written: tuple[ResolvedDocument, ...] = ()
    removed: tuple[str, ...] = ()
    actors: tuple[ResolvedActor, ...] = ()
    issues: tuple[Concept, ...] = ()
    history: str = ""
