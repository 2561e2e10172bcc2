"""Put a backup of the record back in its place, and rebuild the stores from it."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError, RecordDamagedError, RecordForeignError, RecordInPlaceError, StoreError
from kg.errors.checking import input_errors
from kg.graph import LANGUAGES, Graph, is_graph, open_graph
from kg.record import open_record
from kg.record.keeping.copying import copy_from, copy_to, move_aside
from kg.record.keeping.state import note_restored
from kg.record.opening import TIMEOUT, of_path, translated
from kg.settings import RECORD
from kg.stores.opening import clear_place

__all__ = ["restore"]

_STAGE = ".restored"


def restore(
    folder: str | os.PathLike[str],
    backup: str | os.PathLike[str],
    *,
    replace: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Put a backup (`kg.record.Record.backup`) in place of the record of the graph in ``folder``, and rebuild the
    stores; returns the number of documents. The graph is created if there is none.

    If this is interrupted, the record is whole, either the old one or the backup, and no store answers from the other
    one; the same call continues. ``replace`` allows that documents of the graph are lost, and that an unreadable record
    is moved aside. kg.toml is not changed. ``progress`` gets the number of documents in each piece that is written.

    Raises `InputError`, `RecordForeignError`, `RecordNewerError` or `RecordDamagedError` for a backup that cannot be
    used, and `RecordInPlaceError`, before anything is changed; also what `open_graph` and the stores raise.
    """
    place, source = Path(folder), Path(backup)
    whole = place.absolute()  # a path such as "." has no name
    with input_errors(source):
        if not source.is_file():
            raise InputError(path=source, detail="it is a folder" if source.is_dir() else "there is no such file")
    # A new graph's folder stays empty until the backup has been checked.
    beside = place / _STAGE if is_graph(place) else whole.with_name(f".{whole.name}{_STAGE}")
    beside.parent.mkdir(parents=True, exist_ok=True)
    _sweep(beside)
    stage = beside.with_name(f"{beside.name}.{os.getpid()}")
    try:
        _checked_copy(source, stage)
        _put_in_place(place, stage, replace=replace)
    finally:
        _sweep(beside)
    with open_graph(place) as graph:
        return max(graph.rebuild(language, progress) for language in LANGUAGES)


def _checked_copy(source: Path, stage: Path) -> None:
    """Copy the backup, migrated to the current schema and marked as restored, and check all of its content."""
    address = source.absolute().as_uri()
    with translated(source, TIMEOUT), contextlib.closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as db:
        copy_to(db, stage)
    with of_path(source), open_record(stage, is_copy=True) as record:
        wrong = record.check(deep=True)
        with record.writing() as db:
            note_restored(db)
    if wrong:
        raise RecordDamagedError(path=source, detail=wrong[0])


def _put_in_place(place: Path, stage: Path, *, replace: bool) -> None:
    try:
        graph = open_graph(place, create=True)
    except (RecordDamagedError, RecordForeignError) as error:
        if not replace:
            raise RecordInPlaceError(folder=place, documents="a record that cannot be read") from error
        move_aside(place / RECORD)
        graph = open_graph(place, create=True)
    with graph:
        if (count := graph.record.counts()["documents"]) and not replace:
            raise RecordInPlaceError(folder=place, documents=f"{count} documents")
        for store in graph.settings.stores.values():
            if store.is_remote:
                graph.try_store(store)  # raises for a server that is away, before any store has been emptied
        for language in LANGUAGES:
            _empty(graph, language)
    copy_from(stage, place / RECORD, TIMEOUT)


def _empty(graph: Graph, language: str) -> None:
    """Empty the store: it notes the revision that it holds, and the restored record counts other revisions."""
    store = graph.settings.stores[language]
    try:
        with graph.writing(language) as opened:
            opened.clear()
    except StoreError as error:
        if store.is_remote or not clear_place(store, error, graph.folder):
            raise


def _sweep(stage: Path) -> None:
    name = glob.escape(stage.name)
    # The copy gets its own name last; `copy_to` starts it with another dot.
    for leftover in (*stage.parent.glob(f"{name}.*"), *stage.parent.glob(f".{name}.*.part*")):
        with contextlib.suppress(OSError):
            leftover.unlink()
