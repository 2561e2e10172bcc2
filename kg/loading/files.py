"""Documents from files, loaded in order in other processes: no file can stop the rest, or take all memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import quote

from kg.errors import (
    DocumentError,
    KgError,
    LoaderFaultError,
    LoadingCrashError,
    LoadingMemoryError,
    SlowLoadingError,
)
from kg.pool import NOT_YET, Crash, Limits, NotYet, available_cpus, stream
from kg.processes.memory import LOADING, format_size

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Document
    from loaders import Options
    from loaders.paths import Paths
    from loaders.source import Place

__all__ = ["loaded"]

PROCESSES: Final = 2
"""Two: while one is busy with a slow file, the other goes on. Loading takes far less time than reading."""
LIMITS: Final = Limits(memory=LOADING)


def loaded(
    paths: Paths,
    options: Options | None = None,
    workers: int | None = None,
    limits: Limits = LIMITS,
    *,
    stdin: BinaryIO | None = None,
    begun: Callable[[str], object] | None = None,
    own_graph: Path | None = None,
) -> Generator[Document | DocumentError | NotYet]:
    """The documents and errors of `loaders.read`, from at most ``workers`` processes; `NOT_YET` when none is ready.
    ``begun`` is called with the URI of each file before its first document. ``own_graph``, into which the documents are
    read, is passed over without a warning.

    Raises at once what `loaders.read` raises; while it is consumed, `kg.errors.WorkerStartError`.
    """
    from loaders import Options
    from loaders.reading import located

    loading_options = options or Options()
    copies = contextlib.ExitStack()
    files = located(paths, loading_options, copies, stdin=stdin, own_graph=own_graph)
    count = min(PROCESSES, available_cpus() if workers is None else workers)
    return _documents_and_errors(files, loading_options, count, limits, copies, begun)


def _documents_and_errors(
    files: Iterator[Place | DocumentError],
    options: Options,
    workers: int,
    limits: Limits,
    copies: contextlib.ExitStack,
    begun: Callable[[str], object] | None,
) -> Generator[Document | DocumentError | NotYet]:
    count_in_file = 0
    current_file: Place | DocumentError | None = None
    with copies, contextlib.closing(stream(partial(_start, options), files, workers, limits)) as outcomes:
        for outcome in outcomes:
            if outcome is NOT_YET:
                yield outcome
                continue
            if outcome.item is not current_file:
                count_in_file, current_file = 0, outcome.item
                if begun and not isinstance(current_file, DocumentError):
                    begun(current_file.source_uri)
            match outcome.result:
                case Crash() as crash:
                    yield _located_error(_fault(str(outcome.item), crash, limits, count_in_file), outcome.item)
                case DocumentError() as error:
                    count_in_file += 1
                    yield _located_error(error, outcome.item)
                case KgError() as error:
                    raise error
                case document:
                    count_in_file += 1
                    yield document


def _start(options: Options) -> Callable[[Place | DocumentError], Iterator[Document | DocumentError]]:
    # Import the loaders here, so that this does not count towards the time limit of the first file.
    from loaders.registry import installed

    installed()
    return partial(_load, options)


def _load(options: Options, file: Place | DocumentError) -> Iterator[Document | DocumentError]:
    from loaders.reading import load

    return iter([file]) if isinstance(file, DocumentError) else load(file, options)


def _located_error(error: DocumentError, file: Place | DocumentError) -> DocumentError:
    """The error with the URI of the file, or of its part, that cannot be read: its place is text for people only."""
    if not isinstance(file, DocumentError):
        part = str(error.fields.get("place", "")).removeprefix(str(file)).lstrip(", ")
        error.uri = file.source_uri + (f"#{quote(part)}" if part else "")
    return error


def _fault(place: str, crash: Crash, limits: Limits, count_before: int) -> DocumentError:
    consequence = f"what follows its document {count_before} is left out" if count_before else "it is left out"
    if crash.slow:
        return SlowLoadingError(place=place, seconds=f"{limits.seconds:g}", rest=consequence)
    if crash.short:
        return LoadingMemoryError(place=place, memory=format_size(limits.memory or 0), rest=consequence)
    if crash.died:
        return LoadingCrashError(place=place, detail=crash.detail, rest=consequence)
    return LoaderFaultError(place=place, loader="of its format", detail=crash.detail)
