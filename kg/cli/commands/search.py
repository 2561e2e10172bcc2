"""`kg search`: sentences by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows

__all__ = ["search"]


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help='All of them, in any form; "in quotes" one after another; a OR b.'),
    ],
    *,
    reviewed: o.Reviewed,
    graph: o.GraphOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Print so many sentences at most.")] = 20,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Find the sentences that hold all the words (tariff finds tariffs, too), the best first."""
    with o.opened(graph, reviewed=reviewed) as found:
        columns = ("document", "date", "source", "start", "end", "text")
        sentences = found.record.search(" ".join(words), limit)
        rows = ((s.name, s.date.isoformat() if s.date else None, s.source, s.start, s.end, s.text) for s in sentences)
        print_rows(columns, rows, format, raw=raw_cells)
