"""`kg documents` and `kg remove`: list the documents of a graph, and remove them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.session import opened
from kg.errors import DocumentUnknownError
from kg.model.places import uri_of

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["documents", "remove"]

BRIEF = ("name", "status", "sentences", "silent", "facts", "confirmed", "rejected", "added", "waiting", "why")
LEDGER = (*BRIEF, "characters", "extractor", "id", "uri")


def documents(
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Show how each document was read and reviewed; include refused ones.")
    ] = False,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """List the documents of the graph, by date.

    \b
    With --ledger, it also shows the numbers of
    sentences  that were read; silent: those without a fact
    facts      that were found: confirmed (or corrected), rejected, and waiting for review
    added      facts, which people have added
    """
    with opened(graph) as opened_graph:
        if ledger:
            lines = ([getattr(line, name) for name in LEDGER] for line in opened_graph.record.ledger())
            print_rows(LEDGER, lines, format, brief=BRIEF, raw=raw_cells)
            return
        columns = ("name", "date", "source", "title", "genre", "characters", "id", "uri")
        rows = (
            (e.name, str(e.when) if e.when else None, e.source, e.title, e.genre, e.characters, e.id, e.uri)
            for e in opened_graph.record.documents()
        )
        print_rows(columns, rows, format, brief=("name", "date", "source", "title", "characters"), raw=raw_cells)


def remove(
    names: o.DocumentArgument,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Remove documents and their facts from the graph.

    A folder, or a file that holds several documents, removes all documents in it.
    """
    from kg.record import ChangeKind

    with opened(graph) as opened_graph:
        # All names are looked up first, so that a wrong one leaves everything as it is.
        places = [place for name in names for place in _matching_documents(opened_graph.record, name)]
        ids_by_place = {place: opened_graph.record.document(place).id for place in places}
        rows: list[tuple[str, str, str]] = []
        removed_ids: set[str] = set()
        for name, document in ids_by_place.items():
            if document not in removed_ids:
                change = opened_graph.record.remove(name)
                rows.append((name, change.document, change.kind.value))
                removed_ids |= {document} if change.kind is ChangeKind.REMOVED else set()
        opened_graph.catch_up()
        print_rows(("document", "id", "change"), rows, format, raw=raw_cells)


def _matching_documents(record: Record, name: str) -> list[str]:
    """The name itself if it is that of one document, else the URIs of all documents in the folder or file of this name.

    Raises `DocumentUnknownError` if there are none.
    """
    try:
        record.document(name)
    except DocumentUnknownError:
        # An empty name, such as an unset variable of the shell, does not mean the working directory.
        folder_uri = name.rstrip("/") if not name or name.startswith("file:") else uri_of(Path(name))
        uris = [uri for entry in record.documents() for uri in entry.uris]
        uris_within = [uri for uri in uris if uri.startswith((f"{folder_uri}/", f"{folder_uri}#"))]
        if not uris_within or not folder_uri.startswith("file:///"):
            raise
        return uris_within
    return [name]
