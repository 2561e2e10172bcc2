"""Counting the results of an ingest, and reporting its progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from kg.errors import DocumentError, KgError
from kg.ingesting.repeats import GoneDocument, repeats
from kg.model import HEADINGS, Document, Genre
from kg.record import Change, ChangeKind

if TYPE_CHECKING:
    from kg.extract import Reading
    from kg.record import Record

__all__ = ["Progress", "Refusals", "ReportProgress", "Stage", "Summary", "Tally"]

KEPT_PROBLEMS: Final = 1000


class Stage(StrEnum):
    """The stage of an ingest."""

    READING = "reading"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an ingest, reported after every document.

    ``done`` of ``total`` documents are done; the total is None until the last one has been loaded. ``characters`` of
    ``of_characters`` are those of the documents that had to be read. ``problem`` is why the latest one was left out.
    """

    stage: Stage
    done: int
    total: int | None
    characters: int = 0
    of_characters: int | None = None
    problem: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The results of an ingest, in numbers of documents.

    ``added`` are new, ``changed`` replace another text or have new facts, ``located`` are known texts at another URI,
    ``unchanged`` were there already, ``refused`` could not be read: ``problems`` are the first thousand reasons.
    ``facts`` counts the facts of the documents that were read, by heading, and under ``actors`` the actors that they
    name: one that several documents name counts once. ``behind`` are the languages of the stores
    that could not be brought up to date, and why; the next query tries again. ``dropped`` counts, by heading and
    reason, statements of a language model that the documents do not prove. ``waiting`` counts the judgements that have
    no effect any more, since the text that they are about has changed. ``undated`` has the first thousand documents
    that were read without a date, by name: what they give as one is not a date, or an ambiguous one. ``bulletins``
    has the names of the first thousand documents without a genre that were read as bulletins, since they are written
    so. ``dateless`` is the number of all documents that were read without a date. ``repeats`` has each added document
    that has exactly the text of one whose files are all gone, by URI, with that one: the facts of the text count twice,
    and where the file was renamed one of the two should be removed.
    """

    added: int = 0
    changed: int = 0
    located: int = 0
    unchanged: int = 0
    refused: int = 0
    characters: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[DocumentError, ...] = ()
    behind: Mapping[str, KgError] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    undated: Mapping[str, str] = field(default_factory=dict)
    bulletins: tuple[str, ...] = ()
    dateless: int = 0
    repeats: Mapping[str, GoneDocument] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """The number of all documents."""
        return self.added + self.changed + self.located + self.unchanged + self.refused


type ReportProgress = Callable[[Progress], None]


class Tally:
    """Counts documents, and reports the progress."""

    def __init__(self, report_progress: ReportProgress | None) -> None:
        self._report_progress = report_progress
        self._kinds: Counter[ChangeKind] = Counter()
        self._refused = self._waiting = self._dateless = 0
        self._problems: list[DocumentError] = []
        self._facts = {heading.field: 0 for heading in HEADINGS.values()}
        self._read: set[str] = set()
        self._dropped: Counter[str] = Counter()
        self._undated: dict[str, str] = {}
        self._bulletins: list[str] = []
        self._added: dict[str, str] = {}
        self._loaded = 0
        self._characters = self._of_characters = 0
        self._all_loaded = False

    def loaded(self, document: Document | None = None) -> None:
        """Count something that has been loaded; a ``document`` has to be read."""
        self._loaded += 1
        if document is not None:
            self._of_characters += len(document.text)

    def all_loaded(self) -> None:
        self._all_loaded = True

    def unchanged(self) -> None:
        self._kinds[ChangeKind.UNCHANGED] += 1
        self._report()

    def refused(self, error: DocumentError, document: Document | None = None) -> None:
        self._refused += 1
        if len(self._problems) < KEPT_PROBLEMS:
            self._problems.append(error)
        self._characters += len(document.text) if document else 0
        self._report(error)

    def put(self, change: Change, reading: Reading) -> None:
        self._kinds[change.kind] += 1
        self._waiting += change.waiting
        self._characters += len(reading.document.text)
        self._dropped.update(reading.dropped)
        self._read.add(change.document)
        document = reading.document
        if change.kind is ChangeKind.ADDED:
            self._added[change.document] = document.uri
        written_date = document.metadata.get("date_as_written")
        self._dateless += document.date is None
        if document.date is None and written_date is not None and len(self._undated) < KEPT_PROBLEMS:
            self._undated[document.name] = written_date
        if reading.recognized is Genre.BULLETIN and len(self._bulletins) < KEPT_PROBLEMS:
            self._bulletins.append(document.name)
        for name in self._facts:
            self._facts[name] += len(getattr(reading.facts, name))
        self._report()

    def stored(self, done: int, total: int) -> None:
        if self._report_progress:
            self._report_progress(Progress(Stage.STORING, done, total))

    def summary(self, record: Record, behind: Mapping[str, KgError]) -> Summary:
        """What was counted; ``record`` knows which actors of different documents are one."""
        return Summary(
            added=self._kinds[ChangeKind.ADDED],
            changed=self._kinds[ChangeKind.CHANGED],
            located=self._kinds[ChangeKind.LOCATED],
            unchanged=self._kinds[ChangeKind.UNCHANGED],
            refused=self._refused,
            characters=self._characters,
            facts={"actors": self._count_actors(record), **self._facts},
            problems=tuple(self._problems),
            behind=behind,
            dropped=dict(self._dropped),
            waiting=self._waiting,
            undated=self._undated,
            bulletins=tuple(self._bulletins),
            dateless=self._dateless,
            repeats=repeats(record, self._added),
        )

    def _count_actors(self, record: Record) -> int:
        from kg.record import naming

        with record.reading() as db:
            return naming.count_actors(db, self._read)

    def _report(self, problem: DocumentError | None = None) -> None:
        if self._report_progress:
            total, characters = (self._loaded, self._of_characters) if self._all_loaded else (None, None)
            done = self._kinds.total() + self._refused
            self._report_progress(Progress(Stage.READING, done, total, self._characters, characters, problem))


class Refusals:
    """Notes in the ledger what cannot be read. Notes of earlier calls are deleted only at the end, since an interrupted
    call has not seen all its files."""

    def __init__(self, record: Record, tally: Tally) -> None:
        self._record = record
        self._tally = tally
        self._earlier = dict(self._record.refused())
        self._readable_again: set[str] = set()

    def begun(self, uri: str) -> None:
        """Note that this file is being read again."""
        self._readable_again |= self._earlier.pop(uri, set())

    def refuse(self, error: DocumentError, document: Document | None = None) -> None:
        """Note in the ledger that something cannot be read, and report it."""
        self._readable_again.discard(self._record.refuse(error, document))
        self._tally.refused(error, document)

    def forgive(self) -> None:
        """Delete the notes of files that were read again and not refused; to be called when all have been read."""
        from kg.record import ledger

        if self._readable_again:
            with self._record.writing() as db:
                ledger.forgive(db, self._readable_again)
