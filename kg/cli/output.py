"""Rows to stdout, in the format that suits whoever reads them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

from kg.cli.rows import Format, write_rows
from kg.cli.talk import colourful
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
    """Write rows to stdout, as a table on a terminal and as tab-separated values elsewhere unless ``format`` says
    otherwise; how many there were.

    A table shows the ``brief`` columns only, where a person has more use for room than for every id.
    ``raw`` leaves the texts of csv and tsv as they are, where a spreadsheet would run them, too.
    """
    chosen = format or (Format.TABLE if sys.stdout.isatty() else Format.TSV)
    if brief is not None and chosen is Format.TABLE:
        kept = [n for n, name in enumerate(columns) if name in brief]
        columns, rows = [columns[n] for n in kept], ([row[n] for n in kept] for row in rows)
    width = shutil.get_terminal_size((100, 24)).columns
    return write_rows(sys.stdout, columns, rows, chosen, width=width, colour=colourful(sys.stdout), raw=raw)
