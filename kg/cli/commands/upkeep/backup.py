"""`kg backup` and `kg restore`: copy the record, and put a copy back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import meant_or_new, opened
from kg.cli.talk import say

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; what is there is replaced.")],
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Copy the record, with all that cannot be made again from anything else, into one file.

    Others may read and write meanwhile: the copy is what the last finished write left. It is there whole or not at
    all. The stores follow from the record, and kg.toml is yours to copy.
    """
    with opened(graph) as found:
        found.record.backup(file)
        counts = found.record.counts()
        print_rows(("file", "documents", "revision"), [(str(file), counts["documents"], found.record.revision)], format)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `kg backup` made.")],
    graph: o.GraphOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where the graph holds documents, or a record that cannot be read.")
    ] = False,
    format: o.FormatOption = None,
) -> None:
    """Put a backup in the place of the graph's record, and write the stores anew; make the graph where there is none.

    The backup is looked through first. Interrupted at any point, the record is the old one or the backup, whole.
    """
    from kg.restoring import restore

    folder, is_new = meant_or_new(graph)
    with counting("writing the stores") as tell:
        count = restore(folder, file, replace=replace, progress=tell)
    if is_new:
        say(f"made {folder}")
    print_rows(("graph", "documents"), [(str(folder), count)], format)
