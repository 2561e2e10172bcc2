"""Tables of text: a heading, then one document in each row; separated by comma, tab, semicolon or bar."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from kg.errors import BadRecordError, DamagedDocumentError, DocumentError, EmptyDocumentError
from kg.model import Document
from kg.printing.cells import restored
from loaders import encoding, magic, records
from loaders.exports import factiva
from loaders.options import Columns, Options
from loaders.records import Record
from loaders.registry import Likeness, loader
from loaders.source import HEAD, Source
from loaders.tables.headings import LONGEST_PREAMBLE, check_columns, known_columns, names_of, tells_heading
from loaders.tables.lines import Line, codec, is_decoded, lines

__all__ = ["load"]

SEPARATORS = (",", "\t", ";", "|")
_UNQUOTED_SEPARATORS = ("\t", "|")
KNOWN = known_columns(Columns())
# An unclosed quote swallows rows; after this many recoveries the file is rejected.
_RECOVERIES = 100
_MOST_SHAPES = 1000

_LETTERS = re.compile(r"[^\W\d_]+(?:[ .'’&-]+[^\W\d_]+)*\.?")
_DIGITS = re.compile(r"\d+")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The separator, whether quotes have a meaning, and the number of lines before the heading."""

    separator: str
    quoting: Literal[0, 3]
    skip: int


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a row, and the number of its first line."""

    line: int
    values: list[str]


class _Shapes:
    """The shapes of values in each column so far, except in columns of running text."""

    def __init__(self, names: list[str], columns: Columns) -> None:
        row = dict.fromkeys(names, ".")
        free = {columns.text or records.guess(row, records.TEXT), columns.title or records.guess(row, records.TITLE)}
        free.add(factiva.LEAD)
        self._shapes_by_column: list[set[str] | None] = [None if name in free else set() for name in names]

    def learn(self, values: list[str]) -> None:
        for value, shapes in zip(values, self._shapes_by_column, strict=True):
            if shapes is not None and len(shapes) < _MOST_SHAPES:
                shapes.add(_shape(value))

    def fit(self, values: list[str]) -> bool:
        pairs = zip(values, self._shapes_by_column, strict=True)
        return all(not shapes or _shape(value) in shapes for value, shapes in pairs)


def _shape(value: str) -> str:
    return _DIGITS.sub("9", _LETTERS.sub("a", value.strip()))


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    if text is None or magic.kind(head):
        return Likeness.NO
    heading = text.lstrip("\ufeff").split("\n", 1)[0].strip()
    for separator in SEPARATORS:
        names = {records.key(name.strip('" ')) for name in heading.split(separator)}
        if names & set(records.TEXT) and len(names & KNOWN) > 1 and all(names):
            return Likeness.CERTAIN
    return Likeness.POSSIBLE


@loader(".csv", ".tsv", ".tab", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each row; the fragment of its URI is the row's id, or its number (1 after the heading)."""
    name = codec(source, options)
    rows = _rows(source, options, name)
    heading = next(rows, None)
    if heading is None:
        raise EmptyDocumentError(place=source.place)
    if isinstance(heading, DocumentError):
        detail = f"it has no heading ({heading.fields['detail']})"
        raise DamagedDocumentError(place=source.place, detail=detail) from heading
    names, is_of_factiva = names_of(map(restored, heading.values), options.columns)
    check_columns(names, source.place, options.columns)
    shapes = _Shapes(names, options.columns)
    # A broken row may continue on the next lines: a row after it counts only if it looks like the rows before.
    follows_broken_row = False
    for number, row in enumerate(rows, start=1):
        try:
            if isinstance(row, DocumentError):
                raise row
            place = f"{source.place}, line {row.line}"
            if len(row.values) != len(names):
                detail = f"it has {len(row.values)} columns, and the heading {len(names)}"
                raise BadRecordError(place=place, detail=detail)
            if follows_broken_row and not shapes.fit(row.values):
                raise BadRecordError(place=place, detail="it follows a broken row and looks like the rest of it")
        except DocumentError as error:
            follows_broken_row = True
            yield error
            continue
        follows_broken_row = False
        shapes.learn(row.values)
        try:
            if not all(map(is_decoded, row.values)):
                raise BadRecordError(place=place, detail=f"its bytes are not {name}")
            values = dict(zip(names, map(restored, row.values), strict=True))
            record = Record(factiva.joined_text(values) if is_of_factiva else values, str(number), place)
            yield records.document(record, source, options, name)
        except DocumentError as error:
            yield error


def _rows(source: Source, options: Options, name: str) -> Iterator[Row | DocumentError]:
    """The rows, heading first. An unclosed quote costs only its own line: the lines that it swallows are read again."""
    dialect = _dialect(source, options.columns)
    # The default limit of the csv module, which holds for the whole process, is too small for many articles.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_record_bytes))
    unread = islice(lines(source, name, options.max_record_bytes), dialect.skip, None)
    lines_to_repeat: deque[Line] = deque()
    lines_of_row: list[Line] = []
    recoveries = 0

    def feed() -> Iterator[str]:
        while line := lines_to_repeat.popleft() if lines_to_repeat else next(unread, None):
            lines_of_row.append(line)
            if line.text is None:
                raise csv.Error(f"it is larger than {options.max_record_bytes} bytes")
            yield line.text

    while True:
        try:
            for values in csv.reader(feed(), delimiter=dialect.separator, quoting=dialect.quoting, strict=True):
                line = lines_of_row[0].number
                lines_of_row.clear()
                if any(value.strip() for value in values):
                    yield Row(line, values)
            return
        except csv.Error as error:
            first_line, *swallowed_lines = lines_of_row
            lines_of_row.clear()
            lines_to_repeat.extendleft(reversed(swallowed_lines))
            recoveries += bool(swallowed_lines)
            fault = BadRecordError(place=f"{source.place}, line {first_line.number}", detail=f"it is no row ({error})")
            fault.__cause__ = error
            yield fault
        if recoveries > _RECOVERIES:
            raise DamagedDocumentError(place=source.place, detail=f"{recoveries} quotes are opened and never closed")


def _dialect(source: Source, columns: Columns) -> Dialect:
    text = (encoding.peek(source.head) or "").lstrip("\ufeff")
    is_complete = len(source.head) < HEAD
    lines_of_head = text.splitlines(keepends=True)[: None if is_complete else -1]
    known = known_columns(columns)
    skip = _preamble(lines_of_head, known, columns)
    rows = [line for line in lines_of_head[skip:] if line.strip()] or [text]
    if match := _SEPARATOR_LINE.fullmatch(rows[0]):
        return Dialect(match[1], quoting=csv.QUOTE_MINIMAL, skip=1)

    def score(separator: str) -> tuple[int, int]:
        names = _keys(rows[0], separator)
        return len([name for name in names if name in known]), len(names)

    separator = max(SEPARATORS, key=score)
    # Tab-separated exports of databases often have no quoting, and quotes in them are text.
    is_unquoted = (
        separator in _UNQUOTED_SEPARATORS
        and not _is_rectangular(rows, separator, csv.QUOTE_MINIMAL)
        and _is_rectangular(rows, separator, csv.QUOTE_NONE)
    )
    return Dialect(separator, quoting=csv.QUOTE_NONE if is_unquoted else csv.QUOTE_MINIMAL, skip=skip)


def _preamble(lines_of_head: list[str], known: Set[str], columns: Columns) -> int:
    """The number of lines above the heading: those without a ``known`` column, above the first line that tells one."""
    for number, line in enumerate(lines_of_head[:LONGEST_PREAMBLE]):
        names_by_separator = [{*_keys(line, separator)} for separator in SEPARATORS]
        if any(tells_heading(names, columns) for names in names_by_separator):
            return number
        if any(names & known for names in names_by_separator):
            break
    return 0


def _keys(line: str, separator: str) -> list[str]:
    """The names in a heading, as `records.key` gives them."""
    return [records.key(name) for name in next(csv.reader([line], delimiter=separator), [])]


def _is_rectangular(rows: list[str], separator: str, quoting: Literal[0, 3]) -> bool:
    """Whether all rows have the same number of columns."""
    try:
        widths = [len(row) for row in csv.reader(rows, delimiter=separator, quoting=quoting, strict=True)]
    except csv.Error:
        return False
    return len(set(widths)) == 1
