"""Ask a named question: check the parameters, bind them, and return the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.errors import MissingParameterError
from kg.query.periods import in_periods
from kg.query.question import Question, given_of, question, text
from kg.query.table import Table
from kg.query.values import Finders, bound, check_period
from kg.stores.protocol import Rows, Store, Value

__all__ = ["ask"]

_SEPARATOR: Final = "\x1f"
"""Separates the values of a list in an engine's answer: no label contains it."""


def ask(
    store: Store,
    name: str,
    given: Mapping[str, object] | None,
    finders: Finders,
    *,
    timeout: float | None = None,
) -> Table:
    """Answer the question ``name`` from a store, in the store's language.

    ``given`` has the parameters' values as a person writes them (names, ids, dates ...); None or an empty list
    means not given. A date is printed only as precisely as it is known. ``timeout`` is in seconds. Raises
    `UnknownQuestionError`, `UnknownParameterError`, `MissingParameterError`, and what `kg.query.values.bound` and the
    store raise.
    """
    asked = question(name)
    values = _bound(asked, given or {}, finders)
    flags = {parameter.name for parameter in asked.parameters if parameter.type == "flag"}
    told = {name: value for name, value in values.items() if name not in flags}
    rows = store.query(text(asked, store.language, values), told, timeout=timeout)
    return Table(*in_periods(rows.columns, tuple(_tidy(rows, asked.lists))))


def _bound(asked: Question, given: Mapping[str, object], finders: Finders) -> dict[str, Value | tuple[Value, ...]]:
    known = [parameter.name for parameter in asked.parameters]
    said = given_of(given, known, f"the question {asked.name}")
    required = [parameter.name for parameter in asked.parameters if parameter.required]
    if missing := [name for name in required if name not in said]:
        others = ", ".join(name for name in known if name not in required) or "nothing"
        raise MissingParameterError(question=asked.name, names=" and ".join(missing), others=others)
    values: dict[str, Value | tuple[Value, ...]] = {}
    for parameter in asked.parameters:
        value = said.get(parameter.name, parameter.default or None)
        if value is not None:
            values[parameter.name] = bound(parameter, value, finders)
    check_period(values, said)
    return values


def _tidy(rows: Rows, lists: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    """The rows with the values of each list sorted: an engine collects them in any order."""
    places = [rows.columns.index(name) for name in lists]
    for row in rows.rows:
        cells = list(row)
        for n in places:
            if isinstance(value := cells[n], str):
                cells[n] = "; ".join(sorted(value.split(_SEPARATOR)))
        yield tuple(cells)
