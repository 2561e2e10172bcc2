"""References in the RIS format, as databases and Zotero export them: the title and the abstract, or text, of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import DocumentError
from kg.model import Document
from loaders import dates, encoding
from loaders.options import Options
from loaders.references import references
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded

__all__ = ["load"]

# A line with a tag; the last of a record has no value.
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?P<space>  ?)-(?: (?P<value>.*)|$)")
_FIRST, _LAST = "TY", "ER"
_START = re.compile(r"^TY  ?- ?[A-Z]{3,7}[ \t]*\n\s*[A-Z][A-Z0-9]  ?-", re.MULTILINE)
# What a table would hold in columns of these names, and the tags in order of preference; of the texts the longest
# counts. A date of access (Y2) is none of publication.
_TAGS: Mapping[str, Sequence[str]] = {
    "title": ("TI", "T1", "CT"),
    "source": ("T2", "JF", "JO", "JA", "PB"),
    "author": ("AU", "A1"),
    "language": ("LA",),
    "url": ("UR",),
    "doi": ("DO",),
}
_TEXTS, _DATES = ("AB", "N2"), ("DA", "Y1", "PY")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[ /](?P<month>\w{2,9})[ /](?P<day>\d{1,2})(?!\d)")
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})?/?/")


def _sniff(head: bytes) -> Likeness:
    if (text := references.head_of(head)) is None:
        return Likeness.NO
    return Likeness.CERTAIN if _START.match(text) else Likeness.POSSIBLE if _START.search(text) else Likeness.NO


@loader(".ris", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each reference: its title and its abstract, or the text in its place; an error for one with a
    title only."""
    text, codec = decoded(source, options)
    fields = map(_fields, _references(encoding.clean_for_repair(text)))
    yield from references.documents(fields, source, options, codec)


def _fields(fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The values of a reference by the names of columns; of its texts the longest."""
    text = max(("\n".join(fields.get(tag, ())) for tag in _TEXTS), key=len)
    return references.columns_of(fields, _TAGS) | {"text": text, "date": _date(fields)}


def _references(text: str) -> Iterator[dict[str, list[str]]]:
    """The values of each reference by their tags, in order; lines without a tag belong to the value above them, and so
    do those with another space than the first tag ("EU - Japan talks")."""
    lines: dict[str, list[list[str]]] = {}
    last = space = ""
    for line in text.split("\n"):
        match = _LINE.match(line)
        space = space or (match["space"] if match else "")
        if match is None or (match["space"] != space and match["tag"] not in {_FIRST, _LAST}):
            if last and line.strip():
                lines[last][-1].append(line.strip())
            continue
        if match["tag"] == _FIRST and lines:
            yield _joined(lines)
            lines = {}
        if match["tag"] == _LAST:
            if lines:
                yield _joined(lines)
            lines, last = {}, ""
            continue
        last = match["tag"]
        lines.setdefault(last, []).append([(match["value"] or "").strip()])
    if lines:
        yield _joined(lines)


def _joined(lines: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    """The values of a reference by their tags, each of which may have several lines."""
    return {tag: ["\n".join(value) for value in values] for tag, values in lines.items()}


def _date(fields: Mapping[str, Sequence[str]]) -> str:
    """The first day of publication, else the first month or year; empty without any.

    >>> _date({"PY": ["2018"], "Y1": ["2018/08/24/"]}), _date({"DA": ["2018 Aug 24"]}), _date({"PY": ["2018/08//"]})
    ('2018-08-24', '24 Aug 2018', '2018-08')
    """
    values = [value for tag in _DATES for value in fields.get(tag, ()) if value]
    days = (_day(value) for value in values)
    periods = (_period(value) for value in values)
    return next((each for each in (*days, *periods) if each), "")


def _day(value: str) -> str:
    match = _YEAR_FIRST.match(value)
    if match is None:
        return value if dates.parse(value) else ""
    if match["month"].isdecimal():
        return f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}"
    return f"{match['day']} {match['month']} {match['year']}"


def _period(value: str) -> str:
    match = _YEAR_AND_MONTH.match(value)
    if match is None:
        return value
    return f"{match['year']}-{match['month']:0>2}" if match["month"] else match["year"]
