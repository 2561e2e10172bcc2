"""From files to a graph: load, read, record, and bring the stores up to date.

Files are loaded and documents read in processes of their own; this one writes. A document that cannot be read is
reported, counted and left out. What has been reported as read is on the disk: after an interruption at any point the
same call goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from kg.errors import DocumentError, FactsFormatError, KgWarning, ReaderFaultError
from kg.extract.readings import readings
from kg.graph import Graph
from kg.ingesting.defaults import defaults_by_place
from kg.ingesting.intake import Intake
from kg.ingesting.options import Extractor, Options, extractor_for, with_graph_settings
from kg.ingesting.store_updates import StoreUpdates
from kg.ingesting.tally import Refusals, ReportProgress, Summary, Tally
from kg.loading.files import loaded
from kg.loading.room import check_room
from kg.model import Document
from kg.model.places import is_missing
from kg.pool import NOT_YET, Limits, NotYet
from kg.record import Change
from kg.record.documents import archived_at, other_readings

if TYPE_CHECKING:
    from kg.extract import Reading
    from loaders.paths import Paths

__all__ = ["find_facts", "ingest"]


def find_facts(
    paths: Paths, options: Options | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Reading | DocumentError]:
    """Read the documents at the paths, in order, with a `DocumentError` in the place of each that cannot be read.

    Nothing is kept. Raises at once what `loaders.read` raises, and `kg.errors.ModelMissingError`.
    """
    options = options or Options()
    chosen = options.extractor or extractor_for(options.reading)
    return _extracted(chosen, _loaded(paths, options, stdin), options)


def _extracted(
    chosen: Extractor, items: Generator[Document | DocumentError | NotYet], options: Options
) -> Iterator[Reading | DocumentError]:
    refused: deque[tuple[int, DocumentError]] = deque()

    def documents() -> Iterator[Document | NotYet]:
        count = 0
        for item in items:
            if item is NOT_YET:
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
    options: Options | None = None,
    progress: ReportProgress | None = None,
    *,
    stdin: BinaryIO | None = None,
) -> Summary:
    """Put the documents at the paths into the graph, and bring both stores up to date.

    Documents that this version has read already are not read again. The graph's own lists (`kg.linking`) are used.
    Without a threshold in ``options.reading``, facts are kept from `kg.extract.STORED` on. Date, source, genre and
    threshold of ``options`` are kept with each document (`kg.record.Given`), and apply where a later call gives none.
    Raises what `loaders.read` raises, before anything is read; `kg.errors.RoomError` and
    `kg.errors.ModelMissingError`; and a `StoreError` when the record cannot be written.
    """
    from loaders.paths import path_names

    options = options or Options()
    defaults = defaults_by_place(options, graph.record)
    chosen = options.extractor or extractor_for(with_graph_settings(options.reading, graph), defaults.thresholds)
    places = path_names(paths)
    tally = Tally(progress)
    refusals = Refusals(graph.record, tally)
    items = _loaded(places, options, stdin, refusals.begun)
    if not options.any_room:
        check_room(graph.folder, places, follow_links=options.loading is not None and options.loading.follow_links)
    storing = StoreUpdates(graph, tally)
    is_warned = False
    intake = Intake(graph.record, items, chosen, tally, defaults, refusals)
    found = readings(chosen.start, intake, options.workers, options.patience)
    with contextlib.closing(items), contextlib.closing(found) as outcomes:
        for document, outcome in outcomes:
            loaded, given = intake.loaded(document)
            if isinstance(outcome, DocumentError):
                refusals.refuse(outcome, document)
            else:
                known = chosen.version_of(loaded)
                if outcome.version != known and not is_warned:
                    _warn_of_version(outcome.version, known)
                    is_warned = True
                try:
                    change = graph.record.put(loaded, outcome.facts, outcome.version, outcome.sentences, given)
                except DocumentError as error:
                    refusals.refuse(error, document)
                except FactsFormatError as error:
                    refusals.refuse(_contradictory(document, error), document)
                else:
                    tally.put(change, outcome)
                    _leave_former(graph, change, loaded)
                    storing.now_and_then()
            intake.look_ahead()
    refusals.forgive()
    return tally.summary(graph.record, storing.at_the_end())


def _warn_of_version(given: str, known: str) -> None:
    """Issue a `KgWarning` that readings have not the version of their reader."""
    detail = f"the readings have the version {given!r}, and their Extractor has {known!r}"
    told = f"{detail}: every ingest will read these documents again until both have the same version"
    warnings.warn(told, KgWarning, stacklevel=3)


def _leave_former(graph: Graph, change: Change, loaded: Document) -> None:
    """Remove former locations of a document: its other locations, if this one is new and their files are gone; those
    from another reading of its file, as a whole or in parts; and the page of a web archive under its bare address."""
    former = list(filter(is_missing, graph.record.places(change.document))) if change.is_new_place else []
    with graph.record.writing() as db:
        former += other_readings(db, loaded.uri)
        if "warc:date" in loaded.metadata:
            former += archived_at(db, unquote(loaded.uri.partition("#")[2]))
    for each in former:
        graph.record.remove(each)


def _loaded(
    paths: Paths, options: Options, stdin: BinaryIO | None, begun: Callable[[str], object] | None = None
) -> Generator[Document | DocumentError | NotYet]:
    limits = Limits(options.patience, options.memory)
    return loaded(paths, options.loading, options.workers, limits, stdin=stdin, begun=begun)


def _contradictory(document: Document, error: FactsFormatError) -> ReaderFaultError:
    detail = f"{error.code}, {error.args[0]}".rstrip(".")
    return ReaderFaultError(name=document.name, uri=document.uri, detail=detail)
