"""`kg backup` and `kg restore`: copy the record, and put a copy back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import meant_or_new, opened

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write; an existing one is replaced.")],
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Back up the record of the graph to a file.

    Other processes may read and write meanwhile: the copy has the state after the last finished write. The record
    contains everything but kg.toml and the stores, which `kg restore` rebuilds.
    """
    with opened(graph) as opened_graph:
        opened_graph.record.backup(file)
        counts = opened_graph.record.counts()
        print_rows(
            ("file", "documents", "revision"), [(str(file), counts["documents"], opened_graph.record.revision)], format
        )


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `kg backup` wrote.")],
    graph: o.GraphOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a record that has documents, or cannot be read.")
    ] = False,
    format: o.FormatOption = None,
) -> None:
    """Restore the record from a backup, and rebuild the stores.

    The graph is created if needed. The backup is checked first; an interruption leaves the old record or the backup,
    whole.
    """
    from kg.restoring import restore

    folder, is_new = meant_or_new(graph)
    with counting("writing the stores") as tell:
        count = restore(folder, file, replace=replace, progress=tell)
    if is_new:
        say(f"created {folder}")
    print_rows(("graph", "documents"), [(str(folder), count)], format)
