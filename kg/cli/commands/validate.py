"""`kg validate`: the RDF store against the SHACL shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import opened, ready
from kg.printing.quantities import quantity

if TYPE_CHECKING:
    from kg.stores.oxigraph.oxigraph import OxigraphStore

__all__ = ["validate"]


def validate(graph: o.GraphOption = None, format: o.FormatOption = None, raw_cells: o.RawCellsOption = False) -> None:
    """Validate the RDF store against its SHACL shapes.

    Prints the violations of schemas/shapes.ttl; the exit status is 1 if there are any.
    """
    from kg.validate import validate

    graphs = 0

    def violations(store: OxigraphStore) -> Iterator[tuple[str | None, ...]]:
        nonlocal graphs
        with counting("validating", opened_graph.record.counts()["documents"]) as tell:
            for report in validate(store):
                graphs += 1
                if report.graph.startswith("document/"):
                    tell(1)
                yield from ((report.graph, v.focus, v.path, v.value, v.message) for v in report.violations)

    with opened(graph) as opened_graph:
        store = cast("OxigraphStore", ready(opened_graph, "sparql"))
        columns = ("graph", "focus", "path", "value", "message")
        count = print_rows(columns, violations(store), format, raw=raw_cells)
    say(f"{quantity(count, 'violation')} in {quantity(graphs, 'graph')}")
    if count:
        raise typer.Exit(1)
