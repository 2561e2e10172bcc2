"""Windows that move over time by one unit a step, aligned to the calendar.

A window of ``length`` months consists of whole months, though the range may begin and end within one. DNA's own windows
are in `kg.networks.dna.windows`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from types import MappingProxyType
from typing import Final

from kg.networks.network import Window
from kg.networks.options import Options, Unit

__all__ = ["SECONDS", "shifted", "step_of", "windows"]

SECONDS: Final = MappingProxyType({"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800})
"""The units of constant length."""
MONTHS: Final = MappingProxyType({"months": 1, "years": 12})


def shifted(date: datetime, unit: Unit, by: int) -> datetime:
    """The date ``by`` units later. A day that the month does not have becomes the month's last.

    >>> shifted(datetime(2020, 1, 31), "months", 1)
    datetime.datetime(2020, 2, 29, 0, 0)
    """
    if unit in SECONDS:
        return date + timedelta(seconds=SECONDS[unit] * by)
    months = date.year * 12 + date.month - 1 + MONTHS[unit] * by
    year, month = months // 12, months % 12 + 1
    return date.replace(year=year, month=month, day=min(date.day, monthrange(year, month)[1]))


def windows(options: Options, start: datetime, stop: datetime) -> Iterator[Window]:
    """The windows of the options over a range with inclusive ends. The first begins at the start that the options name,
    else with the unit of the first date (a week on its Monday). Each step is computed from there, so that no day is
    lost at the end of a month. Without ``indent`` there is a window around every unit of the range, even if
    it extends beyond the range.
    """
    unit, length = options.window, options.length
    first = options.start or _beginning(start, unit, options)
    lead = 0 if options.indent else (length - 1) // 2
    for step in count(-lead):
        begins, ends = shifted(first, unit, step), shifted(first, unit, step + length)
        last = shifted(first, unit, step + length - 1 if options.indent else step + lead)
        if last > stop:
            return
        yield Window(begins, begins + (ends - begins) // 2, ends - timedelta(seconds=1))


def step_of(date: datetime, options: Options) -> datetime | int:
    """What tells the steps of the windows apart: two dates of one step are in the same windows.

    >>> monthly = Options(window="months")
    >>> step_of(datetime(2018, 8, 1), monthly) == step_of(datetime(2018, 8, 31), monthly)
    True
    >>> monthly = Options(window="months", start=datetime(2018, 3, 15))
    >>> step_of(datetime(2018, 8, 1), monthly) == step_of(datetime(2018, 8, 31), monthly)
    False
    """
    unit, start = options.window, options.start
    if start is None:
        return _beginning(date, unit, options)
    if unit in SECONDS:
        return (date - start) // timedelta(seconds=SECONDS[unit])
    step = (date.year * 12 + date.month - start.year * 12 - start.month) // MONTHS[unit]
    return step if shifted(start, unit, step) <= date else step - 1


def _beginning(date: datetime, unit: Unit, options: Options) -> datetime:
    match unit:
        case "years":
            return datetime(date.year, 1, 1)
        case "months":
            return datetime(date.year, date.month, 1)
        case "weeks":
            past = date.weekday() if options.weeks == "iso" else (date.weekday() + 1) % 7
            return datetime(date.year, date.month, date.day) - timedelta(days=past)
        case "days":
            return datetime(date.year, date.month, date.day)
        case "hours":
            return date.replace(minute=0, second=0, microsecond=0)
        case "minutes":
            return date.replace(second=0, microsecond=0)
        case _:
            return date.replace(microsecond=0)
