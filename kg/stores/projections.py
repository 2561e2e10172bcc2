"""The stores of an open graph, which are projections of its record: opened when they are asked, and brought up to date.

Only here it matters whether a store is ready to be asked: they are kept apart from `kg.graph.Graph`, which asks them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from kg.errors import NotOpenError, ParameterValueError, RdfStoreMissingError, StoreError, UsageError
from kg.errors.checking import check_callable
from kg.processes.closing import Closing
from kg.stores import opening
from kg.stores.opening import StoreSettings, StoreState
from kg.stores.protocol import IndexedStore, RemoteStore, Store
from kg.stores.sync import ChangeSource, catch_up

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["Projections"]


class Projections(Closing):
    """The stores of one graph by their languages. Use them in the thread that opened the record.

    ``places`` says where they are kept. ``model`` gives the language model for the provenance in what is written.
    """

    def __init__(self, places: Mapping[str, StoreSettings], record: Record, model: Callable[[], str | None]) -> None:
        self.places = places
        self._record = record
        self._model = model
        self._readers: dict[str, Store] = {}

    def place(self, language: str) -> StoreSettings:
        """Where the language's store is kept. Raises `ParameterValueError` if no store speaks it."""
        languages = tuple(self.places)
        if language not in languages:
            raise ParameterValueError(parameter="language", value=repr(language), expected=" or ".join(languages))
        return self.places[language]

    def store(self, language: str, progress: Callable[[int], None] | None = None) -> Store:
        """As `kg.graph.Graph.store` describes."""
        place = self.place(language)
        reader = self._readers.get(language) or self._opened_to_read(language)
        if reader is None or not self._is_ready(reader, place):
            try:
                self.sync(language, self._record, progress)
            except opening.OCCUPIED:
                if not self._holds_anything(language):
                    raise
            else:
                self._sync_others(language)
            reader = self._opened_to_read(language)
        if reader is None:
            raise RdfStoreMissingError(path=place.folder)
        self._readers[language] = reader
        return reader

    def _sync_others(self, language: str) -> None:
        """Bring the stores that speak other languages up to date, too: people ask a shared server by other ways than
        through this graph. One that was never written, is open for an answer, or cannot be written now is left to its
        own next query."""
        for other, place in self.places.items():
            if other != language and other not in self._readers and not place.borrowed:
                with contextlib.suppress(StoreError, UsageError):
                    if self._holds_anything(other):
                        self.sync(other, self._record)

    def _is_ready(self, reader: Store, place: StoreSettings) -> bool:
        """Whether a store has the record's revision, not an earlier one or that of another record; a borrowed one
        answers for itself whatever its revision."""
        return place.borrowed or reader.revision() == self._record.revision

    def _holds_anything(self, language: str) -> bool:
        with self.as_it_is(language) as reader:
            return reader is not None and reader.revision() > 0

    def lag(self, language: str) -> int:
        """As `kg.graph.Graph.lag` describes."""
        place, reader, now = self.place(language), self._readers.get(language), self._record.revision
        with contextlib.suppress(*opening.FOREIGN):
            if reader is None or (place.borrowed and cast("RemoteStore", reader).is_of_copy()):
                return 0
            return now - max(0, reader.revision())
        return 0

    def sync(self, language: str, record: ChangeSource, progress: Callable[[int], None] | None = None) -> int:
        """Bring the store up to date with the ``record``; how many documents were written. Raises as the store does."""
        check_callable("progress", progress)
        with self.writing(language) as store:
            if isinstance(store, IndexedStore):
                store.prepare()
            return catch_up(record, store, progress)

    @contextlib.contextmanager
    def writing(self, language: str) -> Iterator[Store]:
        """A context manager: the store that speaks ``language``, open for writing."""
        self.release(language)
        store = opening.open_store(self.place(language), read_only=False, model=self._model(), record=self._record)
        assert store is not None, "a missing store is created when it is opened for writing"
        with store:
            yield store

    @contextlib.contextmanager
    def as_it_is(self, language: str) -> Iterator[Store | None]:
        """A context manager: the store open for reading, not brought up to date; None if it is missing."""
        _ = self.place(language)  # raises for a language that no store speaks
        reader = self._readers.get(language)
        with contextlib.ExitStack() as opened:
            if reader is None and (reader := self._opened_to_read(language)):
                opened.callback(reader.close)
            yield reader

    def state(self, language: str) -> StoreState:
        """The revision of the store, without bringing it up to date; or why it cannot be asked."""
        place, server = self.places[language], ""
        try:
            with self.as_it_is(language) as reader:
                if reader is not None and place.is_remote:
                    server = cast("RemoteStore", reader).server()
                revision = max(0, reader.revision()) if reader else 0
        except NotOpenError:
            raise
        except (StoreError, UsageError) as error:
            return StoreState(language, place.engine, place.address, 0, server, error)
        return StoreState(language, place.engine, place.address, revision, server)

    def release(self, language: str) -> None:
        """Close the store that is open for reading: before it is written, or kept in another place."""
        _ = self.place(language)  # raises for a language that no store speaks
        _ = self._record.revision  # raises if the record is not open here, before the opener's store is closed
        if reader := self._readers.pop(language, None):
            reader.close()

    def close(self) -> None:
        """Close the stores that are open for reading."""
        while self._readers:
            self._readers.popitem()[1].close()

    def _opened_to_read(self, language: str) -> Store | None:
        return opening.open_store(self.place(language), read_only=True, model=None, record=self._record)
