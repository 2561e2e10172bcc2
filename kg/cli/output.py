"""Print rows to stdout in a suitable format."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

from kg.cli.messages import is_colourful
from kg.cli.rows import Format, write_rows
from kg.stores.protocol import Value

__all__ = ["print_rows"]


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    format: Format | None,
    *,
    brief: Sequence[str] | None = None,
    raw: bool = False,
) -> int:
    """Write rows to stdout in ``format`` (by default a table on a terminal, else TSV); returns their number.

    A table shows only the ``brief`` columns, if any are given, since a person needs the room more than every id.
    ``raw`` leaves texts in CSV and TSV as they are, even if a spreadsheet would run them as formulas.
    """
    chosen_format = format or (Format.TABLE if sys.stdout.isatty() else Format.TSV)
    if brief is not None and chosen_format is Format.TABLE:
        shown_columns = [n for n, name in enumerate(columns) if name in brief]
        columns, rows = [columns[n] for n in shown_columns], ([row[n] for n in shown_columns] for row in rows)
    width = shutil.get_terminal_size((100, 24)).columns
    return write_rows(sys.stdout, columns, rows, chosen_format, width=width, colour=is_colourful(sys.stdout), raw=raw)
