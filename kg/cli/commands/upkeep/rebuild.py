"""`kg rebuild`: write the stores again from the record."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import opened

__all__ = ["rebuild"]


def rebuild(
    which: Annotated[Literal["rdf", "property-graph", "both"], typer.Argument(help="The store to rebuild.")] = "both",
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Delete the stores, and rebuild them from the record."""
    from kg.settings import TABLES

    with opened(graph) as opened_graph:
        rows = []
        for language in (language for language, table in TABLES.items() if which in (table, "both")):
            with counting(f"writing the {TABLES[language]} store", opened_graph.record.counts()["documents"]) as tell:
                count = opened_graph.rebuild(language, tell)
            rows.append(
                (TABLES[language], opened_graph.settings.stores[language].engine, count, opened_graph.record.revision)
            )
        print_rows(("store", "engine", "documents", "revision"), rows, format)
