"""Dates as texts write them, resolved against the day of publication, with the granularity of the words."""

from __future__ import annotations

import datetime as dt
import re

from kg.extract.words.lexicon import rows
from kg.extract.words.number_words import ARTICLES, NUMBER, ends_in_number, number
from kg.model import Granularity, When

__all__ = ["DAYS", "YEAR", "opening_date", "when", "when_within"]

DAYS = tuple(row["day"] for row in rows("dates/days"))
MONTHS = tuple(row["month"] for row in rows("dates/months"))
DAYS_FROM_NOW = {row["words"]: int(row["days"]) for row in rows("dates/near")}
STEP = {row["word"]: int(row["step"]) for row in rows("dates/steps")}
_DAY = "|".join(f"{day}|{day[:3]}" for day in DAYS)
_MONTH = "|".join((*MONTHS, *(f"{month[:3]}" for month in MONTHS), "sept"))
_STEP = "|".join(STEP)
_COUNT = "|".join((*sorted(ARTICLES, key=len, reverse=True), NUMBER))
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
NEARBY = re.compile(rf"\b({'|'.join(sorted(DAYS_FROM_NOW, key=len, reverse=True))})\b")
MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.?\s+{_ORDINAL}\b(?!\d)(?:,?\s+(\d{{4}}))?")
DAY_MONTH = re.compile(rf"\b{_ORDINAL}\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+(\d{{4}}))?")
WEEKDAY = re.compile(rf"\b(?:({_STEP})\s+)?({_DAY})\b")
AGO = re.compile(rf"(?<![\w.,/–-])({_COUNT})\s+(day|week|month|year)s?\s+(ago|earlier this)")
OVER = re.compile(r"(?<!just )(?<!little )\b(?:over|more than)\s+$")
OVER_A_YEAR = dt.timedelta(days=14)
"""By how much what is "over" so many years ago is: early in January, over two years ago was in the third year back."""
AHEAD = re.compile(rf"\bin\s+({_COUNT})\s+(day|week|month|year)s?(?:'s?\s+time)?\s*$")
RELATIVE = re.compile(rf"\b({_STEP})\s+(week|month|year)\b")
MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?,?\s+(?:of\s+)?(\d{{4}})\b")
MONTH_OF_YEAR = re.compile(rf"\b({_MONTH})\b\.?,?\s+(?:of\s+)?(?:the\s+)?({_STEP})\s+year\b")
STEP_YEAR = re.compile(rf"\b({_STEP})\s+year\b")
STEP_MONTH = re.compile(rf"\b(?:({_STEP})\s+)?({_MONTH})\b")
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b(?!s|-\d|–\d| hours)")
OPENING = re.compile(
    rf"(?:{'|'.join(DAYS)})\b(?:,? {DAY_MONTH.pattern}|,? {MONTH_DAY.pattern})?"
    rf"|{DAY_MONTH.pattern}|{MONTH_DAY.pattern}|{MONTH_YEAR.pattern}|{YEAR.pattern}|(?:{'|'.join(MONTHS)})\b"
)
VAGUE = re.compile(r"\b(?:years|months|weeks|days|decades|century|\d{3}0s)\b")


def when(words: str, published: dt.date, *, coming: bool = False) -> When | None:
    """The date that words give in a text published on a day; None where they give none, or one that no calendar has.

    Words for a day before or after publication ("on Tuesday", "in March") are taken for one on or before it; for one on
    or after it if ``coming``.

    >>> when("on Tuesday", dt.date(2018, 8, 24)).day.isoformat()
    '2018-08-21'
    >>> str(when("in 2019", dt.date(2020, 1, 9)).granularity)
    'year'
    """
    text = " ".join(words.casefold().split())
    try:
        if ISO.search(text) or MONTH_DAY.search(text) or DAY_MONTH.search(text):
            return _exact(text, published, coming)
        return _relative(text, published, coming) or _rough(text, published, coming)
    except (ValueError, OverflowError):  # "3000 years ago", "March 0000"
        return None


def when_within(words: str, published: When, *, coming: bool = False) -> When | None:
    """The date that `when` gives whichever day of a period the text was published on; None where that depends on it.

    >>> month = When.parsed("2018-08")
    >>> str(when_within("last year", month)), when_within("on Monday", month)
    ('2017', None)
    """
    found = when(words, published.day, coming=coming)
    # A later day of publication never gives an earlier date: what the first and the last day agree on, all do.
    is_proven = published.granularity is Granularity.DAY or when(words, published.last_day, coming=coming) == found
    return found if is_proven else None


def opening_date(words: str) -> str:
    """The date with which words begin, empty if they begin with none.

    >>> opening_date("5 June 2019 Chile left"), opening_date("Friday Chile left"), opening_date("Chile left in May")
    ('5 June 2019', 'Friday', '')
    """
    found = OPENING.match(words.lower())
    return words[: found.end()] if found else ""


def _exact(text: str, published: dt.date, coming: bool) -> When | None:
    """The date of a day with its month."""
    if (m := ISO.search(text)) is not None:
        return _day(int(m[1]), int(m[2]), int(m[3]))
    for pattern, month_at, day_at in ((MONTH_DAY, 1, 2), (DAY_MONTH, 2, 1)):
        if (m := pattern.search(text)) is not None:
            month, day = _month(m[month_at]), int(m[day_at])
            if (year := int(m[3]) if m[3] else _year_by_step(text, published)) is not None:
                return _day(year, month, day)
            years = (published.year, published.year + 1) if coming else (published.year, published.year - 1)
            for year in years:
                found = _day(year, month, day)
                if found is not None and (found.day >= published if coming else found.day <= published):
                    return found
    return None


def _year_by_step(text: str, published: dt.date) -> int | None:
    """The year of "on 4 May last year"."""
    m = STEP_YEAR.search(text)
    return published.year + STEP[m[1]] if m is not None else None


def _relative(text: str, published: dt.date, coming: bool) -> When | None:
    """The date of a day or period by its distance from the day of publication."""
    if (m := NEARBY.search(text)) is not None:
        return When(published + dt.timedelta(DAYS_FROM_NOW[m[1]]), Granularity.DAY)
    if (m := AGO.search(text)) is not None and not ends_in_number(text[: m.start()]):
        over = m[2] == "year" and OVER.search(text[: m.start()]) is not None
        return _shifted(published - OVER_A_YEAR if over else published, -number(m[1]), m[2])
    if (m := AHEAD.search(text)) is not None:
        return _shifted(published, number(m[1]), m[2])
    if (m := MONTH_OF_YEAR.search(text)) is not None:
        return When(dt.date(published.year + STEP[m[2]], _month(m[1]), 1), Granularity.MONTH)
    if (m := RELATIVE.search(text)) is not None:
        return _shifted(published, STEP[m[1]], m[2])
    if (m := WEEKDAY.search(text)) is not None:
        return When(_weekday(published, DAYS.index(_whole(m[2], DAYS)), m[1], coming), Granularity.DAY)
    return None


def _rough(text: str, published: dt.date, coming: bool) -> When | None:
    """The date of a month or a year; None for vague words ("years", "the 1990s")."""
    if (m := MONTH_YEAR.search(text)) is not None:
        return When(dt.date(int(m[2]), _month(m[1]), 1), Granularity.MONTH)
    if (m := YEAR.search(text)) is not None:
        return When(dt.date(int(m[1]), 1, 1), Granularity.YEAR)
    if VAGUE.search(text):
        return None
    if (m := STEP_MONTH.search(text)) is not None:
        month = _month(m[2])
        after = m[1] in {"next", "coming"} or (coming and STEP.get(m[1], 1) >= 0)
        # "Last May" is not the May that has begun.
        is_other = month == published.month and m[1] in {"last", "next"}
        in_other_year = is_other or (month < published.month if after else month > published.month)
        year = published.year + in_other_year * (1 if after else -1)
        return When(dt.date(year, month, 1), Granularity.MONTH)
    return None


def _weekday(published: dt.date, weekday: int, step: str | None, coming: bool) -> dt.date:
    """The day of a weekday (0: Monday) with a word such as "next" or "last" before it, None without."""
    if step in {"next", "coming"} or (coming and STEP.get(step or "", 1) >= 0):
        ahead = (weekday - published.weekday()) % 7
        return published + dt.timedelta(ahead or (7 if step == "next" else 0))
    back = (published.weekday() - weekday) % 7
    return published - dt.timedelta(back or (7 if step in {"last", "previous", "past"} else 0))


def _shifted(published: dt.date, units: float, unit: str) -> When | None:
    """The period so many units away, by its first day; None for a fraction of a unit ("1.5 years ago")."""
    count = int(units)
    if count != units:
        return None
    if unit == "day":
        return When(published + dt.timedelta(count), Granularity.DAY)
    if unit == "week":
        monday = published - dt.timedelta(published.weekday())
        return When(monday + dt.timedelta(7 * count), Granularity.WEEK)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return When(dt.date(months // 12, months % 12 + 1, 1), Granularity.MONTH)
    return When(dt.date(published.year + count, 1, 1), Granularity.YEAR)


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(dt.date(year, month, day), Granularity.DAY)
    except ValueError:  # "30 February"
        return None


def _month(word: str) -> int:
    return MONTHS.index(_whole(word, MONTHS)) + 1


def _whole(word: str, names: tuple[str, ...]) -> str:
    """The name that a word abbreviates, by its first three letters."""
    return next(name for name in names if name.startswith(word[:3]))
