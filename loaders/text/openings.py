"""The date at the beginning of a text, where the text itself says when it appeared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path

from kg.model import Granularity, When
from loaders import dates
from loaders.exports.article import SENTENCE_END

__all__ = ["date_in_opening"]

_LABELLED = re.compile(r"(?:date|dated|published|posted|released|issued)(?: on)?\s*:?\s+", re.IGNORECASE)
# The place in a dateline, in capitals: in lower case it may as well be the subject of a headline.
_DATELINE_PLACE = re.compile(
    r"(?!UPDATED|MODIFIED|CORRECTED|REVISED)[A-Z][A-Z.'’-]+(?:,? [A-Z][A-Z.'’-]*){0,2}"
    r"(?:, [A-Z][^\W\d_]+\.?(?: [A-Z][^\W\d_]+)?)?, "
)
# What follows the date of a dateline: an agency and a dash, or a dash and a sentence.
_DATELINE_END = re.compile(
    r"\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)\s*(?:—|–|--|-)\s|\s*(?:—|–|--|-)\s+[A-Z“\"‘'].{40,}[.?!”\"’')]$",
    re.MULTILINE,
)

_DAY = (
    r"(?P<day>(?:[^\W\d_]{3,6}day,? |(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)\d{4}))"
)
_CLOCK = r"(?:,? (?:at )?\d{1,2}[.:]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)"


def _words(name: str) -> str:
    """The words in a file beside this one, as alternatives of a pattern; a hyphen in one is a space."""
    words = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").split()
    return "|".join(re.escape(word).replace(r"\-", " ") for word in words)


# A town, perhaps with its country: other words before a day say what happens then.
_TOWN = (
    rf"(?!(?:{_words('no-towns')})\b|\w+(?:tion|sion|ment|ship|ness)s?\b)"
    rf"(?:(?!The (?!Hague))(?:{_words('first-words-of-towns')}) )?[A-Z][^\W\d_]{{2,}}"
    r"(?: (?:City|Aires|de Janeiro))?(?:, (?:[A-Z][^\W\d_]{2,}|D\.?C\.?))?"
)
# The name of a paper, of two words or more.
_PAPER = rf"[A-Z][\w.'’&]*(?: (?:of|de|[A-Z][\w.'’&]*)){{0,4}} (?:{_words('last-words-of-papers')})"
# Lines that say no more than that day, who writes it, and where.
_LINE = re.compile(
    rf"(?:{_TOWN}, |{_PAPER}(?:,| [-–—]) |of |[Bb]y (?!\w+day\b)[A-Z]\D{{0,80}}(?<! of)(?<! dated)(?:,| [-–—])? "
    r"|(?i:posted|published|released|issued)(?: by .{1,60})?(?: on)? )?"
    rf"{_DAY}(?: [-–—] {_TOWN}|{_CLOCK})?",
)
_MEETING = r"(?:\d{1,5}(?:st|nd|rd|th) (?:plenary )?meeting)"
_LINE_OF_MEETING = re.compile(rf"(?P<meeting>{_MEETING} )?{_DAY}, \d{{1,2}}(?:[.:]\d{{2}})? [ap]\.m\.?")
_BAR = re.compile(r"\s*[|•·]\s*")
_OTHER_DAY = re.compile(rf"\b(?:{_words('other-days')})", re.IGNORECASE)
# The head of an issue that the Government Publishing Office prints, as plain text and on a page: "[Federal Register
# Volume 83, Number 165 (Friday, August 24, 2018)]", "Federal Register / Vol. 83, No. 165 / Friday, August 24, 2018".
_ISSUE = re.compile(
    r"(?:\[[A-Z][\w ]{5,60} Volume \d+, (?:Number|Issue) \d+ \("
    rf"|(?:\d+ )?Federal Register ?/ ?Vol\. \d+, No\. \d+ ?/ ?){_DAY}(?:\)\]| ?/.{{0,60}})?"
)
# Lines at the beginning of a text that may hold its date, and the characters within which they have to be; the longest
# line that may be no more than a date, and the longest sentence that may be a headline.
_OPENING_LINES, _OPENING_CHARACTERS, _LONGEST_LINE, _LONGEST_HEADLINE = 6, 600, 160, 80


def date_in_opening(text: str) -> When | None:
    """The date at the beginning of a text: "date 2018-08-24", "date 2018-08", a day in a line of its own, or a dateline
    with a year; else a day in a line with a town, an author or a paper. The day of an issue of the Federal Register,
    and of what is printed like it, comes first.

    A day comes before a month or week. None if another line of the text consists of another day: these are several
    texts of different days. A year alone is none: "Released: 1630" may be a time of day.

    >>> str(date_in_opening("LIMA, Aug. 24, 2018 (Wire) -- Peru and Chile met."))
    '2018-08-24'
    >>> str(date_in_opening("Bulletin of the ministry\\nDate: August 2018\\n\\nPeru and Chile met."))
    '2018-08'
    >>> str(date_in_opening("Talks go on\\nHarbour Gazette | Friday, 24 August 2018\\n\\nPeru and Chile met."))
    '2018-08-24'
    >>> str(date_in_opening("Harbour Gazette, 24 August 2018\\n\\nPeru and Chile met."))
    '2018-08-24'
    >>> date_in_opening("The treaty of 24 August 2018 was signed.") is None
    True
    """
    opening_lines = [dates.without_weekday(line) for line in text[:_OPENING_CHARACTERS].split("\n") if line.strip()]
    lines = opening_lines[:_OPENING_LINES]
    issues = {
        dates.of_line(match["day"] or match["day_of_page"]) for line in lines if (match := _ISSUE.fullmatch(line))
    }
    if len(issues) == 1 and (day := issues.pop()):
        return When(day)
    days = map(_leading_day, lines)
    found = {When(day) for day in days if day is not None}
    others: Iterator[dt.date | None] = map(dates.of_line, text.split("\n"))
    if not found:
        head = takewhile(lambda line: len(line) <= _LONGEST_HEADLINE or not SENTENCE_END.search(line), lines)
        found = {When(day) for day in _days_of_lines("\n".join(head))}
        others = _days_of_lines(text) if found else others
    if not found:
        found = {when for line in lines if (when := _labelled_period(line)) is not None}
    if len(found) != 1:
        return None
    when = found.pop()
    return when if all(when.day <= day <= when.last_day for day in others if day is not None) else None


def _labelled_period(line: str) -> When | None:
    """The month or week of a line that is a label and no more than it: "date 2018-08"."""
    label = _LABELLED.match(line)
    when = dates.period(line[label.end() :]) if label else None
    return when if when is not None and when.granularity is not Granularity.YEAR else None


def _leading_day(line: str) -> dt.date | None:
    """The day of a line that is a label and a day, or a day only, or that begins with a dateline."""
    label = _LABELLED.match(line)
    for form in dates.FORMS:
        match = form.search(line, label.end() if label else 0, 100)
        if match is None:
            continue
        text_before = line[label.end() if label else 0 : match.start()]
        text_before = dates.WEEKDAY.sub("", text_before)
        ends_line = match.end() == len(line)
        if (label or ends_line) and not text_before:
            return dates.day_of(match)
        if not label and _DATELINE_PLACE.fullmatch(text_before) and _DATELINE_END.match(line, match.end()):
            return dates.day_of(match)
    return None


def _days_of_lines(text: str) -> Iterator[dt.date]:
    """The days of the lines that consist of one, with a town, an author, a paper or the number of a meeting."""
    lines = [dates.without_weekday(line) for line in text.split("\n") if line.strip()]
    for above, line in pairwise(["", *lines]):
        if len(line) > _LONGEST_LINE or not any(map(str.isdecimal, line)):
            continue
        meeting = _LINE_OF_MEETING.fullmatch(line)
        if meeting and (meeting["meeting"] or re.fullmatch(_MEETING, above)):
            days = {dates.of_line(meeting["day"])}
        elif _OTHER_DAY.search(line):
            continue
        else:
            days = {_day_of_part(part) for part in _BAR.split(line)}
        days.discard(None)
        if len(days) == 1:
            yield from (day for day in days if day is not None)


def _day_of_part(part: str) -> dt.date | None:
    match = _LINE.fullmatch(part)
    return dates.of_line(match["day"]) if match else None
