"""From files to a graph: load, read, record, and bring the stores up to the record.

Documents are read in processes of their own and written by this one. One that cannot be read is reported, counted and
left out; the others go in. What has been reported as read is on the disk: after an interruption at any point the same
call goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import (
    DocumentError,
    FactsFormatError,
    ReaderFaultError,
    StoreError,
)
from kg.extract.readings import PATIENCE, readings, starting
from kg.graph import LANGUAGES, Graph
from kg.model import Document
from kg.record import ChangeKind
from kg.room import check_room

if TYPE_CHECKING:
    from kg.extract import Options as RulesOptions
    from kg.extract import Reading
    from kg.llm_reader import Options as LlmOptions
    from loaders import Options as LoadingOptions

type ReadingOptions = RulesOptions | LlmOptions
"""With the options of `kg.llm_reader` a language model reads, and only with them."""

__all__ = ["HEADINGS", "Extractor", "Options", "Progress", "Stage", "Summary", "extract", "extractor", "ingest"]

HEADINGS: Final = (
    *("actors", "roles", "affiliations", "leads", "negotiations"),
    *("statements", "positions", "labels", "actions"),
)
BACKLOG: Final = 50_000_000
"""Characters of documents that wait for a process: so far the whole of the work is known beforehand."""
LOOK_AHEAD: Final = 16
"""Documents that are loaded while one is written."""
KEPT_PROBLEMS: Final = 1000
SHARE_OF_STORING: Final = 0.1
"""How much of the time may go into the stores along the way; they are brought up to date at the end anyway."""
STORING_EVERY: Final = 10.0
"""Seconds between two such times, at least."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What finds facts. ``start()`` is called in each process, and what it returns with each document there; two
    readings under one ``version`` are the same. Both have to be picklable."""

    version: str
    start: Callable[[], Callable[[Document], Reading]]


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest.

    ``workers`` is the number of processes that read (None: one a CPU), ``patience`` how many seconds one document may
    take. ``loading`` and ``reading`` are handed to `loaders` and to `kg.extract` or `kg.llm_reader`, whichever they
    are the options of; ``extractor`` takes the latter's place. ``any_room`` begins even where the
    disk seems too small.
    """

    workers: int | None = None
    patience: float = PATIENCE
    loading: LoadingOptions | None = None
    reading: ReadingOptions | None = None
    extractor: Extractor | None = None
    any_room: bool = False


class Stage(StrEnum):
    """What an ingest is at."""

    READING = "reading"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come, told after every document.

    ``done`` documents are through, of ``total``; None until the last one has been loaded. ``characters`` are those of
    the documents that had to be read, done and in all. ``problem`` is why the latest one was left out.
    """

    stage: Stage
    done: int
    total: int | None
    characters: int = 0
    of_characters: int | None = None
    problem: DocumentError | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest has come to, in documents.

    ``added`` are new, ``changed`` take another one's place or have new facts, ``located`` are known texts in another
    place, ``unchanged`` were there already, ``refused`` could not be read: ``problems`` are the first thousand reasons.
    ``facts`` counts the facts of the documents that were read, by heading. ``behind`` names the languages of the stores
    that could not be brought up to date because another process is writing; the next question does it. ``dropped``
    counts, by heading and reason, what a language model has said and the documents do not bear out.
    """

    added: int = 0
    changed: int = 0
    located: int = 0
    unchanged: int = 0
    refused: int = 0
    characters: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[DocumentError, ...] = ()
    behind: tuple[str, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """All documents that there were."""
        return self.added + self.changed + self.located + self.unchanged + self.refused


type Tell = Callable[[Progress], None]
type Paths = Iterable[str | os.PathLike[str]]


def extractor(options: ReadingOptions | None = None) -> Extractor:
    """The reader that these options are for; the rules without any. Loads nothing yet, and sends nothing.

    Raises `kg.errors.ModelMissingError`.
    """
    from kg import extract

    chosen = options or extract.Options()
    if isinstance(chosen, extract.Options):
        return Extractor(extract.version(chosen), starting(chosen))
    from kg import llm_reader

    return Extractor(llm_reader.version(chosen), llm_reader.starting(chosen))


def _stored(options: ReadingOptions | None) -> ReadingOptions:
    from kg import extract

    chosen = options or extract.Options()
    if not isinstance(chosen, extract.Options) or chosen.threshold is not None:
        return chosen
    return replace(chosen, threshold=extract.STORED)


def extract(
    paths: Paths, options: Options = Options(), *, stdin: BinaryIO | None = None
) -> Iterator[Reading | DocumentError]:
    """The documents at the paths, read, in order, with a `DocumentError` in the place of each that cannot be.

    Nothing is kept. Raises what `loaders.read` raises, and `kg.errors.ModelMissingError`.
    """
    from loaders import read

    chosen = options.extractor or extractor(options.reading)
    items = read(paths, options.loading, stdin=stdin)
    refused: deque[tuple[int, DocumentError]] = deque()

    def documents() -> Iterator[Document]:
        count = 0
        for item in items:
            if isinstance(item, DocumentError):
                refused.append((count, item))
            else:
                count += 1
                yield item

    with contextlib.closing(readings(chosen.start, documents(), options.workers, options.patience)) as outcomes:
        for number, (_, outcome) in enumerate(outcomes):
            while refused and refused[0][0] <= number:
                yield refused.popleft()[1]
            yield outcome
    yield from (error for _, error in refused)


def ingest(
    graph: Graph,
    paths: Paths,
    options: Options = Options(),
    progress: Tell | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> Summary:
    """Put the documents at the paths into the graph, and bring both stores up to date.

    What is known already, read by this version, is not read again. Where ``options.reading`` names no threshold, facts
    are kept from `kg.extract.STORED` on. Raises what `loaders.read` raises, before anything
    is read; `kg.errors.RoomError` and `kg.errors.ModelMissingError`; and a `StoreError` when the record or a store
    cannot be written.
    """
    from loaders import read

    chosen = options.extractor or extractor(_stored(options.reading))
    given = tuple(paths)
    items = read(given, options.loading, stdin=stdin)
    if not options.any_room:
        check_room(graph.folder, given, follow_links=options.loading is not None and options.loading.follow_links)
    tally = _Tally(progress)
    storing = _Storing(graph, tally)
    intake = _Intake(graph, items, chosen.version, tally)
    with contextlib.closing(readings(chosen.start, intake, options.workers, options.patience)) as outcomes:
        for document, outcome in outcomes:
            if isinstance(outcome, DocumentError):
                graph.record.refuse(outcome, document)
                tally.refused(outcome, document)
            else:
                try:
                    loaded = intake.loaded(document)
                    change = graph.record.put(loaded, outcome.facts, outcome.version, outcome.sentences)
                except DocumentError as error:
                    tally.refused(error, document)
                except FactsFormatError as error:
                    tally.refused(_contradictory(document, error), document)
                else:
                    tally.put(change.kind, outcome)
                    storing.now_and_then()
            intake.look_ahead()
    return tally.summary(storing.at_the_end())


class _Tally:
    """What has come so far, and the telling of it."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell = tell
        self._kinds: Counter[ChangeKind] = Counter()
        self._refused = 0
        self._problems: list[DocumentError] = []
        self._facts = dict.fromkeys(HEADINGS, 0)
        self._dropped: Counter[str] = Counter()
        self._loaded = 0
        self._characters = self._of_characters = 0
        self._all_loaded = False

    def loaded(self, document: Document | None = None) -> None:
        """Something has been loaded; the ``document``, if there is one, is to be read."""
        self._loaded += 1
        if document is not None:
            self._of_characters += len(document.text)

    def all_loaded(self) -> None:
        self._all_loaded = True

    def unchanged(self) -> None:
        self._kinds[ChangeKind.UNCHANGED] += 1
        self._told()

    def refused(self, error: DocumentError, document: Document | None = None) -> None:
        self._refused += 1
        if len(self._problems) < KEPT_PROBLEMS:
            self._problems.append(error)
        self._characters += len(document.text) if document else 0
        self._told(error)

    def put(self, kind: ChangeKind, reading: Reading) -> None:
        self._kinds[kind] += 1
        self._characters += len(reading.document.text)
        self._dropped.update(reading.dropped)
        for heading in HEADINGS:
            self._facts[heading] += len(getattr(reading.facts, heading))
        self._told()

    def stored(self, done: int, total: int) -> None:
        if self._tell:
            self._tell(Progress(Stage.STORING, done, total))

    def summary(self, behind: tuple[str, ...]) -> Summary:
        return Summary(
            self._kinds[ChangeKind.ADDED],
            self._kinds[ChangeKind.CHANGED],
            self._kinds[ChangeKind.LOCATED],
            self._kinds[ChangeKind.UNCHANGED],
            self._refused,
            self._characters,
            self._facts,
            tuple(self._problems),
            behind,
            dict(self._dropped),
        )

    def _told(self, problem: DocumentError | None = None) -> None:
        if self._tell:
            total, characters = (self._loaded, self._of_characters) if self._all_loaded else (None, None)
            done = self._kinds.total() + self._refused
            self._tell(Progress(Stage.READING, done, total, self._characters, characters, problem))


class _Intake:
    """The documents that have to be read. It loads a little ahead, so that the whole of the work is soon known."""

    def __init__(self, graph: Graph, items: Iterator[Document | DocumentError], version: str, tally: _Tally) -> None:
        self._graph = graph
        self._items = items
        self._version = version
        self._tally = tally
        self._waiting: deque[Document] = deque()
        self._backlog = 0
        self._more = True
        self._loaded: dict[tuple[str, str], Document] = {}

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        while self._more and not self._waiting:
            self._load()
        if not self._waiting:
            raise StopIteration
        document = self._waiting.popleft()
        self._backlog -= len(document.text)
        # It is read as of the day that people have set, and kept as it was loaded.
        read = self._graph.record.as_set(document)
        self._loaded[read.id, read.uri] = document
        return read

    def loaded(self, document: Document) -> Document:
        """A document that was to be read, as it was loaded."""
        return self._loaded.pop((document.id, document.uri), document)

    def look_ahead(self) -> None:
        for _ in range(LOOK_AHEAD):
            if not self._more or self._backlog > BACKLOG:
                return
            self._load()

    def _load(self) -> None:
        item = next(self._items, None)
        if item is None:
            self._more = False
            self._tally.all_loaded()
        elif isinstance(item, DocumentError):
            self._tally.loaded()
            self._graph.record.refuse(item)
            self._tally.refused(item)
        elif self._graph.record.known(item, self._version):
            self._tally.loaded()
            self._tally.unchanged()
        else:
            self._tally.loaded(item)
            self._waiting.append(item)
            self._backlog += len(item.text)


class _Storing:
    """When the stores are brought up to the record while documents are still being read."""

    def __init__(self, graph: Graph, tally: _Tally) -> None:
        self._graph = graph
        self._tally = tally
        self._put = self._stored = 0
        self._last = time.monotonic()
        self._cost = 0.0

    def now_and_then(self) -> None:
        self._put += 1
        begun = time.monotonic()
        if begun - self._last < max(STORING_EVERY, self._cost / SHARE_OF_STORING):
            return
        # Whatever is wrong with a store is no reason to stop reading; it is raised in the end if it has not passed.
        with contextlib.suppress(StoreError):
            self._store()
        self._last = time.monotonic()
        self._cost = self._last - begun

    def at_the_end(self) -> tuple[str, ...]:
        return self._store()

    def _store(self) -> tuple[str, ...]:
        done, total = 0, len(LANGUAGES) * (self._put - self._stored)

        def progress(count: int) -> None:
            nonlocal done
            done += count
            self._tally.stored(done, max(done, total))

        self._stored = self._put
        return self._graph.catch_up(progress)


def _contradictory(document: Document, error: FactsFormatError) -> ReaderFaultError:
    detail = f"{error.code}, {error.args[0]}".rstrip(".")
    return ReaderFaultError(name=document.name, uri=document.uri, detail=detail)
