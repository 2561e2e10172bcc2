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
) -> Generator[Document | DocumentError | NotYet]:
    """The documents and errors of `loaders.read`, from at most ``workers`` processes; `NOT_YET` when none is ready.
    ``begun`` is called with the URI of each file before its first document.

    Raises at once what `loaders.read` raises; while it is consumed, `kg.errors.WorkerStartError`.
    """
    from loaders import Options
    from loaders.reading import located

    chosen = options or Options()
    copies = contextlib.ExitStack()
    files = located(paths, chosen, copies, stdin=stdin)
    count = min(PROCESSES, available_cpus() if workers is None else workers)
    return _loaded(files, chosen, count, limits, copies, begun)


def _loaded(
    files: Iterator[Place | DocumentError],
    options: Options,
    workers: int,
    limits: Limits,
    copies: contextlib.ExitStack,
    begun: Callable[[str], object] | None,
) -> Generator[Document | DocumentError | NotYet]:
    count = 0
    at: Place | DocumentError | None = None
    with copies, contextlib.closing(stream(partial(_start, options), files, workers, limits)) as outcomes:
        for outcome in outcomes:
            if outcome is NOT_YET:
                yield outcome
                continue
            if outcome.item is not at:
                count, at = 0, outcome.item
                if begun and not isinstance(at, DocumentError):
                    begun(at.source_uri)
            match outcome.result:
                case Crash() as crash:
                    yield _with_uri(_fault(str(outcome.item), crash, limits, count), outcome.item)
                case DocumentError() as error:
                    count += 1
                    yield _with_uri(error, outcome.item)
                case KgError() as error:
                    raise error
                case document:
                    count += 1
                    yield document


def _start(options: Options) -> Callable[[Place | DocumentError], Iterator[Document | DocumentError]]:
    # Import the loaders here, so that this does not count towards the time limit of the first file.
    from loaders.registry import installed

    installed()
    return partial(_load, options)


def _load(options: Options, file: Place | DocumentError) -> Iterator[Document | DocumentError]:
    from loaders.reading import load

    return iter([file]) if isinstance(file, DocumentError) else load(file, options)


def _with_uri(error: DocumentError, file: Place | DocumentError) -> DocumentError:
    """The error with the URI of the file, or of its part, that cannot be read: its place is text for people only."""
    if not isinstance(file, DocumentError):
        part = str(error.fields.get("place", "")).removeprefix(str(file)).lstrip(", ")
        error.uri = file.source_uri + (f"#{quote(part)}" if part else "")
    return error


def _fault(place: str, crash: Crash, limits: Limits, count: int) -> DocumentError:
    rest = f"what follows its document {count} is left out" if count else "it is left out"
    if crash.slow:
        return SlowLoadingError(place=place, seconds=f"{limits.seconds:g}", rest=rest)
    if crash.short:
        return LoadingMemoryError(place=place, memory=format_size(limits.memory or 0), rest=rest)
    if crash.died:
        return LoadingCrashError(place=place, detail=crash.detail, rest=rest)
    return LoaderFaultError(place=place, loader="of its format", detail=crash.detail)
