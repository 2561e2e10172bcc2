"""Articles in an export of EBSCOhost: below a line with the number of the record each, first its fields, of which the
name of the database is the last, then its text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from loaders import dates
from loaders.exports.article import SENTENCE_END, Article, article_of, blocks_of, records_of, without_by

__all__ = ["articles"]

_RECORD = re.compile(r"^[ \t]*Record: ?\d+[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"(?P<name>[A-Z][\w /()&'-]{1,50}):(?:\s+(?P<value>.*)|$)")
_LAST = re.compile(r"^[ \t]*Database:[ \t]*(?:\n\s*)?\S.*$", re.MULTILINE)
# Only a record of EBSCOhost has one of these.
_SIGN = re.compile(r"^[ \t]*(?:Accession Number|Persistent link to this record[^:\n]*|Full Text Word Count):", re.M)
# Between the text and a note on its author; the notices below it.
_END = re.compile(
    r"^[ \t]*(?:~{6,}|Copyright of .{1,200} is the property of|This article is copyrighted"
    r"|The link information (?:above|below))",
    re.MULTILINE,
)
_BYLINE = re.compile(r"~{6,}\s*(?P<author>By .{3,200})")
# Fields between the headline and the text.
_ABOVE_TEXT = re.compile(r"(?:Section|Dateline|Edition|Byline|Contents?|Listen):.{0,120}")
_SOURCE = re.compile(
    r"(?P<name>.+?)[.,;]\s+(?P<issue>(?:\d{1,2}/\d{1,2}/\d{4}|[^\W\d_]{3,9}\.? ?\d{4}|\d{4})\b.*)", re.S
)
_PAGE = re.compile(r"\bpp?\.? ?([A-Z]?\d[\w-]*)(?=[,.;]|$)")
# Of the forms of a date, that of the United States is the only one, unless one of them cannot be that.
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DAY_FIRST = re.compile(r"^[ \t]*Source:\s{1,40}.{0,300}[.,;]\s{1,40}(?:1[3-9]|2\d|3[01])/\d{1,2}/\d{4}", re.MULTILINE)
# The full stop that is put after each title; that of an abbreviation stays.
_STOP = re.compile(r"(?<=[a-z0-9\"'”’)])\.$")


def articles(text: str) -> list[Article]:
    """The articles of such an export; none if the text is no such export."""
    records = records_of(_RECORD.split(text)[1:], _SIGN.search)
    if not any(map(_LAST.search, records)):
        return []
    order = None if any(map(_DAY_FIRST.search, records)) else dates.DateOrder.MONTH_FIRST
    return [_article(record, order) for record in records]


def _article(record: str, order: dates.DateOrder | None) -> Article:
    last = _LAST.search(record)
    end = last.end() if last else len(record)
    fields = _fields([line.strip() for line in record[:end].split("\n") if line.strip()])
    title = _STOP.sub("", " ".join(fields.get("title", "").split()))
    cut = _END.search(record, end)
    text = _text(record[end : cut.start() if cut else len(record)], title)
    if not text and (abstract := fields.get("abstract", "")):
        text = [abstract]
    authors = fields.get("authors", fields.get("author", "")).replace("\n", "; ")
    byline = _BYLINE.search(record, end)
    source = _SOURCE.match(" ".join(fields.get("source", "").split()))
    return article_of(
        title,
        text,
        date=_date(source["issue"], order) if source else None,
        source=source["name"] if source else None,
        author=without_by(authors or (byline["author"] if byline else "")),
        page=page[1] if source and (page := _PAGE.search(source["issue"])) else None,
        language=fields.get("language"),
    )


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields by their names in small letters; a value may be of several lines, and below its name."""
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if match := _LABEL.match(line):
            name = match["name"].lower()
            values.setdefault(name, []).append(match["value"] or "")
        elif name:
            values[name].append(line)
    return {name: "\n".join(filter(None, value)) for name, value in values.items()}


def _text(below: str, title: str) -> list[str]:
    """The paragraphs of the text below the fields, without the headline and the fields above it."""
    text = blocks_of(below)
    while text and (rest := _without_head(text[0], title)) != text[0]:
        text = [rest, *text[1:]] if rest else text[1:]
    return text


def _without_head(block: str, title: str) -> str:
    """A paragraph without its first line if that repeats the headline, or is a field and no sentence."""
    first, _, rest = block.partition("\n")
    is_headline = bool(title) and _STOP.sub("", " ".join(first.split())).casefold() == title.casefold()
    is_field = _ABOVE_TEXT.fullmatch(first.strip()) and not SENTENCE_END.search(first)
    return rest.strip() if is_headline or is_field else block


def _date(issue: str, order: dates.DateOrder | None) -> dt.date | None:
    day = _DAY.match(issue)
    return dates.parse(day[0], order) if day else None
