"""What the record answers with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Genre, ResolvedActor, ResolvedDocument

__all__ = ["Change", "ChangeKind", "Changes", "DocumentEntry"]


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
    gone; ``relinked`` counts other documents in which an actor has come to another id.
    """

    kind: ChangeKind
    document: str
    revision: int
    removed: tuple[str, ...] = ()
    relinked: int = 0


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
    ``actors`` are those of the written documents and those that have changed otherwise. Of a change too large for one
    piece all but the last one have the revision before it.
    """

    revision: int
    written: tuple[ResolvedDocument, ...] = ()
    removed: tuple[str, ...] = ()
    actors: tuple[ResolvedActor, ...] = ()
