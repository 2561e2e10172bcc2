"""A graph is a folder: the record, its two projections, and the settings that say what they are kept in.

``talks.kg/`` holds ``record.db``, ``rdf/``, ``property-graph/`` and ``kg.toml``. Whoever asks for a store gets one that
is current: it catches up by itself, and where another process is writing it answers from what is there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from kg.errors import (
    ForeignFolderError,
    GraphBusyError,
    GraphMissingError,
    ModelMissingError,
    NoGraphError,
    PropertyGraphDamagedError,
    PropertyGraphUnwritableError,
    RdfStoreBusyError,
    RdfStoreDamagedError,
    RdfStoreMissingError,
    RdfStoreUnwritableError,
    RecordUnwritableError,
    SettingsError,
    SeveralGraphsError,
    StoreError,
)
from kg.query import Table, ask, dossier
from kg.record import Record, open_record
from kg.stores.protocol import Batch, Store
from kg.stores.sync import catch_up, rebuild

__all__ = ["LANGUAGES", "Graph", "Settings", "StoreSettings", "StoreState", "find_graph", "is_graph", "open_graph"]

SUFFIX: Final = ".kg"
SETTINGS: Final = "kg.toml"
RECORD: Final = "record.db"
LANGUAGES: Final = ("sparql", "cypher")
"""A graph has one store for each."""

_TABLES: Final = {"sparql": "rdf", "cypher": "property-graph"}
_ENGINES: Final = {"sparql": ("oxigraph",), "cypher": ("grafeo",)}
_OCCUPIED = (GraphBusyError, RdfStoreBusyError, RdfStoreUnwritableError, PropertyGraphUnwritableError)
"""Why a store cannot be brought up to date just now; what it holds is still an answer."""
_DAMAGED = (RdfStoreDamagedError, PropertyGraphDamagedError)

_NEW_SETTINGS: Final = """\
# What this graph is kept in. `kg doctor` tells whether all of it is there and current.
format = 1

[rdf]
engine = "oxigraph"
folder = "rdf"

[property-graph]
engine = "grafeo"
folder = "property-graph"
"""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Which engine keeps a store, and in which folder (absolute)."""

    engine: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What kg.toml says: a store for each of `LANGUAGES`, and the language model that documents are read with, None for
    the bundled one."""

    stores: Mapping[str, StoreSettings]
    model: str | None = None


@dataclass(frozen=True, slots=True)
class StoreState:
    """How far a store has come. ``problem`` is why it cannot be opened, else None."""

    language: str
    engine: str
    folder: Path
    revision: int
    problem: StoreError | None = None


def find_graph(named: str | os.PathLike[str] | None = None, working_directory: Path | None = None) -> Path:
    """The folder that a person means: the ``named`` one, else KG_GRAPH, else the only ``*.kg`` in the working folder.

    A named folder need not be there. Raises `NoGraphError` or `SeveralGraphsError`.
    """
    named = named or os.environ.get("KG_GRAPH")
    if named:
        return Path(named)
    here = working_directory or Path.cwd()
    found = sorted(path for path in here.glob(f"*{SUFFIX}") if path.is_dir())
    if not found:
        raise NoGraphError(folder=here)
    if len(found) > 1:
        raise SeveralGraphsError(folder=here, names=", ".join(path.name for path in found))
    return found[0]


def open_graph(folder: str | os.PathLike[str], *, create: bool = False) -> Graph:
    """Open the graph in ``folder``; close it, or use it as a context manager. ``create`` makes it where there is none.

    Raises `GraphMissingError`, `ForeignFolderError` (for ``create``, where other files lie), `SettingsError`, and what
    `kg.record.open_record` raises.
    """
    place = Path(folder)
    if not is_graph(place):
        if not create:
            raise GraphMissingError(folder=place)
        _make(place)
    settings = _read_settings(place)
    return Graph(place, settings, _open_record(place / RECORD, create=create))


def is_graph(folder: Path) -> bool:
    """Whether a graph lies in this folder."""
    return (folder / SETTINGS).is_file() or (folder / RECORD).is_file()


class Graph:
    """An open graph. `open_graph` gives one. Use it from the thread that opened it.

    ``record`` is the truth; `store` gives a projection of it to ask.
    """

    def __init__(self, folder: Path, settings: Settings, record: Record) -> None:
        self.folder = folder
        self.settings = settings
        self.record = record
        self._readers: dict[str, Store] = {}

    def store(self, language: str, progress: Callable[[int], None] | None = None) -> Store:
        """The store that speaks ``language`` (one of `LANGUAGES`), current up to the record, for reading; it is closed
        with the graph.

        ``progress`` gets the number of documents in each piece that it catches up by. While another process writes, or
        where nothing may be written, the store answers as it is: `lag` tells how far behind.
        """
        reader = self._readers.get(language) or self._reader(language)
        if reader is None or reader.revision() != self.record.revision:
            self._forget(language)
            try:
                self._catch_up(language, progress)
            except _OCCUPIED:
                if self._is_empty(language):
                    raise
            reader = self._reader(language)
        if reader is None:
            raise RdfStoreMissingError(path=self.settings.stores[language].folder)
        self._readers[language] = reader
        return reader

    def lag(self, language: str) -> int:
        """By how many changes the store that `store` gave is behind the record."""
        return self.record.revision - self._readers[language].revision() if language in self._readers else 0

    def catch_up(self, progress: Callable[[int], None] | None = None) -> tuple[str, ...]:
        """Bring both stores up to the record. ``progress`` gets the number of documents in each piece.

        Gives the languages of the stores that another process is writing to: that one, or the next question, does it.
        """
        behind = []
        for language in LANGUAGES:
            try:
                self._catch_up(language, progress)
            except (GraphBusyError, RdfStoreBusyError):
                behind.append(language)
        return tuple(behind)

    def ask(
        self,
        name: str,
        given: Mapping[str, object] | None = None,
        *,
        language: str = LANGUAGES[0],
        timeout: float | None = None,
    ) -> Table:
        """Answer the named question in one of `LANGUAGES`: the rows are the same. See `kg.query.ask`."""
        find_actor, find_document = self.record.find_actor, self.record.document
        store = self.store(language)
        return ask(store, name, given, find_actor=find_actor, find_document=find_document, timeout=timeout)

    def dossier(self, actor: str, *, limit: int = 10, language: str = LANGUAGES[0]) -> Table:
        """What is known of the actor of this name, alias or id, ``limit`` facts a section. See `kg.query.dossier`."""
        find_actor, find_document = self.record.find_actor, self.record.document
        return dossier(self.store(language), actor, find_actor=find_actor, find_document=find_document, limit=limit)

    def batches(self) -> Iterator[Batch]:
        """Everything that is in the record, each document once: what `kg.exports` writes."""
        for changes in self.record.changes_since(0):
            yield Batch(changes.revision, changes.written, changes.removed, changes.actors)

    def rebuild(self, language: str, progress: Callable[[int], None] | None = None) -> int:
        """Throw a store away, damaged or not, and write it anew from the record; how many documents that were."""
        self._forget(language)
        try:
            with self.writing(language) as store:
                return rebuild(self.record, store, progress)
        except _DAMAGED:
            shutil.rmtree(self.settings.stores[language].folder)
            with self.writing(language) as store:
                return rebuild(self.record, store, progress)

    @contextlib.contextmanager
    def writing(self, language: str) -> Iterator[Store]:
        """The store that speaks ``language``, open for writing, for as long as the block lasts."""
        self._forget(language)
        place = self.settings.stores[language]
        match place.engine:
            case "oxigraph":
                from kg.stores.oxigraph import open_oxigraph

                store: Store = open_oxigraph(place.folder, model=self.model)
            case _:
                from kg.stores.grafeo import open_grafeo

                store = open_grafeo(place.folder)
        with store:
            yield store

    def states(self) -> tuple[StoreState, ...]:
        """How far each store has come, without bringing it any further."""
        states = []
        for language in LANGUAGES:
            place = self.settings.stores[language]
            try:
                reader = self._readers.get(language) or self._reader(language)
                state = StoreState(language, place.engine, place.folder, reader.revision() if reader else 0)
            except StoreError as error:
                state = StoreState(language, place.engine, place.folder, 0, error)
            states.append(state)
        return tuple(states)

    def close(self) -> None:
        """Release the record and the stores. A closed graph may be closed again."""
        for language in LANGUAGES:
            self._forget(language)
        self.record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _catch_up(self, language: str, progress: Callable[[int], None] | None) -> int:
        self._forget(language)
        with self.writing(language) as store:
            return catch_up(self.record, store, progress)

    def _reader(self, language: str) -> Store | None:
        """The store as it is now; None where there is none yet."""
        place = self.settings.stores[language]
        match place.engine:
            case "oxigraph":
                from kg.stores.oxigraph import open_oxigraph

                try:
                    return open_oxigraph(place.folder, read_only=True)
                except RdfStoreMissingError:
                    return None
            case _:
                from kg.stores.grafeo import open_grafeo

                return open_grafeo(place.folder)

    def _is_empty(self, language: str) -> bool:
        """Whether nothing has been written to the store yet, so that it has no answer."""
        reader = self._reader(language)
        return reader is None or reader.revision() == 0

    def _forget(self, language: str) -> None:
        if reader := self._readers.pop(language, None):
            reader.close()

    @property
    def model(self) -> str | None:
        """The language model that this graph's documents are read with, for their provenance."""
        from kg.extract import language_model

        try:
            place = language_model.find(self.settings.model)
        except ModelMissingError:
            return None
        return f"{place.name} {place.version}"


def _make(folder: Path) -> None:
    """Begin a new graph with its settings. What else the folder holds is somebody's, so that it is left alone."""
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ForeignFolderError(folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(_NEW_SETTINGS, encoding="utf-8")
        part.replace(folder / SETTINGS)
    except OSError as error:
        raise RecordUnwritableError(path=folder, detail=error.strerror or error) from error


def _open_record(path: Path, *, create: bool) -> Record:
    try:
        return open_record(path, create=create)
    except RecordUnwritableError:
        return open_record(path, read_only=True)


def _read_settings(folder: Path) -> Settings:
    file = folder / SETTINGS
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else _NEW_SETTINGS
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(file=file, detail=error) from error
    if content.get("format") != 1:
        raise SettingsError(file=file, detail=f"format is {content.get('format')!r}, and this version knows format 1")
    reading = _table(file, content, "reading", {"model"})
    stores = {language: _store_settings(file, content, language) for language in LANGUAGES}
    if unknown := sorted(content.keys() - {"format", "reading", *_TABLES.values()}):
        raise SettingsError(file=file, detail=f"there is nothing called {unknown[0]}")
    return Settings(stores, reading.get("model"))


def _store_settings(file: Path, content: Mapping[str, Any], language: str) -> StoreSettings:
    name = _TABLES[language]
    table = _table(file, content, name, {"engine", "folder"})
    engine = table.get("engine", _ENGINES[language][0])
    if engine not in _ENGINES[language]:
        known = ", ".join(_ENGINES[language])
        raise SettingsError(file=file, detail=f"the engine of [{name}] is {engine!r}; known are: {known}")
    return StoreSettings(engine, file.parent / table.get("folder", name))


def _table(file: Path, content: Mapping[str, Any], name: str, keys: set[str]) -> Mapping[str, str]:
    table = content.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) and value for value in table.values()):
        raise SettingsError(file=file, detail=f"[{name}] is not a table of strings")
    if unknown := sorted(table.keys() - keys):
        raise SettingsError(file=file, detail=f"there is nothing called {unknown[0]} in [{name}]")
    return table
