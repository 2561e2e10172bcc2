"""The documents that have to be read, in the order in which they are loaded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.errors import DocumentError
from kg.model import Document
from kg.pool import NOT_YET, NotYet

if TYPE_CHECKING:
    from kg.ingesting.defaults import DefaultsByPlace
    from kg.ingesting.options import Extractor
    from kg.ingesting.tally import Refusals, Tally
    from kg.record import Given, Record

__all__ = ["Intake"]

BACKLOG: Final = 50_000_000
"""The number of characters of waiting documents from which on no more are loaded ahead."""
LOOK_AHEAD: Final = 16
"""How many documents are loaded while one is written."""


class Intake:
    """Iterates over the documents that have to be read; loads ahead, so that the total is known early."""

    def __init__(
        self,
        record: Record,
        items: Iterator[Document | DocumentError | NotYet],
        extractor: Extractor,
        tally: Tally,
        defaults: DefaultsByPlace,
        refusals: Refusals,
    ) -> None:
        self._record = record
        self._items = items
        self._extractor = extractor
        self._tally = tally
        self._defaults = defaults
        self._refusals = refusals
        self._waiting: deque[tuple[Document, Given | None]] = deque()
        self._backlog = 0
        self._more = True
        self._loaded: dict[tuple[str, str], tuple[Document, Given | None]] = {}

    def __iter__(self) -> Iterator[Document | NotYet]:
        return self

    def __next__(self) -> Document | NotYet:
        while self._more and not self._waiting:
            if not self._load():
                return NOT_YET
        if not self._waiting:
            raise StopIteration
        document, defaults = self._waiting.popleft()
        self._backlog -= len(document.text)
        # It is read with the settings of people, such as its date, but recorded as it was loaded.
        document_to_read = self._record.as_set(document)
        self._loaded[document_to_read.id, document_to_read.uri] = document, defaults
        return document_to_read

    def loaded(self, document: Document) -> tuple[Document, Given | None]:
        """A document that was given out to be read, as it was loaded, and the defaults to keep with it."""
        return self._loaded.pop((document.id, document.uri), (document, None))

    def look_ahead(self) -> None:
        """Load more documents if any are available, unless those that wait have more than `BACKLOG` characters."""
        for _ in range(LOOK_AHEAD):
            if not self._more or self._backlog > BACKLOG:
                return
            if not self._load():
                return

    def _load(self) -> bool:
        """Process the next loaded item; False if there is none yet."""
        item = next(self._items, None)
        if item is NOT_YET:
            return False
        if item is None:
            self._more = False
            self._tally.all_loaded()
        elif isinstance(item, DocumentError):
            self._tally.loaded()
            self._refusals.refuse(item)
        else:
            self._queue_unless_read(*self._defaults.filled(item))
        return True

    def _queue_unless_read(self, document: Document, defaults: Given | None) -> None:
        if not self._record.known(document, self._extractor.version_of(document)):
            self._tally.loaded(document)
            self._waiting.append((document, defaults))
            self._backlog += len(document.text)
            return
        if defaults:
            self._record.give(document.uri, defaults)
        self._tally.loaded()
        self._tally.unchanged()
