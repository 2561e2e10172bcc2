"""Ask a named question: check the parameters, bind them, and return the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.errors import MissingParameterError
from kg.query.narrowing import DOCUMENT_FILTERS
from kg.query.periods import in_periods
from kg.query.question import Question, given_parameters, question, text
from kg.query.table import Table
from kg.query.values import Finders, bind_parameter, check_period
from kg.stores.protocol import Rows, Store, Value

__all__ = ["ask"]

_SEPARATOR: Final = "\x1f"
"""Separates the values of a list in an engine's answer: no label contains it."""
_DOCUMENT_ID_COLUMN: Final = "document_id"
"""How the names of columns of documents' ids end."""
_DOCUMENT_PREFIX: Final = "document/"


def ask(
    store: Store,
    name: str,
    raw_parameters: Mapping[str, object] | None,
    finders: Finders,
    *,
    timeout: float | None = None,
) -> Table:
    """Answer the question ``name`` from a store, in the store's language.

    ``raw_parameters`` has the values as a person writes them (names, ids, dates ...); None means that a parameter is
    not given. A date is printed only as precisely as it is known. ``timeout`` is in seconds. Raises
    `UnknownQuestionError`, `UnknownParameterError`, `MissingParameterError`, and what
    `kg.query.values.bind_parameter` and the store raise.
    """
    named_question = question(name)
    bound_parameters = _bind_all(named_question, raw_parameters or {}, finders)
    # A flag only selects lines of the query, in which it is no variable.
    flags = {parameter.name for parameter in named_question.parameters if parameter.type == "flag"}
    query_variables = {name: value for name, value in bound_parameters.items() if name not in flags}
    rows = store.query(text(named_question, store.language, bound_parameters), query_variables, timeout=timeout)
    sorted_rows = _with_sorted_lists(rows, named_question.lists)
    return Table(*in_periods(rows.columns, tuple(_with_bare_document_ids(rows.columns, sorted_rows))))


def _bind_all(
    question: Question, raw_parameters: Mapping[str, object], finders: Finders
) -> dict[str, Value | tuple[Value, ...]]:
    """The values of the question's parameters to bind, by name; the default of those that are not given."""
    names = [parameter.name for parameter in question.parameters]
    # The filters of documents have become ids before, where the caller can search for documents.
    document_filters = [name for name in DOCUMENT_FILTERS if "document" in names and name not in names]
    advice = f"Leave it out; `kg ask --list {question.name}` explains what it takes (in Python kg.questions())."
    given = given_parameters(
        raw_parameters, names, f"the question {question.name}", also_named=document_filters, advice=advice
    )
    required = [parameter.name for parameter in question.parameters if parameter.required]
    if missing := [name for name in required if name not in given]:
        optional = [name for name in (*names, *document_filters) if name not in required]
        others = f" (and takes {', '.join(optional)})" if optional else ""
        raise MissingParameterError(question=question.name, names=" and ".join(missing), others=others)
    bound_parameters: dict[str, Value | tuple[Value, ...]] = {}
    for parameter in question.parameters:
        raw_value = given.get(parameter.name, parameter.default or None)
        if raw_value is not None:
            bound_parameters[parameter.name] = bind_parameter(parameter, raw_value, finders)
    check_period(bound_parameters, given)
    return bound_parameters


def _with_bare_document_ids(columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """The rows with each document's id as the record, `kg documents` and the exports give it: only stores write
    ``document/`` before it."""
    id_indexes = {at for at, name in enumerate(columns) if name.endswith(_DOCUMENT_ID_COLUMN)}
    for row in rows:
        yield tuple(
            value.removeprefix(_DOCUMENT_PREFIX) if at in id_indexes and isinstance(value, str) else value
            for at, value in enumerate(row)
        )


def _with_sorted_lists(rows: Rows, list_columns: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    """The rows with the values of each list sorted: an engine collects them in any order."""
    list_indexes = [rows.columns.index(name) for name in list_columns]
    for row in rows.rows:
        cells = list(row)
        for index in list_indexes:
            if isinstance(value := cells[index], str):
                cells[index] = "; ".join(sorted(value.split(_SEPARATOR)))
        yield tuple(cells)
