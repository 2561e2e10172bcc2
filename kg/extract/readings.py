"""Read many documents in several processes, with the results in order; no document can stop the others."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import (
    DocumentError,
    ExtractionCrashError,
    InstallationError,
    KgError,
    ReaderFaultError,
    SlowDocumentError,
)
from kg.errors.root import in_words
from kg.model import Document
from kg.pool import Crash, Limits, NotYet, available_cpus, process

if TYPE_CHECKING:
    from kg.extract.reader import Options, Reader, Reading

__all__ = ["PATIENCE", "checked_reader", "read_many", "readings", "starting"]

PATIENCE: Final = 900.0
"""Seconds that the reading of one document may take."""
LENGTH: Final = 1_000_000
"""Characters for which a document may take `PATIENCE` seconds; a longer one gets them for each part begun."""
TRIAL: Final = Document("Japan demanded lower tariffs of China.", "trial", "kg:trial")
"""The document that a reader has to read without an error before it gets another."""


def read_many(
    documents: Iterable[Document], options: Options | None = None, workers: int | None = None
) -> Iterator[Reading | DocumentError]:
    """Read documents with a reader of these options in each process (``workers``: None for one a CPU), in the order
    given.

    A document that the reader cannot digest, or that kills its process, comes out as a `DocumentError`.
    """
    with contextlib.closing(readings(starting(options), documents, workers)) as outcomes:
        for _, outcome in outcomes:
            yield outcome


def readings(
    start: Callable[[], Callable[[Document], Reading]],
    documents: Iterable[Document | NotYet],
    workers: int | None = None,
    patience: float = PATIENCE,
) -> Generator[tuple[Document, Reading | DocumentError]]:
    """Each document with its reading, or with the error that prevented it, in order.

    Each process calls ``start()`` once, and the function that it returns with each of its documents
    (`kg.pool.process`). Reading may take ``patience`` seconds for each million characters that a document has or
    begins. Raises `kg.errors.WorkerStartError`, or what ``start`` raises where that is a `KgError`.
    """
    count = available_cpus() if workers is None else workers
    limits = Limits(patience, weight=_weight)
    with contextlib.closing(process(start, documents, count, limits)) as outcomes:
        for outcome in outcomes:
            yield outcome.item, _settled(outcome.item, outcome.result, limits)


def starting(
    options: Options | None = None, thresholds: Mapping[str, float] = MappingProxyType({})
) -> Callable[[], Callable[[Document], Reading]]:
    """The ``start`` of `readings` that loads a reader. ``thresholds`` replace that of the options for single
    documents, by id or URI."""
    return partial(_start, options, dict(thresholds))


def _start(options: Options | None, thresholds: Mapping[str, float]) -> Callable[[Document], Reading]:
    reader = checked_reader(options)

    def read(document: Document) -> Reading:
        threshold = thresholds.get(document.id, thresholds.get(document.uri))
        return (reader if threshold is None else reader.keeping(threshold)).read(document)

    return read


def checked_reader(options: Options | None = None) -> Reader:
    """A reader with these options that has read `TRIAL`.

    Raises what `kg.extract.load` does, and `kg.errors.InstallationError` where reading fails, as any document would.
    """
    try:
        from kg.extract.reader import Options, load

        reader = load(options or Options())
        reader.read(TRIAL)
    except (KgError, MemoryError):
        raise
    except Exception as error:  # whatever it is, no document is at fault
        raise InstallationError(detail=in_words(error)) from error
    return reader


def _weight(document: Document) -> float:
    return max(1, -(-len(document.text) // LENGTH))


def _settled(document: Document, result: object, limits: Limits) -> Reading | DocumentError:
    from kg.extract.reader import Reading

    match result:
        case Crash(died=False, slow=False):
            return ReaderFaultError(name=document.name, uri=document.uri, detail=result.detail, trace=result.trace)
        case Crash(slow=True):
            return SlowDocumentError(name=document.name, uri=document.uri, seconds=f"{limits.of(document):g}")
        case Crash():
            return ExtractionCrashError(name=document.name, uri=document.uri, detail=result.detail)
        case DocumentError():
            return result
        case KgError():
            raise result
        case Reading():
            return result
        case _:
            detail = f"the reader gave {type(result).__name__}, no kg.extract.Reading"
            return ReaderFaultError(name=document.name, uri=document.uri, detail=detail)
