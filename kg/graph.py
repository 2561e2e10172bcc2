"""A graph is a folder: the record, its two projections, and the settings that say where these are kept.

``talks.kg/`` holds ``record.db``, ``rdf/``, ``property-graph/`` and ``kg.toml``. A store is brought up to date when it
is asked for; while another process is writing it, it answers from what it holds already.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import GraphMissingError, KgError, NotOpenError, ParameterValueError
from kg.errors.checking import by_name, check_callable, check_class, check_count, check_words, each_of, path_of
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
from kg.stores.projections import Projections
from kg.stores.protocol import Batch, IndexedStore, RemoteStore, Store
from kg.stores.sync import CachedChanges, batch_of, rebuild

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
    """Open the graph in ``folder``; close it, or use it as a context manager. ``create`` makes one if there is none.

    ``store`` is the address of a store to ask this time in place of the one that kg.toml names; nothing is written to
    it unless that is requested. Raises `GraphMissingError`, `ForeignFolderError` (with ``create``, if the folder
    holds other files), `SettingsError`, `StoreAddressError`, and what `kg.record.open_record` raises.
    """
    named = path_of("folder", folder)
    place = named.absolute()
    if not is_graph(place):
        if not create:
            raise GraphMissingError(folder=named)
        check_path(place / RECORD)
        make_folder(place)
    settings = read_settings(place)
    if store is not None:
        check_words("store", store, "an address")
        language = opening.language_of(store)
        borrowed = opening.at_address(settings.stores[language], store)
        settings = settings._replace(stores={**settings.stores, language: borrowed})
    return Graph(place, settings, open_record(place / RECORD, create, or_read_only=True))


class Graph(Closing):
    """An open graph, as `open_graph` returns it. Use it from the thread that opened it.

    ``record`` is the source of truth; `store` gives a projection of it to query. ``behind`` maps the language of each
    store that the last `catch_up` could not bring up to date to the error. What was written to the record stays there.
    """

    def __init__(self, folder: Path, settings: Settings, record: Record) -> None:
        self.folder = folder
        self.settings = settings
        self.record = record
        self.behind: Mapping[str, KgError] = {}
        self._projections = Projections(settings.stores, record, lambda: self.model)

    def store(self, language: str, progress: Callable[[int], None] | None = None) -> Store:
        """The store that speaks ``language``, current and open for reading; it is closed with the graph.

        ``progress`` gets the number of documents in each piece that is written to catch up. A store answers as it is
        while another process writes it, if it may not be written, or if it was named for this time only: `lag` tells
        how far it is behind. Raises `ParameterValueError` for a language that is not one of `LANGUAGES`.
        """
        return self._projections.store(language, progress)

    def lag(self, language: str) -> int:
        """How many changes the store that `store` gave is behind the record; 0 if it holds another record's graph.

        Also 0 for a store named for this time only that a diverged copy of the record has written.
        """
        return self._projections.lag(language)

    def catch_up(self, progress: Callable[[int], None] | None = None) -> Mapping[str, KgError]:
        """Bring both stores up to date with the record. ``progress`` gets the number of documents in each piece.

        Returns the new value of ``behind``. Errors of a store are not raised here, but by the next question or `sync`.
        Raises only `NotOpenError`, if this graph is not open in this thread and process.
        """
        behind = {}
        record = CachedChanges(self.record)
        for language in LANGUAGES:
            try:
                self._projections.sync(language, record, progress)
            except NotOpenError:
                raise
            except KgError as error:
                behind[language] = error
        self.behind = behind
        return behind

    def sync(self, language: str, progress: Callable[[int], None] | None = None) -> int:
        """Bring the language's store up to date; returns how many documents were written. Raises as the store does."""
        return self._projections.sync(language, self.record, progress)

    def ask(
        self,
        name: str,
        given: Mapping[str, object] | None = None,
        *,
        language: str = LANGUAGES[0],
        timeout: float | None = None,
        **more: object,
    ) -> Table:
        """Answer the named question in one of `LANGUAGES`, with the same rows in each. See `kg.query.ask`.

        Parameters are ``given`` as a mapping (a row of a frame will do) or by keyword: ``ask("who-leads",
        actor="China", where="event=COP4")``. One about documents also takes `kg.query.narrowing.DOCUMENT_FILTERS`.
        """
        store, finders = self.store(language), values.Finders.of(self.record)
        parameters = narrowing.resolve_filters(queries.question(name), {**by_name("given", given), **more}, finders)
        return self.reviewed(queries.ask(store, name, parameters, finders, timeout=timeout))

    def reviewed(self, table: Table) -> Table:
        """The answer with a column that names the reviewers of each row, if any fact of the graph has been reviewed."""
        return reviewers.with_reviewers(table, self.record.reviews) if self.record.is_reviewed() else table

    def only(self, part: str) -> Graph:
        """The part of the graph that people have ``confirmed`` (corrected, added), or the ``unreviewed`` rest, as a
        graph to ask, draw and export, not to write to; close it. It has its own stores, which follow the record as
        well. They are kept in this folder, or in a temporary one if this folder is read-only."""
        if part not in parts.PARTS:
            raise ParameterValueError(parameter="part", value=repr(part), expected=f"one of {', '.join(parts.PARTS)}")
        record = parts.open_part(self.record.path, part)
        stores = {language: embedded(record.place, language) for language in LANGUAGES}
        return Graph(self.folder, self.settings._replace(stores=stores), record)

    def dossier(self, actor: str, *, limit: int = 10, language: str = LANGUAGES[0], **more: Any) -> Table:
        """What is known of the actor with this name, alias or id, at most ``limit`` facts a section; the rest is that
        of `kg.query.dossier`. Raises what that function and `kg.query.values.actor_of` raise."""
        store, who = self.store(language), values.actor_of(actor, self.record.find_actor)
        return self.reviewed(queries.dossier(store, who, values.Finders.of(self.record), limit=limit, **more))

    def study(self, of: str = "positions", **asked: Any) -> Study:
        """The facts of the graph from which a network is counted: ``kg network`` from Python.

        ``of`` names the kind of facts, one of `kg.networks.from_graph.RELATIONS`. The filters (``since``, ``actor``,
        ``issue`` ...) are those of `kg.networks.from_graph.FILTERS`; ``by``, ``options``, ``at_least_statements`` and
        ``confident`` are those of `kg.networks.study.study`, which says what is raised.
        """
        from kg.networks.from_graph import SETTINGS, selected
        from kg.networks.study import study

        filters = {name: asked.pop(name) for name in list(asked) if name not in SETTINGS}
        selection = selected(filters, values.Finders.of(self.record))
        return study(self.batches(), of, selection, **asked)

    def network(self, of: str = "positions", **asked: Any) -> Network:
        """The network of `study` over the whole time, with ``to_networkx()`` and ``to_pandas()`` for other tools."""
        from kg.networks.study import single_network

        return single_network(self.study(of, **asked))

    def batches(self, since: int = 0) -> Iterator[Batch]:
        """All of the record, or what has changed since a revision, each document once: the input of `kg.exports`."""
        check_count("since", since, "a revision", least=0)
        return map(batch_of, self.record.changes_since(since or 0))

    def judge(
        self,
        verdict: str,
        about: str | tuple[str, str],
        values: Mapping[str, object] | None = None,
        *,
        by: str | None = None,
        why: str = "",
    ) -> Judgement:
        """Record a decision about a fact, a document or actors, which also holds for later readings. Both stores follow
        at once; if one cannot, ``behind`` says why.

        ``verdict`` is one of `kg.judgements.Verdict`. ``about`` is the id of the fact for ``confirmed``, ``rejected``
        and ``corrected``; ``(heading, document)`` for ``added``; a document for ``set``; an actor, or two of them, for
        the others. ``values`` are the fields to set (`kg.judgements.fields`), as a person writes them: names of actors,
        words of the document. For ``by`` see `kg.judgement_entry.coder`. Raises `FactUnknownError`,
        `JudgementWordsError`, `JudgementValueError`, and what looking up actors, issues and documents raises.
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
        """Record several judgements, all or none: a verdict, about and values for each; see `judge`. The stores follow
        at once or, without ``follow``, when they are next asked."""
        from kg.judgement_entry import coder, in_turn, judgements_of

        entries = each_of("asked", asked, tuple, "a verdict, about and values")
        made = judgements_of(self.record, entries, coder(by), why)
        return self.record_judgements(in_turn(self.record, made), follow)

    def undo(self, judgement: str, *, by: str | None = None, why: str = "", follow: bool = True) -> Judgement:
        """Take a judgement back, given by its id or the beginning of it; the log keeps it. See `Record.judgement`."""
        return self.undo_each([judgement], by=by, why=why, follow=follow)[0]

    def undo_each(self, ids: Iterable[str], *, by: str | None, why: str = "", follow: bool = True) -> list[Judgement]:
        """Take several judgements back, all or none. See `undo`."""
        from kg.judgement_entry import undone

        names = each_of("ids", ids, str, "an id")
        return self.record_judgements([undone(self.record.judgement(id_), by, why) for id_ in names], follow)

    def judgements(self) -> tuple[State, ...]:
        """The log: every judgement in the order of time, with its effect on the documents as they are."""
        return self.record.judgements()

    def import_judgements(self, lines: Iterable[str], name: str = "the lines", *, take_back: bool = False) -> int:
        """Import what `kg judgements export` wrote; returns the number of new ones. See `import_lines`."""
        from kg.judgement_entry.importing import import_lines

        texts = each_of("lines", lines, str, "a text")
        count = import_lines(self.record, texts, name, take_back=take_back).count
        self.catch_up()
        return count

    def record_judgements(self, judgements: list[Judgement], follow: bool = True) -> list[Judgement]:
        """Record judgements of `kg.judgement_entry`, all or none, and return them. See `judge_each`."""
        from kg.judgements import Judgement

        self.record.judge(each_of("judgements", judgements, Judgement, "a kg.judgements.Judgement"))
        if follow:
            self.catch_up()
        return judgements

    def holdings(self, language: str) -> Mapping[str, int]:
        """The number of things of each kind in the language's store as it is, and of facts that people reviewed."""
        with self._projections.as_it_is(language) as reader:
            return reader.counts() if reader and reader.revision() >= 0 else {}

    def rebuild(self, language: str, progress: Callable[[int], None] | None = None) -> int:
        """Write a store anew from the record, whatever is in its place; returns the number of documents."""
        check_callable("progress", progress)
        self._projections.release(language)
        parts.clear_parts(self.folder)
        try:
            with self.writing(language) as store:
                return rebuild(self.record, store, progress)
        except opening.UNUSABLE as error:
            if not opening.clear_place(self.settings.stores[language], error, self.folder):
                raise
            return self.rebuild(language, progress)

    def writing(self, language: str) -> AbstractContextManager[Store]:
        """A context manager: the store that speaks ``language``, open for writing."""
        return self._projections.writing(language)

    def try_store(self, place: StoreSettings) -> str:
        """What the server that keeps, or is to keep, a store says of itself; nothing is written.

        Raises what the store does, also if it holds the graph of another record.
        """
        check_class("place", place, {"kg.graph.StoreSettings": StoreSettings}, is_needed=True)
        store = opening.open_store(place, read_only=True, model=None, record=self.record)
        assert store is not None, "opening raises if there is no server"
        with store:
            server = cast("RemoteStore", store).server()
            store.revision()
            return server

    def name_store(self, language: str, place: StoreSettings) -> None:
        """Keep the language's store in another place from here on, and note it in kg.toml. The old store stays.

        Raises `SettingsError` or `RecordUnwritableError`.
        """
        check_class("place", place, {"kg.graph.StoreSettings": StoreSettings}, is_needed=True)
        self._projections.release(language)
        self.settings = write_store(self.folder, language, place)
        self._projections.places = self.settings.stores

    def drop(self, language: str, *, whosever: bool = False) -> None:
        """Remove this graph, and nothing else, from the language's store; after that the embedded engine keeps it.

        With ``whosever`` the graph of another record is removed too. Raises what the store does.
        """
        self._projections.release(language)
        place = self._projections.place(language)
        store = opening.open_store(place, read_only=False, model=None, record=None if whosever else self.record)
        assert store is not None, "a missing store is created when it is opened for writing"
        with store:
            if isinstance(store, IndexedStore):
                store.drop()
            else:
                store.clear()
        if place.is_remote and not place.borrowed:
            self.name_store(language, embedded(self.folder, language))

    def states(self) -> tuple[StoreState, ...]:
        """The revision of each store, without bringing it up to date."""
        return tuple(self._projections.state(language) for language in LANGUAGES)

    def close(self) -> None:
        """Release the record and the stores. Closing a closed graph does nothing."""
        self.record.close()  # first: it raises in another thread than the one that opened it, and the stores stay open
        self._projections.close()

    @property
    def model(self) -> str | None:
        """The language model that this graph's documents are read with, for their provenance."""
        from kg.extract.text import language_model

        return language_model.version_of(self.settings.model)
