"""Dates that may be less precise than a day: how they are printed, and what programs need to know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from kg.model.periods import printed
from kg.stores.protocol import Value

__all__ = ["DATE_COLUMNS", "dated_columns", "in_periods"]

_DATE: Final = "date"
_GRANULARITY_SUFFIX: Final = "_granularity"
DATE_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "first_day": "the date's first day, by which programs compare",
        "date_granularity": "how long the date is: day, week, month or year",
    }
)
"""The columns beside each ``date`` of an answer (beside ``other_date`` they begin with ``other_``, and so on), with the
meaning of their cells."""


def dated_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns with those of `DATE_COLUMNS` beside each date.

    >>> dated_columns(("fact", "other_date"))
    ('fact', 'other_date', 'other_first_day', 'other_date_granularity')
    """
    return tuple(each for name in columns for each in _names_beside(name))


def in_periods(
    columns: Sequence[str], rows: Sequence[tuple[Value, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    """The columns and rows of an engine's answer, with each date printed by its column ``NAME_granularity``, and as
    `dated_columns` says; a date without such a column, or without a value in it, is a day.

    >>> columns, rows = in_periods(("date", "date_granularity"), [("2018-08-01", "month"), (None, None)])
    >>> columns
    ('date', 'first_day', 'date_granularity')
    >>> rows
    (('2018-08', '2018-08-01', 'month'), (None, None, None))
    """
    granularity_indexes = {name: at for at, name in enumerate(columns) if name.endswith(_GRANULARITY_SUFFIX)}
    remaining = [name for name in columns if name not in granularity_indexes]
    if not any(map(_is_date, remaining)):
        return tuple(columns), tuple(rows)
    places = [(columns.index(name), granularity_indexes.get(f"{name}{_GRANULARITY_SUFFIX}")) for name in remaining]
    dated_rows = []
    for row in rows:
        cells: list[Value] = []
        for name, (at, granularity_at) in zip(remaining, places, strict=True):
            granularity = None if granularity_at is None else row[granularity_at]
            cells += _dated_cells(row[at], granularity) if _is_date(name) else (row[at],)
        dated_rows.append(tuple(cells))
    return dated_columns(remaining), tuple(dated_rows)


def _is_date(name: str) -> bool:
    return name == _DATE or name.endswith(f"_{_DATE}")


def _names_beside(name: str) -> tuple[str, ...]:
    if not _is_date(name):
        return (name,)
    return (name, *(f"{name.removesuffix(_DATE)}{beside}" for beside in DATE_COLUMNS))


def _dated_cells(day: Value, granularity: Value) -> tuple[Value, ...]:
    """A date as printed, its first day and its granularity."""
    if not isinstance(day, str):
        return (None,) * (1 + len(DATE_COLUMNS))
    length = str(granularity or "day")
    return printed(day, length), day, length
