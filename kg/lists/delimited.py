"""Rows of delimited files, as spreadsheets write them: each with the line in which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Final

__all__ = ["delimited_rows"]

_DELIMITERS: Final = (",", "\t", ";")
_LONGEST: Final = 131_072
"""Letters of a cell, which the csv module has as its limit until a loader raises it for the whole process."""


def delimited_rows(text: str, wrong: Callable[[int, object], Exception]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line, counted from 1, the header first; cells lose the blanks around them, and rows without any
    content are left out.

    A cell may go over several lines, so that a row's line is more than the number of rows before it. The delimiter is
    the one of comma, tab and semicolon that the first line has most of. Quotes have to close: one that does not would
    swallow the rows below. ``wrong`` makes the error, of the line and what is wrong there, that is raised for what is
    no row.

    >>> [*delimited_rows('name;place\\n"Ana\\nEk"; Lima\\n;\\nBo Ek;Quito\\n', lambda line, detail: ValueError())]
    [(1, ['name', 'place']), (2, ['Ana\\nEk', 'Lima']), (5, ['Bo Ek', 'Quito'])]
    """
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(len(cell) > _LONGEST for cell in stripped):
                raise wrong(line, f"field larger than field limit ({_LONGEST})")
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        raise wrong(reader.line_num, error) from error
