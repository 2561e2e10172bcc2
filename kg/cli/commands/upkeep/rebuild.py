"""`kg rebuild`: the stores, anew from the record."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.progress import counting

__all__ = ["rebuild"]


class Which(StrEnum):
    """A store, by what a person calls it."""

    RDF = "rdf"
    PROPERTY_GRAPH = "property-graph"
    BOTH = "both"


_LANGUAGES = {Which.RDF: ("sparql",), Which.PROPERTY_GRAPH: ("cypher",), Which.BOTH: ("sparql", "cypher")}


def rebuild(
    which: Annotated[Which, typer.Argument(help="The store to build.")] = Which.BOTH,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Throw the stores away, damaged or not, and write them anew from the record."""
    from kg.settings import TABLES

    with o.opened(graph) as found:
        rows = []
        for language in _LANGUAGES[which]:
            with counting(f"writing the {TABLES[language]} store", found.record.counts()["documents"]) as tell:
                count = found.rebuild(language, tell)
            rows.append((TABLES[language], found.settings.stores[language].engine, count, found.record.revision))
        print_rows(("store", "engine", "documents", "revision"), rows, format)
