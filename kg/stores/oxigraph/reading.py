"""Evaluating queries and updates on an open Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.errors import KgError, RdfStoreDamagedError, RdfStoreUnwritableError, SparqlEvaluationError
from kg.stores.oxigraph.opening import BROKEN, reason
from kg.stores.protocol import Rows, Value
from kg.stores.rdf.sparql import Form, form, syntax_error, value
from kg.vocabulary import PREFIXES

__all__ = ["change", "evaluate", "query_error"]


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
        raise syntax_error(text, error) from error
    except (*BROKEN, ValueError) as error:
        raise query_error(error, path, shape) from error
    match answer:
        case QueryBoolean():
            return Rows(("answer",), iter(((bool(answer),),)))
        case QuerySolutions():
            return Rows(tuple(variable.value for variable in answer.variables), _rows(answer, path, shape))
        case QueryTriples():
            return Rows(("subject", "predicate", "object"), _rows(answer, path, shape))


def change(store: Store, path: Path, text: str) -> None:
    """Execute an update in one transaction. The project's prefixes need no declaration.

    Raises `SparqlSyntaxError`, `SparqlEvaluationError` or `RdfStoreUnwritableError`.
    """
    try:
        store.update(text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_error(text, error) from error
    except (RuntimeError, ValueError) as error:
        raise SparqlEvaluationError(detail=reason(error)) from error
    except OSError as error:
        raise RdfStoreUnwritableError(path=path, detail=reason(error)) from error


def _rows(answer: QuerySolutions | QueryTriples, path: Path, shape: Form) -> Iterator[tuple[Value, ...]]:
    try:
        for row in answer:
            yield tuple(value(term) for term in row)
    except BROKEN as error:
        raise query_error(error, path, shape) from error


def query_error(error: Exception, path: Path, shape: Form) -> KgError:
    """The error to raise for an error of the engine: `RdfStoreDamagedError` for the store's files, otherwise one of the
    query or of a service that it asks."""
    of_files = isinstance(error, OSError) and not shape.service
    if of_files or str(error).startswith("Corruption"):
        return RdfStoreDamagedError(path=path, detail=reason(error))
    return SparqlEvaluationError(detail=reason(error))
