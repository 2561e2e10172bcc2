"""Write rows in the six formats of ``--format``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from math import isfinite
from typing import TextIO

from kg.printing.cells import csv_record, plain, tsv_record
from kg.stores.protocol import Value

__all__ = ["Format", "write_rows"]


class Format(StrEnum):
    """The format in which rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"


def write_rows(
    out: TextIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    format: Format,
    *,
    width: int = 100,
    colour: bool = False,
    raw: bool = False,
) -> int:
    """Write rows as they come; returns their number.

    ``json`` is one array of objects, ``jsonl`` one object a line; numbers that JSON lacks (``nan``, ``inf``) are
    written as strings. ``csv`` follows RFC 4180 except that lines end with a bare line feed; ``tsv`` writes a tab, a
    line feed, a carriage return and a backslash inside a value as ``\\t``, ``\\n``, ``\\r`` and ``\\\\``. Both have a
    header and leave the cell of an absent value empty; a text that a spreadsheet would run as a formula is defused
    (`kg.printing.cells`) unless ``raw``. ``width`` and ``colour`` apply to ``table`` only.
    """
    counter = _Counter(rows)
    match format:
        case Format.JSON:
            _write_json(out, columns, counter)
        case Format.JSONL:
            for row in counter:
                out.write(_object(columns, row) + "\n")
        case Format.CSV:
            out.write(csv_record(columns, raw=raw) + "\n")
            for row in counter:
                out.write(csv_record(row, raw=raw) + "\n")
        case Format.TSV:
            out.write(tsv_record(columns, raw=raw) + "\n")
            for row in counter:
                out.write(tsv_record(row, raw=raw) + "\n")
        case Format.TABLE:
            from kg.cli.table import table_lines

            for line in table_lines(columns, counter, width, colour=colour):
                out.write(line + "\n")
        case Format.MARKDOWN:
            from kg.cli.table import cell

            out.write("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns) + "\n")
            for row in counter:
                out.write("| " + " | ".join(cell(v).replace("\\", "\\\\").replace("|", "\\|") for v in row) + " |\n")
    return counter.count


class _Counter:
    """Counts rows while they are iterated."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for row in self._rows:
            self.count += 1
            yield row


def _write_json(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    separator = "["
    for row in rows:
        out.write(f"{separator}\n  {_object(columns, row)}")
        separator = ","
    out.write("[]\n" if separator == "[" else "\n]\n")


def _object(columns: Sequence[str], row: Sequence[Value]) -> str:
    import json

    values = (plain(value) if isinstance(value, float) and not isfinite(value) else value for value in row)
    return json.dumps(dict(zip(columns, values, strict=True)), ensure_ascii=False, allow_nan=False)
