"""Dates that may be less precise than a day, and how they are written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Self

from kg.model.kinds import Granularity

__all__ = ["When", "printed"]

_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-\d\d", re.ASCII)
_WEEK: Final = re.compile(r"\d{4}-?W\d\d", re.ASCII)


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


def _monday(week: str) -> dt.date:
    """The first day of "2018-W34". Raises `ValueError` if the calendar ends within the week: "9999-W52"."""
    monday = dt.date.fromisoformat(week)
    if (dt.date.max - monday).days < 6:
        raise ValueError(f"{week!r} has no last day")
    return monday


@dataclass(frozen=True, slots=True)
class When:
    """A day, week, month or year: its first ``day``, and its length. As a string it is what `printed` gives."""

    day: dt.date
    granularity: Granularity = Granularity.DAY

    @property
    def last_day(self) -> dt.date:
        """The last day of the period."""
        return self.granularity.last_day(self.day)

    def __str__(self) -> str:
        return printed(self.day.isoformat(), self.granularity)

    @classmethod
    def parsed(cls, text: str) -> Self:
        """The period that a string in ISO 8601 denotes. Raises `ValueError` for any other.

        >>> [str(When.parsed(text).granularity) for text in ("2018-08-24", "2018-08-20/2018-08-26", "2018-08", "2018")]
        ['day', 'week', 'month', 'year']
        >>> str(When.parsed("2018-W34"))
        '2018-08-20/2018-08-26'
        """
        if _YEAR.fullmatch(text):
            return cls(dt.date(int(text), 1, 1), Granularity.YEAR)
        if _MONTH.fullmatch(text):
            return cls(dt.date.fromisoformat(f"{text}-01"), Granularity.MONTH)
        if _WEEK.fullmatch(text):
            return cls(_monday(text), Granularity.WEEK)
        first, slash, last = text.partition("/")
        day = dt.date.fromisoformat(first)
        if not slash:
            return cls(day)
        if dt.date.fromisoformat(last) - day != dt.timedelta(days=6):
            raise ValueError(f"{text!r} is no week")
        return cls(day, Granularity.WEEK)
