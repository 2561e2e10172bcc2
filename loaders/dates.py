"""Dates of publication as documents write them, parsed only where they are unambiguous."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from enum import StrEnum

from kg.model import Granularity, When

__all__ = [
    "FORMS",
    "WEEKDAY",
    "DateOrder",
    "day_of",
    "find",
    "in_address",
    "in_name",
    "of_line",
    "of_milliseconds",
    "of_moment",
    "parse",
    "period",
    "without_weekday",
]


class DateOrder(StrEnum):
    """The order of day and month in a date such as 03/04/2018."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]*{_YEAR}",
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s+{_YEAR}",
    )
)
_MONTH_YEAR = re.compile(rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
_ASCTIME = re.compile(rf"{_MONTH}\s+{_DAY}\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+[A-Z0-9+-]{{1,5}})?\s+{_YEAR}", re.I)
_RFC822 = re.compile(rf"{_DAY}\s+{_MONTH}\s+(?P<year>\d{{2}})(?=\s+\d{{2}}:\d{{2}})", re.IGNORECASE)
# How Excel writes dates by default, and milliseconds since 1970 from 2001 to 2030, as pandas and JavaScript write them.
_OF_EXCEL = re.compile(rf"(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>\d{{2}})(?!\d)", re.IGNORECASE)
_MILLISECONDS = re.compile(r"1[0-8]\d{11}")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
# A weekday after a date, with the time of day or without.
_LAST_WEEKDAY = re.compile(
    r"(?<=\d{4}),?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?:,?\s+\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[a-z]{2,4})?)?$",
    re.IGNORECASE,
)
# What may follow a date: nothing, a time of day, or an offset.
_TIME = re.compile(r"(?:\s*[T,|–—-]?\s*(?:at\s+)?\d{1,2}[:.h]?\d{2}\b.{0,40}|Z|[+-]\d{2}:?\d{2})?\s*", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4},?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?$", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})([-_.])(\d{2})\2(\d{2})(?!\d)|(?<![0-9A-Za-z])(\d{4})(\d{2})(\d{2})(?![0-9A-Za-z])"
)
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)", re.IGNORECASE)

# The longest line that is only a day: "Wednesday, 24th of September, 2018".
_LONGEST_DAY = 40

EARLIEST, LATEST = 1500, 2199


def parse(text: str, order: DateOrder | None = None) -> dt.date | None:
    """The day that a whole string denotes, as written (without conversion between time zones), or None.

    It is None as well if two days are possible, and ``order`` does not decide.

    >>> parse("Fri, 24 Aug 2018 23:30:00 -0400")
    datetime.date(2018, 8, 24)
    >>> parse("03/04/2018") is None
    True
    >>> parse("03/04/2018", DateOrder.DAY_FIRST)
    datetime.date(2018, 4, 3)
    >>> parse("May 4, 2018 Friday"), parse("4-May-18")
    (datetime.date(2018, 5, 4), datetime.date(2018, 5, 4))
    """
    text = without_weekday(" ".join(text.split()))
    if len(text) > 80:
        return None
    if weekday := WEEKDAY.match(text):
        text = text[weekday.end() :]
    for form in (*FORMS, _ASCTIME, _COMPACT):
        if (match := form.match(text)) and _TIME.fullmatch(text, match.end()):
            return day_of(match)
    if (match := _RFC822.match(text)) or (match := _OF_EXCEL.fullmatch(text)):
        return _day(full_year(match["year"]), match["month"], match["day"])
    if (match := _NUMERIC.match(text)) and _TIME.fullmatch(text, match.end()):
        return _numeric(match["first"], match["second"], match["year"], order)
    return None


def full_year(year: str) -> str:
    """A year in four digits; one of two digits is from 1950 to 2049.

    >>> full_year("49"), full_year("50"), full_year("1918")
    ('2049', '1950', '1918')
    """
    return year if len(year) > 2 else str(int(year) + (2000 if int(year) < 50 else 1900))


def of_milliseconds(text: str) -> dt.date | None:
    """The day of a number of milliseconds since 1970, in UTC; None for another number.

    >>> of_milliseconds("1535068800000"), of_milliseconds("20180824101500")
    (datetime.date(2018, 8, 24), None)
    """
    is_moment = _MILLISECONDS.fullmatch(text) is not None
    return (_EPOCH + dt.timedelta(milliseconds=int(text))).date() if is_moment else None


def period(text: str) -> When | None:
    """The month, year or week that a whole string denotes, in ISO 8601 or as a month's name and a year; None for a day,
    and for anything else.

    >>> str(period("2018-08")), str(period("Aug. 2018")), str(period("1962")), str(period("2018-08-20/2018-08-26"))
    ('2018-08', '2018-08', '1962', '2018-08-20/2018-08-26')
    >>> period("2018-08-24"), period("2018-13"), period("4711")
    (None, None, None)
    """
    text = " ".join(text.split())
    if match := _MONTH_YEAR.fullmatch(text):
        text = f"{match['year']}-{MONTHS[match['month'].lower()]:02}"
    with suppress(ValueError):
        when = When.parsed(text)
        if when.granularity is not Granularity.DAY and EARLIEST <= when.day.year <= LATEST:
            return when
    return None


def find(text: str) -> dt.date | None:
    """The only day in a short text; None if there is none or more than one.

    >>> find("Published: Friday, August 24, 2018 | 10:15 GMT")
    datetime.date(2018, 8, 24)
    """
    days = {day_of(match) for form in FORMS for match in form.finditer(text)}
    return days.pop() if len(days) == 1 else None


def in_name(name: str) -> dt.date | None:
    """The only day, year first, in the name of a file.

    >>> in_name("us-china-2018-08-24.txt")
    datetime.date(2018, 8, 24)
    """
    groups = (match.group(1, 3, 4) if match[1] else match.group(5, 6, 7) for match in _IN_NAME.finditer(name))
    days = {day for group in groups if (day := _day(*group))}
    return days.pop() if len(days) == 1 else None


def of_line(line: str) -> dt.date | None:
    """The day of a line that consists of nothing else, but for its weekday and the time.

    >>> of_line("January 14, 2008 Monday 10:15 AM GMT")
    datetime.date(2008, 1, 14)
    """
    line = without_weekday(line)
    return parse(line) if len(line) <= _LONGEST_DAY and line[-2:].isdecimal() else None


def of_moment(line: str) -> dt.date | None:
    """The day of a line that consists of nothing but it, its weekday and a time after it.

    >>> of_moment("Friday 4 May 2018 06.00 BST")
    datetime.date(2018, 5, 4)
    """
    return parse(line) if _MOMENT.search(line) and len(line) <= _LONGEST_DAY else None


def without_weekday(line: str) -> str:
    """The line without the weekday, and the time, that follow a date at its end.

    >>> without_weekday("May 4, 2018 Friday 10:15 AM")
    'May 4, 2018'
    """
    return _LAST_WEEKDAY.sub("", line.strip())


def in_address(url: str) -> dt.date | None:
    """The day in the path of a web address, as is common with newspapers.

    >>> in_address("https://example.org/2018/aug/24/talks")
    datetime.date(2018, 8, 24)
    """
    match = _IN_ADDRESS.search(url)
    return _day(match[1], match[2], match[3]) if match else None


def _numeric(first: str, second: str, year: str, order: DateOrder | None) -> dt.date | None:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first and month_first and day_first != month_first:
        return {DateOrder.DAY_FIRST: day_first, DateOrder.MONTH_FIRST: month_first}.get(order) if order else None
    return day_first or month_first


def day_of(match: re.Match[str]) -> dt.date | None:
    """The day of a match of one of `FORMS`; None if there is no such day."""
    return _day(match["year"], match["month"], match["day"])


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = MONTHS.get(month.lower()) if not month.isdecimal() else int(month)
    if number is None or not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
