"""`kg documents` and `kg remove`: what is in a graph, and how it gets out."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows

__all__ = ["documents", "remove"]

BRIEF = ("name", "status", "sentences", "silent", "facts", "confirmed", "rejected", "added", "waiting", "why")
LEDGER = (*BRIEF, "characters", "extractor", "id", "uri")


def documents(
    ledger: Annotated[
        bool, typer.Option("--ledger", help="What was read, found, refused and reviewed, document by document.")
    ] = False,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """List the documents of the graph, by date; with --ledger, what became of each, those that were refused too.

    \b
    sentences  were read; silent ones prove no fact
    facts      were found; of them confirmed (or corrected), rejected, and waiting for somebody to look
    added      by people, since no reader found them
    """
    with o.opened(graph) as found:
        if ledger:
            lines = ([getattr(line, name) for name in LEDGER] for line in found.record.ledger())
            print_rows(LEDGER, lines, format, brief=BRIEF, raw=raw_cells)
            return
        columns = ("name", "date", "source", "title", "genre", "characters", "id", "uri")
        rows = (
            (e.name, e.date.isoformat() if e.date else None, e.source, e.title, e.genre, e.characters, e.id, e.uri)
            for e in found.record.documents()
        )
        print_rows(columns, rows, format, brief=("name", "date", "source", "title", "characters"), raw=raw_cells)


def remove(
    names: o.DocumentArgument,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Take documents out of the graph, each with exactly its facts."""
    from kg.record import ChangeKind

    with o.opened(graph) as found:
        # All names are looked up first, so that a wrong one leaves everything as it is.
        named = {name: found.record.document(name).id for name in names}
        rows: list[tuple[str, str, str]] = []
        gone: set[str] = set()
        for name, document in named.items():
            if document not in gone:
                change = found.record.remove(name)
                rows.append((name, change.document, change.kind.value))
                gone |= {document} if change.kind is ChangeKind.REMOVED else set()
        found.catch_up()
        print_rows(("document", "id", "change"), rows, format, raw=raw_cells)
