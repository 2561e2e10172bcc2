"""From files to a graph: load, read, record, and bring the stores up to date.

Files are loaded and documents read in processes of their own; this one writes. A document that cannot be read is
reported, counted and left out. What has been reported as read is on the disk: after an interruption at any point the
same call goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from kg.errors import DocumentError, FactsFormatError, KgWarning, ReaderFaultError
from kg.errors.checking import check_callable, check_class
from kg.extract.readings import readings
from kg.graph import Graph
from kg.ingesting.defaults import defaults_by_place
from kg.ingesting.intake import Intake
from kg.ingesting.metadata import read_metadata, rows_of_files, with_metadata
from kg.ingesting.options import Extractor, Options, extractor_for, with_graph_settings
from kg.ingesting.store_updates import StoreUpdates
from kg.ingesting.tally import Refusals, ReportProgress, Summary, Tally
from kg.loading.files import loaded
from kg.loading.room import check_room
from kg.model import Document
from kg.model.places import is_missing, uri_of
from kg.pool import NOT_YET, Limits, NotYet
from kg.record import Change
from kg.record.documents import archived_at, other_readings

if TYPE_CHECKING:
    from kg.extract import Reading
    from loaders.paths import Paths

__all__ = ["find_facts", "ingest"]

_SHOWN = 3
"""How many rows a warning names."""


def find_facts(
    paths: Paths, options: Options | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Reading | DocumentError]:
    """Read the documents at the paths, in order, with a `DocumentError` in the place of each that cannot be read.

    Nothing is kept. Raises at once what `loaders.read` raises, and `kg.errors.ModelMissingError`.
    """
    check_class("options", options, {"kg.Options": Options})
    options = options or Options()
    extractor = options.extractor or extractor_for(options.reading)
    return _readings_and_errors(extractor, _load_documents(paths, options, stdin), options)


def _readings_and_errors(
    extractor: Extractor, items: Generator[Document | DocumentError | NotYet], options: Options
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

    outcomes_of_reading = readings(extractor.start, documents(), options.workers, options.patience)
    with contextlib.closing(items), contextlib.closing(outcomes_of_reading) as outcomes:
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

    check_class("graph", graph, {"kg.Graph": Graph}, is_needed=True)
    check_class("options", options, {"kg.Options": Options})
    check_callable("progress", progress)
    options = options or Options()
    defaults = defaults_by_place(options, graph.record)
    extractor = options.extractor or extractor_for(with_graph_settings(options.reading, graph), defaults.thresholds)
    places = path_names(paths)
    tally = Tally(progress)
    refusals = Refusals(graph.record, tally)
    items = _prepared(graph, places, options, _load_documents(places, options, stdin, refusals.begun, graph.folder))
    store_updates = StoreUpdates(graph, tally)
    has_warned = False
    intake = Intake(graph.record, items, extractor, tally, defaults, refusals)
    outcomes_of_reading = readings(extractor.start, intake, options.workers, options.patience)
    with contextlib.closing(items), contextlib.closing(outcomes_of_reading) as outcomes:
        for document, outcome in outcomes:
            loaded, defaults_to_keep = intake.loaded(document)
            if isinstance(outcome, DocumentError):
                refusals.refuse(outcome, document)
            else:
                expected_version = extractor.version_of(loaded)
                if outcome.version != expected_version and not has_warned:
                    _warn_of_version(outcome.version, expected_version)
                    has_warned = True
                try:
                    change = graph.record.put(
                        loaded, outcome.facts, outcome.version, outcome.sentences, defaults_to_keep
                    )
                except DocumentError as error:
                    refusals.refuse(error, document)
                except FactsFormatError as error:
                    refusals.refuse(_fault_of_facts(document, error), document)
                else:
                    tally.put(change, outcome)
                    _remove_former_locations(graph, change, loaded)
                    store_updates.now_and_then()
            intake.look_ahead()
    refusals.forgive()
    return tally.summary(graph.record, store_updates.at_the_end())


def _prepared(
    graph: Graph, places: Iterable[str], options: Options, items: Generator[Document | DocumentError | NotYet]
) -> Generator[Document | DocumentError | NotYet]:
    """The documents with the metadata that the options' table has for their files, and a check that the disk has room
    for them: both need to know all files before the first is read."""
    from loaders.paths import readable_files

    if options.metadata is None and options.any_room:
        return items
    follow_links = options.loading is not None and options.loading.follow_links
    files = readable_files(places, follow_links=follow_links)
    if options.metadata is not None:
        items = _with_metadata_of_table(graph, files, options.metadata, items)
    if not options.any_room:
        check_room(graph.folder, files)
    return items


def _with_metadata_of_table(
    graph: Graph, files: Iterable[Path], table: Path, items: Generator[Document | DocumentError | NotYet]
) -> Generator[Document | DocumentError | NotYet]:
    """The documents with the metadata that the table has for their files."""
    rows = rows_of_files(read_metadata(table), map(uri_of, files), table)
    if rows.unmatched:
        named = ", ".join(f"{row.file} (line {row.line})" for row in rows.unmatched[:_SHOWN])
        more = ", ..." if len(rows.unmatched) > _SHOWN else ""
        message = f"{table}: {len(rows.unmatched)} of its rows name no file that is read: {named}{more}"
        warnings.warn(message, KgWarning, stacklevel=4)
    return with_metadata(graph.record, items, rows.by_uri)


def _warn_of_version(version_of_readings: str, expected_version: str) -> None:
    """Issue a `KgWarning` that the readings' version is not that of their extractor."""
    detail = f"the readings have the version {version_of_readings!r}, and their Extractor has {expected_version!r}"
    message = f"{detail}: every ingest will read these documents again until both have the same version"
    warnings.warn(message, KgWarning, stacklevel=3)


def _remove_former_locations(graph: Graph, change: Change, loaded: Document) -> None:
    """Remove former locations of a document: its other locations, if this one is new and their files are gone; those
    from another reading of its file, as a whole or in parts; and the page of a web archive under its bare address."""
    former = list(filter(is_missing, graph.record.places(change.document))) if change.is_new_place else []
    with graph.record.writing() as db:
        former += other_readings(db, loaded.uri)
        if "warc:date" in loaded.metadata:
            former += archived_at(db, unquote(loaded.uri.partition("#")[2]))
    for location in former:
        graph.record.remove(location)


def _load_documents(
    paths: Paths,
    options: Options,
    stdin: BinaryIO | None,
    begun: Callable[[str], object] | None = None,
    own_graph: Path | None = None,
) -> Generator[Document | DocumentError | NotYet]:
    limits = Limits(options.patience, options.memory)
    return loaded(paths, options.loading, options.workers, limits, stdin=stdin, begun=begun, own_graph=own_graph)


def _fault_of_facts(document: Document, error: FactsFormatError) -> ReaderFaultError:
    detail = f"{error.code}, {error.args[0]}".rstrip(".")
    return ReaderFaultError(name=document.name, uri=document.uri, detail=detail)
