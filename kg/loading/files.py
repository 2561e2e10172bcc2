"""Documents from files, loaded in order in other processes: none can stop the others, or take all memory."""

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
from kg.processes.memory import LOADING, written

if TYPE_CHECKING:
    from kg.model import Document
    from loaders import Options
    from loaders.paths import Paths
    from loaders.source import Place

__all__ = ["loaded"]

PROCESSES: Final = 2
"""One may be at a slow file while the other goes on; loading takes a small part of the time that reading does."""
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
    """What `loaders.read` gives, from at most ``workers`` processes; `NOT_YET` whenever it takes a moment. ``begun`` is
    called with the URI of each file before anything of it is given.

    Raises at once what `loaders.read` raises, and `kg.errors.WorkerStartError` later.
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
    count: int,
    limits: Limits,
    copies: contextlib.ExitStack,
    begun: Callable[[str], object] | None,
) -> Generator[Document | DocumentError | NotYet]:
    given = 0
    at: Place | DocumentError | None = None
    with copies, contextlib.closing(stream(partial(_start, options), files, count, limits)) as outcomes:
        for outcome in outcomes:
            if outcome is NOT_YET:
                yield outcome
                continue
            if outcome.item is not at:
                given, at = 0, outcome.item
                if begun and not isinstance(at, DocumentError):
                    begun(at.source_uri)
            match outcome.result:
                case Crash() as crash:
                    yield _located(_fault(str(outcome.item), crash, limits, given), outcome.item)
                case DocumentError() as error:
                    given += 1
                    yield _located(error, outcome.item)
                case KgError() as error:
                    raise error
                case document:
                    given += 1
                    yield document


def _start(options: Options) -> Callable[[Place | DocumentError], Iterator[Document | DocumentError]]:
    # What has to be imported is no part of the time that the first file takes.
    from loaders.registry import installed

    installed()
    return partial(_load, options)


def _load(options: Options, file: Place | DocumentError) -> Iterator[Document | DocumentError]:
    from loaders.reading import load

    return iter([file]) if isinstance(file, DocumentError) else load(file, options)


def _located(error: DocumentError, file: Place | DocumentError) -> DocumentError:
    """The error with the URI of what is refused. Its place is for people: there are files that no path in it names."""
    if not isinstance(file, DocumentError):
        part = str(error.fields.get("place", "")).removeprefix(str(file)).lstrip(", ")
        error.uri = file.source_uri + (f"#{quote(part)}" if part else "")
    return error


def _fault(place: str, crash: Crash, limits: Limits, given: int) -> DocumentError:
    rest = f"what follows its document {given} is left out" if given else "it is left out"
    if crash.slow:
        return SlowLoadingError(place=place, seconds=f"{limits.seconds:g}", rest=rest)
    if crash.short:
        return LoadingMemoryError(place=place, memory=written(limits.memory or 0), rest=rest)
    if crash.died:
        return LoadingCrashError(place=place, detail=crash.detail, rest=rest)
    return LoaderFaultError(place=place, loader="of its format", detail=crash.detail)
