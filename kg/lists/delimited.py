"""Reading the rows of delimited files, as spreadsheets write them, with their line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Final

__all__ = ["delimited_rows"]

_DELIMITERS: Final = (",", "\t", ";")
_LONGEST: Final = 131_072
"""The most characters of a cell: the csv module's own limit, which a loader may have raised for the whole process."""


def delimited_rows(text: str, wrong: Callable[[int, object], Exception]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its first line (from 1), the header first; cells are stripped, and rows without
    content left out.

    A cell may span several lines. The delimiter is the most frequent of comma, tab and semicolon in the first line. A
    quote that is not closed is an error: it would swallow the rows below. ``wrong`` makes the errors to raise from a
    line number and what is wrong there.

    >>> [*delimited_rows('name;place\\n"Ana\\nEk"; Lima\\n;\\nBo Ek;Quito\\n', lambda line, detail: ValueError())]
    [(1, ['name', 'place']), (2, ['Ana\\nEk', 'Lima']), (5, ['Bo Ek', 'Quito'])]
    """
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            stripped_cells = [cell.strip() for cell in cells]
            if any(len(cell) > _LONGEST for cell in stripped_cells):
                raise wrong(line, f"field larger than field limit ({_LONGEST})")
            if any(stripped_cells):
                yield line, stripped_cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise wrong(reader.line_num, error) from error
