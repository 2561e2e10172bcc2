"""Read an Oxigraph store on disk: open it as it is now, and evaluate a query on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import (
    KgError,
    RdfStoreDamagedError,
    RdfStoreForeignError,
    RdfStoreMissingError,
    SparqlEvaluationError,
)
from kg.stores.protocol import Rows, Value
from kg.stores.rdf.sparql import Form, form, misread, value
from kg.vocabulary import PREFIXES

__all__ = ["BROKEN", "check_folder", "evaluate", "open_snapshot", "reason"]

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to open a store whose files change under the reader's hands."""
MARK = "CURRENT"
"""The file that every RocksDB folder has."""
BROKEN = (OSError, RuntimeError)
"""What Oxigraph raises where it cannot read its files; RuntimeError also for a query that it cannot evaluate."""


def check_folder(path: Path) -> bool:
    """Whether a store lies at the path; False where nothing does, or an empty folder.

    Raises `RdfStoreForeignError` where something else lies there.
    """
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except FileNotFoundError:
        return False
    except NotADirectoryError as error:
        raise RdfStoreForeignError(path=path, found="a file") from error
    if names and MARK not in names:
        raise RdfStoreForeignError(path=path, found=", ".join(names[:3]))
    return bool(names)


def open_snapshot(path: Path) -> Store:
    """The store as it is now, without its lock: what is written later does not show.

    While another process writes, files may vanish between looking and opening; it tries again for a second and a half.
    Raises `RdfStoreMissingError`, `RdfStoreForeignError` or `RdfStoreDamagedError`.
    """
    if not check_folder(path):
        raise RdfStoreMissingError(path=path)
    for pause in PAUSES:
        try:
            return Store.read_only(str(path))
        except BROKEN:
            time.sleep(pause)
    try:
        return Store.read_only(str(path))
    except BROKEN as error:
        raise RdfStoreDamagedError(path=path, detail=reason(error)) from error


def evaluate(store: Store, path: Path, text: str) -> Rows:
    """Answer a query over the union of all graphs, or over those that it names with ``FROM``; rows come lazily.

    The project's prefixes need no declaration. ``SELECT`` gives its variables as columns, ``ASK`` one row with the
    column ``answer``, ``CONSTRUCT`` and ``DESCRIBE`` the columns ``subject``, ``predicate``, ``object``.
    Raises `SparqlSyntaxError`, `SparqlEvaluationError` or `RdfStoreDamagedError`, the latter two also between rows.
    """
    shape = form(text)
    try:
        answer = store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=not shape.dataset)
    except SyntaxError as error:
        raise misread(text, error) from error
    except (*BROKEN, ValueError) as error:
        raise _unanswered(error, path, shape) from error
    match answer:
        case QueryBoolean():
            return Rows(("answer",), iter(((bool(answer),),)))
        case QuerySolutions():
            return Rows(tuple(variable.value for variable in answer.variables), _rows(answer, path, shape))
        case QueryTriples():
            return Rows(("subject", "predicate", "object"), _rows(answer, path, shape))


def reason(error: BaseException) -> str:
    """What an engine's error says, in one line and without its type."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _rows(answer: QuerySolutions | QueryTriples, path: Path, shape: Form) -> Iterator[tuple[Value, ...]]:
    try:
        for row in answer:
            yield tuple(value(term) for term in row)
    except BROKEN as error:
        raise _unanswered(error, path, shape) from error


def _unanswered(error: Exception, path: Path, shape: Form) -> KgError:
    """Tell the query's fault, or that of a service which it asks, from that of the store's files."""
    of_files = isinstance(error, OSError) and not shape.service
    if of_files or str(error).startswith("Corruption"):
        return RdfStoreDamagedError(path=path, detail=reason(error))
    return SparqlEvaluationError(detail=reason(error))
