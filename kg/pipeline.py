"""From files to a graph: load, read, record, and bring the stores up to the record.

Files are loaded and documents read in processes of their own; this one writes. One that cannot be read is reported,
counted and left out; the others go in. What has been reported as read is on the disk: after an interruption at any
point the same call goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import DocumentError, FactsFormatError, KgError, ReaderFaultError
from kg.errors.checking import check_number
from kg.extract.readings import PATIENCE, readings, starting
from kg.graph import LANGUAGES, Graph
from kg.judgements import text_key
from kg.loading.files import loaded
from kg.loading.room import check_room
from kg.model import Document
from kg.model.places import is_missing
from kg.pool import LATER, Later, Limits
from kg.processes.memory import LOADING
from kg.record import ChangeKind, Given
from kg.tally import Progress, Refusals, Stage, Summary, Tally, Tell

if TYPE_CHECKING:
    from kg.extract import Options as RulesOptions
    from kg.extract import Reading
    from kg.llm_reader import Options as LlmOptions
    from loaders import Options as LoadingOptions
    from loaders.paths import Paths

type ReadingOptions = RulesOptions | LlmOptions
"""With the options of `kg.llm_reader` a language model reads, and only with them."""

__all__ = [
    "Extractor",
    "Options",
    "Progress",
    "Stage",
    "Summary",
    "extract",
    "extractor",
    "ingest",
    "options_of",
]

BACKLOG: Final = 50_000_000
"""Characters of documents that wait for a process: so far the whole of the work is known beforehand."""
LOOK_AHEAD: Final = 16
"""Documents that are loaded while one is written."""
SHARE_OF_STORING: Final = 0.1
"""How much of the time may go into the stores along the way; they are brought up to date at the end anyway."""
STORING_EVERY: Final = 10.0
"""Seconds between two such times, at least."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What finds facts. ``start()`` is called in each process, and what it returns with each document there; two
    readings under one ``version`` are the same. Both have to be picklable. ``versions`` are those of documents that
    are read in a way of their own, by id or URI."""

    version: str
    start: Callable[[], Callable[[Document], Reading]]
    versions: Mapping[str, str] = field(default_factory=dict)

    def version_of(self, document: Document) -> str:
        """The version under which the document is read."""
        return self.versions.get(document.id) or self.versions.get(document.uri) or self.version


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest.

    ``workers`` is the number of processes that read (None: one a CPU), ``patience`` how many seconds one document may
    take to be loaded, and to be read; ``memory`` how many bytes the loading of a file may take. ``loading`` and
    ``reading`` are handed to `loaders` and to `kg.extract` or `kg.llm_reader`, whichever they are the options of;
    ``extractor`` takes the latter's place. ``any_room`` begins even where the disk seems too small.
    Raises `kg.errors.ParameterValueError` for a number out of range, the threshold of ``reading`` too.
    """

    workers: int | None = None
    patience: float = PATIENCE
    memory: int = LOADING
    loading: LoadingOptions | None = None
    reading: ReadingOptions | None = None
    extractor: Extractor | None = None
    any_room: bool = False

    def __post_init__(self) -> None:
        check_number("workers", self.workers, "a whole number from 1 on", 1, kind=Integral)
        check_number("patience", self.patience, "a number of seconds from 0 on")
        check_number("memory", self.memory, "a whole number of bytes", 1, kind=Integral)
        check_number("threshold", getattr(self.reading, "threshold", None), "a number from 0 to 1", 0, 1)


def extractor(
    options: ReadingOptions | None = None, thresholds: Mapping[str, float] = MappingProxyType({})
) -> Extractor:
    """The reader that these options are for; the one by default without any. Loads nothing yet, and sends nothing.
    ``thresholds`` take the place of the rules' own for documents, by id or URI.

    Raises `kg.errors.ModelMissingError`.
    """
    from kg import extract

    chosen = options or extract.Options()
    if isinstance(chosen, extract.Options):
        versions = {each: extract.version(replace(chosen, threshold=each)) for each in sorted(set(thresholds.values()))}
        own = {key: versions[threshold] for key, threshold in thresholds.items()}
        return Extractor(extract.version(chosen), starting(chosen, thresholds), own)
    from kg import llm_reader

    return Extractor(llm_reader.version(chosen), llm_reader.starting(chosen))


def options_of(graph: Graph) -> RulesOptions:
    """How this graph's documents are read where nobody says otherwise."""
    from kg import extract

    settings, record = graph.settings, graph.record
    return extract.Options(settings.model, extract.STORED, settings.proposer, record.lists(), record.adjustments())


def _stored(options: ReadingOptions | None, graph: Graph) -> ReadingOptions:
    """The options with what this graph reads by: its lists, what judgements have taught, how sure a fact has to be."""
    from kg import extract

    if options is None:
        return options_of(graph)
    chosen = replace(options, lists=options.lists or graph.record.lists())
    if not isinstance(chosen, extract.Options):
        return chosen
    chosen = replace(chosen, adjustments=chosen.adjustments or graph.record.adjustments())
    return chosen if chosen.threshold is not None else replace(chosen, threshold=extract.STORED)


def extract(
    paths: Paths, options: Options = Options(), *, stdin: BinaryIO | None = None
) -> Iterator[Reading | DocumentError]:
    """The documents at the paths, read, in order, with a `DocumentError` in the place of each that cannot be.

    Nothing is kept. Raises at once what `loaders.read` raises, and `kg.errors.ModelMissingError`.
    """
    chosen = options.extractor or extractor(options.reading)
    return _extracted(chosen, _loaded(paths, options, stdin), options)


def _extracted(
    chosen: Extractor, items: Generator[Document | DocumentError | Later], options: Options
) -> Iterator[Reading | DocumentError]:
    refused: deque[tuple[int, DocumentError]] = deque()

    def documents() -> Iterator[Document | Later]:
        count = 0
        for item in items:
            if item is LATER:
                yield item
            elif isinstance(item, DocumentError):
                refused.append((count, item))
            else:
                count += 1
                yield item

    found = readings(chosen.start, documents(), options.workers, options.patience)
    with contextlib.closing(items), contextlib.closing(found) as outcomes:
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

    What is known already, read by this version, is not read again. The graph's own lists (`kg.linking`) are used. Where
    ``options.reading`` names no threshold, facts are kept from `kg.extract.STORED` on. Date, source, genre and
    threshold of ``options`` are kept with each document (`kg.record.Given`), and hold where a later call gives none.
    Raises what `loaders.read` raises, before anything is read; `kg.errors.RoomError` and
    `kg.errors.ModelMissingError`; and a `StoreError` when the record cannot be written.
    """
    from kg.extract import Reading
    from loaders.paths import several

    said = _said(_given(options), graph)
    chosen = options.extractor or extractor(_stored(options.reading, graph), said.thresholds)
    places = several(paths)
    tally = Tally(progress)
    refusals = Refusals(graph.record, tally)
    items = _loaded(places, options, stdin, refusals.begun)
    if not options.any_room:
        check_room(graph.folder, places, follow_links=options.loading is not None and options.loading.follow_links)
    storing = _Storing(graph, tally)
    intake = _Intake(graph, items, chosen, tally, said, refusals)
    found = readings(chosen.start, intake, options.workers, options.patience)
    with contextlib.closing(items), contextlib.closing(found) as outcomes:
        for document, outcome in outcomes:
            loaded = intake.loaded(document)
            if not isinstance(outcome, Reading | DocumentError):
                detail = f"the reader gave {type(outcome).__name__}, no kg.extract.Reading"
                refusals.refuse(ReaderFaultError(name=document.name, uri=document.uri, detail=detail), document)
            elif isinstance(outcome, DocumentError):
                refusals.refuse(outcome, document)
            else:
                try:
                    news = intake.said(loaded)
                    change = graph.record.put(loaded, outcome.facts, outcome.version, outcome.sentences, news)
                except DocumentError as error:
                    refusals.refuse(error, document)
                except FactsFormatError as error:
                    refusals.refuse(_contradictory(document, error), document)
                else:
                    tally.put(change, outcome)
                    if change.kind is ChangeKind.LOCATED:
                        _leave_missing(graph, change.document)
                    storing.now_and_then()
            intake.look_ahead()
    refusals.forgive()
    return tally.summary(storing.at_the_end())


def _leave_missing(graph: Graph, document: str) -> None:
    """Take out the places of a document where its file is no more: it was moved to where it has just been read."""
    for uri in filter(is_missing, graph.record.places(document)):
        graph.record.remove(uri)


def _loaded(
    paths: Paths, options: Options, stdin: BinaryIO | None, begun: Callable[[str], object] | None = None
) -> Generator[Document | DocumentError | Later]:
    limits = Limits(options.patience, options.memory)
    return loaded(paths, options.loading, options.workers, limits, stdin=stdin, begun=begun)


def _given(options: Options) -> Given:
    """What the options say of documents."""
    loading = options.loading
    threshold = getattr(options.reading, "threshold", None)
    return Given(loading.date, loading.source, loading.genre, threshold) if loading else Given(threshold=threshold)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is ``given`` in this call, what was ``kept`` of earlier ones by URI, the ``thresholds`` that hold, by the
    ids of texts and by URI, and what was kept ``of_copies`` of the text with a key."""

    given: Given
    kept: Mapping[str, Given]
    thresholds: Mapping[str, float]
    of_copies: Callable[[str], Iterable[tuple[str, Given]]]

    def of(self, document: Document) -> Given:
        said = self.given.over(self.kept.get(document.uri) or self._of_copy(document))
        return replace(said, threshold=self.thresholds.get(document.id, said.threshold))

    def _of_copy(self, document: Document) -> Given:
        """What was said of the same document in another place, without which it would be another one."""
        copies = self.of_copies(text_key(document.text)) if self.kept else ()
        return next((each for id_, each in copies if self.given.over(each).filled(document).id == id_), Given())

    def is_news(self, document: Document) -> bool:
        return self.of(document) != self.kept.get(document.uri, Given())


def _said(given: Given, graph: Graph) -> _Said:
    kept = graph.record.given()
    if given.threshold is not None:
        return _Said(given, kept, {}, graph.record.given_of_copies)
    thresholds = {uri: each.threshold for uri, each in kept.items() if each.threshold is not None}
    # The facts are those of a text, wherever it lies: where its places disagree, the first one holds.
    for entry in graph.record.documents() if thresholds else ():
        if own := [thresholds[uri] for uri in entry.uris if uri in thresholds]:
            thresholds[entry.id] = own[0]
    return _Said(given, kept, thresholds, graph.record.given_of_copies)


class _Intake:
    """The documents that have to be read. It loads a little ahead, so that the whole of the work is soon known."""

    def __init__(
        self,
        graph: Graph,
        items: Iterator[Document | DocumentError | Later],
        extractor: Extractor,
        tally: Tally,
        said: _Said,
        refusals: Refusals,
    ) -> None:
        self._graph = graph
        self._items = items
        self._extractor = extractor
        self._tally = tally
        self._said = said
        self._refusals = refusals
        self._waiting: deque[Document] = deque()
        self._backlog = 0
        self._more = True
        self._loaded: dict[tuple[str, str], Document] = {}

    def __iter__(self) -> Iterator[Document | Later]:
        return self

    def __next__(self) -> Document | Later:
        while self._more and not self._waiting:
            if not self._load():
                return LATER
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

    def said(self, document: Document) -> Given | None:
        """What has to be kept of what a person said of the document; None where that is kept already."""
        return self._said.of(document) if self._said.is_news(document) else None

    def look_ahead(self) -> None:
        for _ in range(LOOK_AHEAD):
            if not self._more or self._backlog > BACKLOG:
                return
            if not self._load():
                return

    def _load(self) -> bool:
        """Take what has been loaded next; False where nothing has been yet."""
        item = next(self._items, None)
        if item is LATER:
            return False
        if item is None:
            self._more = False
            self._tally.all_loaded()
        elif isinstance(item, DocumentError):
            self._tally.loaded()
            self._refusals.refuse(item)
        else:
            self._take(self._said.of(item).filled(item))
        return True

    def _take(self, document: Document) -> None:
        if not self._graph.record.known(document, self._extractor.version_of(document)):
            self._tally.loaded(document)
            self._waiting.append(document)
            self._backlog += len(document.text)
            return
        if said := self.said(document):
            self._graph.record.give(document.uri, said)
        self._tally.loaded()
        self._tally.unchanged()


class _Storing:
    """When the stores are brought up to the record while documents are still being read."""

    def __init__(self, graph: Graph, tally: Tally) -> None:
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
        self._store()
        self._last = time.monotonic()
        self._cost = self._last - begun

    def at_the_end(self) -> Mapping[str, KgError]:
        return self._store()

    def _store(self) -> Mapping[str, KgError]:
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
