"""What the record answers with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:  # a document is listed without all that may be said of it
    from kg.model import Document, Genre, ResolvedActor, ResolvedDocument
    from kg.vocabulary import Concept

__all__ = ["Change", "ChangeKind", "Changes", "DocumentEntry", "Given"]


class ChangeKind(StrEnum):
    """What has become of a document."""

    ADDED = "added"
    """It is new."""
    CHANGED = "changed"
    """It has other facts, or it has come into the place of another text."""
    UNCHANGED = "unchanged"
    """It was there already."""
    LOCATED = "located"
    """The same text was there already; one of the places where it lies has come or gone."""
    REMOVED = "removed"
    """It is gone, with its facts."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a write has done. It is on the disk.

    ``document`` is the id of the document that was written or removed; ``removed`` are the ids of all those that are
    gone; ``relinked`` counts other documents in which an actor has come to another id, ``waiting`` judgements of the
    text that was there before which hold no more. ``is_new_place``: the document was there, but not in this place.
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
    """What a person said of a document when it was put in, for all its readings from the same place.

    ``date``, ``source`` and ``genre`` are for a document that does not tell its own; ``threshold`` is the confidence
    from which its facts are kept. None is nothing said.
    """

    date: dt.date | None = None
    source: str | None = None
    genre: Genre | None = None
    threshold: float | None = None

    def over(self, earlier: Self) -> Self:
        """This, and where it says nothing what was said earlier.

        >>> Given(source="Reuters").over(Given(source="AP", threshold=0.7))
        Given(date=None, source='Reuters', genre=None, threshold=0.7)
        """
        return replace(
            self,
            date=self.date or earlier.date,
            source=self.source or earlier.source,
            genre=self.genre or earlier.genre,
            threshold=earlier.threshold if self.threshold is None else self.threshold,
        )

    def filled(self, document: Document) -> Document:
        """The document with what it does not tell itself, as a loader with these options gives it."""
        from loaders.defaults import with_defaults

        return with_defaults(document, date=self.date, source=self.source, genre=self.genre)


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list of documents. ``uris`` are all the places where it lies, ``uri`` the first of them.

    ``extractor`` is the version of the extraction that read it, ``revision`` the one at which what the stores see of it
    last changed.
    """

    id: str
    name: str
    uri: str
    title: str | None
    date: dt.date | None
    source: str | None
    genre: Genre | None
    language: str
    characters: int
    extractor: str
    revision: int
    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """A piece of what has changed since a revision; whoever has taken it in is current up to ``revision``.

    ``written`` replaces what was known under these documents' ids, ``removed`` are ids of documents that are gone, and
    ``actors`` are those of the written documents and those that have changed otherwise. ``issues`` are all those of the
    graph's lists. Of a change too large for one piece all but the last one have the revision before it. ``history`` is
    the record's at that revision, see `kg.record.Record.history`.
    """

    revision: int
    written: tuple[ResolvedDocument, ...] = ()
    removed: tuple[str, ...] = ()
    actors: tuple[ResolvedActor, ...] = ()
    issues: tuple[Concept, ...] = ()
    history: str = ""
