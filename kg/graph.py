"""A graph is a folder: the record, its two projections, and the settings that say what they are kept in.

``talks.kg/`` holds ``record.db``, ``rdf/``, ``property-graph/`` and ``kg.toml``. Whoever asks for a store gets one that
is current: it catches up by itself, and where another process is writing it answers from what is there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import (
    GraphMissingError,
    KgError,
    NotOpenError,
    ParameterValueError,
    RdfStoreMissingError,
    StoreError,
    UsageError,
)
from kg.errors.checking import by_name
from kg.processes.closing import Closing
from kg.processes.lazy import lazy_modules
from kg.record import Record, open_record
from kg.record.opening import check_path
from kg.settings import (
    LANGUAGES,
    RECORD,
    Settings,
    embedded,
    find_graph,
    is_graph,
    make_folder,
    read_settings,
    write_store,
)
from kg.stores import opening
from kg.stores.opening import StoreSettings, StoreState
from kg.stores.protocol import Batch, IndexedStore, RemoteStore, Store
from kg.stores.sync import Changing, ReadOnce, batch_of, catch_up, rebuild

if TYPE_CHECKING:
    from kg import query as queries
    from kg.judgements import Judgement, State
    from kg.networks.network import Network
    from kg.networks.study import Study
    from kg.query import Table, narrowing, reviewers, values
    from kg.record import part as parts
else:
    queries, narrowing, reviewers, values, parts = lazy_modules(
        "kg", "query query.narrowing query.reviewers query.values record.part"
    )

__all__ = ["LANGUAGES", "Graph", "Settings", "StoreSettings", "StoreState", "find_graph", "is_graph", "open_graph"]


def open_graph(folder: str | os.PathLike[str], *, create: bool = False, store: str | None = None) -> Graph:
    """Open the graph in ``folder``; close it, or use it as a context manager. ``create`` makes it where there is none.

    ``store`` is the address of a store that answers this time in the place of the one that kg.toml names; nothing is
    written to it unless it is asked for. Raises `GraphMissingError`, `ForeignFolderError` (for ``create``, where other
    files lie), `SettingsError`, `StoreAddressError`, and what `kg.record.open_record` raises.
    """
    place = Path(folder).absolute()
    if not is_graph(place):
        if not create:
            raise GraphMissingError(folder=Path(folder))
        check_path(place / RECORD)
        make_folder(place)
    settings = read_settings(place)
    if store is not None:
        language = opening.language_of(store)
        borrowed = opening.at_address(settings.stores[language], store)
        settings = settings._replace(stores={**settings.stores, language: borrowed})
    return Graph(place, settings, open_record(place / RECORD, create, or_read_only=True))


class Graph(Closing):
    """An open graph. `open_graph` gives one. Use it from the thread that opened it.

    ``record`` is the truth; `store` gives a projection of it to ask. ``behind`` are the languages of the stores that
    the last `catch_up` could not bring up to the record, and why: what was kept in the record is kept all the same.
    """

    def __init__(self, folder: Path, settings: Settings, record: Record) -> None:
        self.folder = folder
        self.settings = settings
        self.record = record
        self.behind: Mapping[str, KgError] = {}
        self._readers: dict[str, Store] = {}

    def store(self, language: str, progress: Callable[[int], None] | None = None) -> Store:
        """The store that speaks one of `LANGUAGES`, current up to the record, for reading; it is closed with the graph.

        ``progress`` gets the number of documents in each piece that it catches up by. While another process writes, or
        where nothing may be written, or where the store was named for this time only, it answers as it is: `lag` tells
        how far behind. Raises `ParameterValueError` for another language.
        """
        if language not in LANGUAGES:
            raise ParameterValueError(parameter="language", value=repr(language), expected=" or ".join(LANGUAGES))
        reader = self._readers.get(language) or self._reader(language)
        is_borrowed = self.settings.stores[language].borrowed
        if reader is None or (not is_borrowed and reader.revision() != self.record.revision):
            try:
                self.sync(language, progress)
            except opening.OCCUPIED:
                with self._as_it_is(language) as there:
                    if there is None or there.revision() <= 0:  # it has no answer yet
                        raise
            reader = self._reader(language)
        if reader is None:
            raise RdfStoreMissingError(path=self.settings.stores[language].folder)
        self._readers[language] = reader
        return reader

    def lag(self, language: str) -> int:
        """By how many changes the store that `store` gave is behind the record; 0 for the graph of another record.

        For one that was named for this time only, 0 too where a copy of the record wrote it that has gone its own way.
        """
        reader, now = self._readers.get(language), self.record.revision
        with contextlib.suppress(*opening.FOREIGN):
            is_borrowed = self.settings.stores[language].borrowed
            if reader is None or (is_borrowed and cast("RemoteStore", reader).is_of_copy()):
                return 0
            return now - max(0, reader.revision())
        return 0

    def catch_up(self, progress: Callable[[int], None] | None = None) -> Mapping[str, KgError]:
        """Bring both stores up to the record. ``progress`` gets the number of documents in each piece.

        Gives what ``behind`` says from then on. Nothing is raised for a store: the next question or `sync` does
        it; only `NotOpenError`, where this graph is not open here.
        """
        behind = {}
        record = ReadOnce(self.record)
        for language in LANGUAGES:
            try:
                self._sync(language, record, progress)
            except NotOpenError:
                raise
            except KgError as error:
                behind[language] = error
        self.behind = behind
        return behind

    def sync(self, language: str, progress: Callable[[int], None] | None = None) -> int:
        """Bring the language's store up to the record; how many documents were written. Raises what the store does."""
        return self._sync(language, self.record, progress)

    def _sync(self, language: str, record: Changing, progress: Callable[[int], None] | None) -> int:
        with self.writing(language) as store:
            if isinstance(store, IndexedStore):
                store.prepare()
            return catch_up(record, store, progress)

    def ask(
        self,
        name: str,
        given: Mapping[str, object] | None = None,
        *,
        language: str = LANGUAGES[0],
        timeout: float | None = None,
        **more: object,
    ) -> Table:
        """Answer the named question in one of `LANGUAGES`: the rows are the same. See `kg.query.ask`.

        What is asked about may be ``given``, a row of a frame too, or named: ``ask("who-leads", actor="China",
        where="event=COP4")``. A question about documents takes those of `kg.query.narrowing.OF_DOCUMENTS`, too.
        """
        store, finders = self.store(language), values.Finders.of(self.record)
        about = narrowing.narrowed(queries.question(name), {**by_name("given", given), **more}, finders)
        return self.reviewed(queries.ask(store, name, about, finders, timeout=timeout))

    def reviewed(self, table: Table) -> Table:
        """The answer with a column that says who stands behind each row, where anybody has reviewed any fact."""
        return reviewers.with_reviewers(table, self.record.reviews) if self.record.is_reviewed() else table

    def only(self, part: str) -> Graph:
        """The part of the graph that people have ``confirmed`` (corrected, added), or the ``unreviewed`` rest, as a
        graph to ask, draw and export; close it. It has stores of its own, which follow the record too: in this folder,
        or in a temporary one where this may only be read.
        """
        if part not in parts.PARTS:
            raise ParameterValueError(parameter="status", value=repr(part), expected=f"one of {', '.join(parts.PARTS)}")
        record = parts.open_part(self.record.path, part)
        stores = {language: embedded(record.place, language) for language in LANGUAGES}
        return Graph(self.folder, self.settings._replace(stores=stores), record)

    def dossier(self, actor: str, *, limit: int = 10, language: str = LANGUAGES[0], **more: Any) -> Table:
        """What is known of the actor of this name, alias or id, ``limit`` facts a section; ``documents`` and
        ``timeout`` are those of `kg.query.dossier`. Raises what that and `kg.query.values.actor_of` do."""
        store, who = self.store(language), values.actor_of(actor, self.record.find_actor)
        return self.reviewed(queries.dossier(store, who, values.Finders.of(self.record), limit=limit, **more))

    def study(self, of: str = "positions", **asked: Any) -> Study:
        """The facts of the graph as a network is counted from: ``kg network`` from Python.

        ``of`` says of what, see `kg.networks.from_graph.RELATIONS`. The filters (``since``, ``actor``, ``issue`` ...)
        are those of `kg.networks.from_graph.FILTERS`; ``by``, ``options``, ``at_least_statements`` and ``confident``
        those of `kg.networks.study.study`, which says what is raised.
        """
        from kg.networks.from_graph import FILTERS, selected
        from kg.networks.study import study

        filters = {name: asked.pop(name) for name in list(asked) if name in FILTERS}
        selection = selected(filters, values.Finders.of(self.record))
        return study(self.batches(), of, selection, **asked)

    def network(self, of: str = "positions", **asked: Any) -> Network:
        """The network of `study`, of the whole time; its ``to_networkx()`` and ``to_pandas()`` are for other tools."""
        from kg.networks.study import only

        return only(self.study(of, **asked))

    def batches(self, since: int = 0) -> Iterator[Batch]:
        """All of the record, or what has changed since a revision, each document once: what `kg.exports` writes."""
        return map(batch_of, self.record.changes_since(since))

    def judge(
        self,
        verdict: str,
        about: str | tuple[str, str],
        values: Mapping[str, object] | None = None,
        *,
        by: str | None = None,
        why: str = "",
    ) -> Judgement:
        """Decide about a fact, a document or actors, once and for all readings to come; both stores follow at once, or
        ``behind`` says why not.

        ``verdict`` is one of `kg.judgements.Verdict`. ``about`` is the id of the fact for ``confirmed``, ``rejected``
        and ``corrected``; ``(heading, document)`` for ``added``; a document for ``set``; an actor, or two of them, for
        the others. ``values`` are the fields that it sets (`kg.judgements.fields`), as a person writes them: names of
        actors, words of the document. ``by`` is `kg.judging.coder`. Raises `FactUnknownError`, `JudgementWordsError`,
        `JudgementValueError`, of another verdict too, and what looking up actors, issues and documents raises.
        """
        return self.judge_each([(verdict, about, by_name("values", values))], by=by, why=why)[0]

    def judge_each(
        self,
        asked: Iterable[tuple[str, str | tuple[str, str], Mapping[str, object]]],
        *,
        by: str | None = None,
        why: str = "",
        follow: bool = True,
    ) -> list[Judgement]:
        """Several judgements at once, all of them or none: verdict, about and values of each. See `judge`. The stores
        follow at once, or, without ``follow``, when they are next asked."""
        from kg.judging import coder, in_turn, judgements_of

        made = judgements_of(self.record, asked, coder(by), why)
        return self._judged(in_turn(self.record, made), follow)

    def undo(self, judgement: str, *, by: str | None = None, why: str = "", follow: bool = True) -> Judgement:
        """Take a judgement back, by its id or how only it begins; the log keeps it. See `Record.judgement`."""
        return self.undo_each([judgement], by=by, why=why, follow=follow)[0]

    def undo_each(self, ids: Iterable[str], *, by: str | None, why: str = "", follow: bool = True) -> list[Judgement]:
        """Take several judgements back at once, all of them or none. See `undo`."""
        from kg.judging import undone

        return self._judged([undone(self.record.judgement(id_), by, why) for id_ in ids], follow)

    def judgements(self) -> tuple[State, ...]:
        """The log: every judgement in the order of its time, and what it comes to in the documents as they are now."""
        return self.record.judgements()

    def import_judgements(self, lines: Iterable[str], name: str = "the lines") -> int:
        """Take in what `kg judgements export` wrote; how many judgements are new. Raises `JudgementFileError`."""
        from kg.judging import new_judgements

        count = self.record.judge(new_judgements(self.record, lines, name))
        self.catch_up()
        return count

    def _judged(self, judgements: list[Judgement], follow: bool = True) -> list[Judgement]:
        self.record.judge(judgements)
        if follow:
            self.catch_up()
        return judgements

    def holdings(self, language: str) -> Mapping[str, int]:
        """How much of what the language's store holds as it is now; what people have reviewed, too."""
        with self._as_it_is(language) as reader:
            return reader.counts() if reader and reader.revision() >= 0 else {}

    def rebuild(self, language: str, progress: Callable[[int], None] | None = None) -> int:
        """Write a store anew from the record, in the place of whatever lies there; how many documents that were."""
        self._forget(language)
        parts.clear_parts(self.folder)
        try:
            with self.writing(language) as store:
                return rebuild(self.record, store, progress)
        except opening.UNUSABLE as error:
            if not opening.clear_place(self.settings.stores[language], error, self.folder):
                raise
            return self.rebuild(language, progress)

    @contextlib.contextmanager
    def writing(self, language: str) -> Iterator[Store]:
        """The store that speaks ``language``, open for writing, for as long as the block lasts."""
        self._forget(language)
        store = self._open(language, read_only=False)
        assert store is not None, "one for writing is made where there is none"
        with store:
            yield store

    def try_store(self, place: StoreSettings) -> str:
        """What the server says of itself that keeps, or is to keep, a store; nothing is written.

        Raises what the store does, also where it holds the graph of another record.
        """
        store = opening.open_store(place, read_only=True, model=None, record=self.record)
        assert store is not None, "a server is there or raises"
        with store:
            server = cast("RemoteStore", store).server()
            store.revision()
            return server

    def name_store(self, language: str, place: StoreSettings) -> None:
        """Keep the language's store in another place from now on; kg.toml says so. The old one stays as it is.

        Raises `SettingsError` or `RecordUnwritableError`.
        """
        self._forget(language)
        self.settings = write_store(self.folder, language, place)

    def drop(self, language: str, *, whosever: bool = False) -> None:
        """Take this graph out of the language's store, and nothing else; from now on the embedded engine keeps it.

        With ``whosever`` the graph of another record is taken out too. Raises what the store does.
        """
        self._forget(language)
        place = self.settings.stores[language]
        store = opening.open_store(place, read_only=False, model=None, record=None if whosever else self.record)
        assert store is not None, "one for writing is made where there is none"
        with store:
            if isinstance(store, IndexedStore):
                store.drop()
            else:
                store.clear()
        if place.is_remote and not place.borrowed:
            self.name_store(language, embedded(self.folder, language))

    def states(self) -> tuple[StoreState, ...]:
        """How far each store has come, without bringing it any further."""
        return tuple(self._state(language) for language in LANGUAGES)

    def close(self) -> None:
        """Release the record and the stores. A closed graph may be closed again."""
        self.record.close()  # first: where another thread has opened it, that one's stores stay open
        while self._readers:
            self._readers.popitem()[1].close()

    def _state(self, language: str) -> StoreState:
        place, server = self.settings.stores[language], ""
        try:
            with self._as_it_is(language) as reader:
                if reader is not None and place.is_remote:
                    server = cast("RemoteStore", reader).server()
                revision = max(0, reader.revision()) if reader else 0
        except NotOpenError:
            raise
        except (StoreError, UsageError) as error:
            return StoreState(language, place.engine, place.address, 0, server, error)
        return StoreState(language, place.engine, place.address, revision, server)

    @contextlib.contextmanager
    def _as_it_is(self, language: str) -> Iterator[Store | None]:
        reader = self._readers.get(language)
        with contextlib.ExitStack() as opened:
            if reader is None and (reader := self._reader(language)):
                opened.callback(reader.close)
            yield reader

    def _reader(self, language: str) -> Store | None:
        """The store as it is now; None where there is none yet."""
        return self._open(language, read_only=True)

    def _open(self, language: str, *, read_only: bool) -> Store | None:
        place, model = self.settings.stores[language], None if read_only else self.model
        return opening.open_store(place, read_only=read_only, model=model, record=self.record)

    def _forget(self, language: str) -> None:
        _ = self.record.revision  # raises where the record is not open here: whoever has it open keeps its store
        if reader := self._readers.pop(language, None):
            reader.close()

    @property
    def model(self) -> str | None:
        """The language model that this graph's documents are read with, for their provenance."""
        from kg.extract.text import language_model

        return language_model.version_of(self.settings.model)
