"""How dates are printed that are less precise than a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from kg.stores.protocol import Value

__all__ = ["first_day", "in_periods", "printed"]

_GRANULARITY_SUFFIX: Final = "_granularity"


def printed(day: str, granularity: str | None) -> str:
    """The period of this granularity that begins on ``day`` (ISO): a week as its first and last day, a month or year
    without the day. Without a granularity, the day.

    >>> printed("2018-08-20", "week"), printed("2018-08-01", "month"), printed("2018-01-01", "year")
    ('2018-08-20/2018-08-26', '2018-08', '2018')
    >>> printed("2018-08-24", None)
    '2018-08-24'
    """
    match granularity:
        case "week":
            return f"{day}/{dt.date.fromisoformat(day) + dt.timedelta(days=6)}"
        case "month":
            return day[:7]
        case "year":
            return day[:4]
        case _:
            return day


def first_day(text: str) -> tuple[str, str]:
    """The first day of a period as `printed` gives it, and its granularity; any other text unchanged, as a day.

    >>> first_day("2018-08-20/2018-08-26"), first_day("2018-08"), first_day("2018")
    (('2018-08-20', 'week'), ('2018-08-01', 'month'), ('2018-01-01', 'year'))
    >>> first_day("2018-08-24"), first_day("2018-08-01/2018-12-31")
    (('2018-08-24', 'day'), ('2018-08-01/2018-12-31', 'day'))
    """
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-01-01", "year"
    if re.fullmatch(r"\d{4}-\d\d", text):
        return f"{text}-01", "month"
    day = text.partition("/")[0]
    try:
        is_week = text == printed(day, "week")
    except (ValueError, OverflowError):
        is_week = False
    return (day, "week") if is_week else (text, "day")


def in_periods(
    columns: Sequence[str], rows: Sequence[tuple[Value, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[Value, ...], ...]]:
    """The columns and rows with each date printed by its column ``NAME_granularity``, which is removed.

    >>> in_periods(("date", "date_granularity"), [("2018-08-01", "month"), (None, None)])
    (('date',), (('2018-08',), (None,)))
    """
    granularity_indexes = {
        columns.index(name.removesuffix(_GRANULARITY_SUFFIX)): at
        for at, name in enumerate(columns)
        if name.endswith(_GRANULARITY_SUFFIX)
    }
    if not granularity_indexes:
        return tuple(columns), tuple(rows)
    remaining = [at for at in range(len(columns)) if at not in granularity_indexes.values()]
    return (
        tuple(columns[at] for at in remaining),
        tuple(tuple(_printed_cell(row, at, granularity_indexes.get(at)) for at in remaining) for row in rows),
    )


def _printed_cell(row: tuple[Value, ...], at: int, granularity_index: int | None) -> Value:
    value = row[at]
    if granularity_index is None or not isinstance(value, str):
        return value
    granularity = row[granularity_index]
    return printed(value, granularity if isinstance(granularity, str) else None)
