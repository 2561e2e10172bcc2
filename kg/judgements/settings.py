"""The settings of a document that override its file: date, source, title, genre and tags."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from kg.judgements.judgement import Judgement, misfit
from kg.model import Document, Genre, When

__all__ = [
    "DATES",
    "SETTINGS",
    "TAGS",
    "advice_on_number",
    "checked_settings",
    "document_as_set",
    "spreadsheet_day",
    "with_settings",
    "written_day",
]

SETTINGS: Final = ("date", "source", "title", "genre", "tags")
DATES: Final = "a day such as 2018-08-24, a month such as 2018-08, a year, or the first and last day of a week"
"""What a date may be, in messages."""
TAGS: Final = "tags"
"""The key of a document's metadata that holds its tags, joined by ``; ``."""
_DAY_ZERO: Final = dt.date(1899, 12, 30)
"""The day that spreadsheets count from."""
_NUMBER_OF_DAY: Final = re.compile(r"([1-7]\d{4})(?:\.\d+)?")


def checked_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in the form in which judgements keep them; an empty value, kept as None or an empty list, removes
    what the file says.

    Raises `JudgementValueError` for an unknown setting and for a value that it cannot have.

    >>> checked_settings({"date": dt.date(2018, 8, 24), "source": "", "tags": ["trade", "trade"]})
    {'date': '2018-08-24', 'source': None, 'tags': ['trade']}
    >>> checked_settings({"date": "2018-W34"})
    {'date': '2018-08-20/2018-08-26'}
    """
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in SETTINGS:
            raise misfit("document", name, "no setting", f"one of {', '.join(SETTINGS)}")
        if name == TAGS:
            tags = [value] if isinstance(value, str) else value
            if not isinstance(tags, list | tuple) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
                raise misfit("document", name, repr(value), "a list of words")
            checked[name] = list(dict.fromkeys(tag.strip() for tag in tags))
        elif value in (None, ""):
            checked[name] = None
        else:
            checked[name] = _checked_text(name, value)
    return checked


def _checked_text(name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        value = written_day(value)
    if not isinstance(value, str):
        raise misfit("document", name, repr(value), "text")
    if name == "date":
        try:
            return str(When.parsed(value))
        except ValueError as error:
            raise misfit("document", name, repr(value), f"{DATES}{advice_on_number(value)}") from error
    if name == "genre" and value not in {genre.value for genre in Genre}:
        raise misfit("document", name, repr(value), f"one of {', '.join(genre.value for genre in Genre)}")
    return value


def written_day(day: dt.date) -> str:
    """A day in ISO 8601. Midnight without a time zone counts as its day, since data frames hold days as times.

    >>> written_day(dt.datetime(2018, 8, 24)), written_day(dt.datetime(2018, 8, 24, 9))
    ('2018-08-24', '2018-08-24T09:00:00')
    """
    return day.isoformat().removesuffix("T00:00:00")


def document_as_set(document: Document, judgements: Iterable[Judgement]) -> Document:
    """The document with the settings of these judgements; the latest value of a setting counts. Its id stays."""
    settings: dict[str, Any] = {}
    for judgement in sorted(judgements, key=lambda each: each.order):
        settings |= judgement.values
    return replace(with_settings(document, settings), kept_id=document.id) if settings else document


def with_settings(document: Document, settings: Mapping[str, Any]) -> Document:
    """The document with the settings that `checked_settings` gave; its id is computed from them."""
    changes: dict[str, Any] = {name: settings[name] for name in ("source", "title") if name in settings}
    if "date" in settings:
        document = document.dated(When.parsed(settings["date"]) if settings["date"] else None)
    if "genre" in settings:
        changes["genre"] = Genre(settings["genre"]) if settings["genre"] else None
    if TAGS in settings:
        metadata = {name: value for name, value in document.metadata.items() if name != TAGS}
        changes["metadata"] = {**metadata, **({TAGS: "; ".join(settings[TAGS])} if settings[TAGS] else {})}
    return replace(document, **changes)


def spreadsheet_day(text: str) -> dt.date | None:
    """The day that a number of five digits means in a spreadsheet (from 1927 to 2119); None for anything else.

    Old workbooks of Macintosh count from another day, so that no such number is taken for a date without asking.

    >>> spreadsheet_day("45291"), spreadsheet_day("2018")
    (datetime.date(2023, 12, 31), None)
    """
    match = _NUMBER_OF_DAY.fullmatch(text.strip())
    return _DAY_ZERO + dt.timedelta(days=int(match[1])) if match else None


def advice_on_number(text: str) -> str:
    """What to do about a number in the place of a date, as the end of a sentence; "" for anything else.

    >>> advice_on_number("45291")
    ' (45291 is the number of a day in a spreadsheet, probably 2023-12-31: format its column as YYYY-MM-DD)'
    """
    day = spreadsheet_day(text)
    if day is None:
        return ""
    return f" ({text} is the number of a day in a spreadsheet, probably {day}: format its column as YYYY-MM-DD)"
