"""`kg link`: a project's own lists of actors and issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.session import opened
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.lists import OwnList

__all__ = ["link"]

COLUMNS = ("list", "actors", "issues", "scheme", "left_out")


def link(
    from_: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="CSV, SKOS or FollowTheMoney file to store; repeatable."),
    ] = None,
    issues: Annotated[
        Literal["extend", "replace"],
        typer.Option("--issues", help="With --from: add the list's issues to the shipped ones, or replace these."),
    ] = "extend",
    forget: Annotated[
        list[str] | None, typer.Option("--forget", metavar="NAME", help="Remove this list; repeatable.")
    ] = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Store your own lists of actors and issues in the graph.

    Prints the lists that the graph has. When documents are next read, their names and labels take precedence over the
    shipped lists. A list is named after its file, and replaces an earlier one of that name.

    \b
    kg link --from actors.csv --from codebook.ttl    then read again: kg ingest FOLDER
    kg link --forget actors
    """
    from kg import linking

    if issues == "replace" and not from_:
        raise CommandError(detail="--issues goes with --from only.", command="kg link")
    with opened(graph) as opened_graph:
        for name in forget or ():
            linking.forget(opened_graph, name)
        for path in from_ or ():
            linking.link(opened_graph, path, replaces=issues == "replace")
        print_rows(COLUMNS, [_row(own) for own in opened_graph.record.lists()], format)
        if (from_ or forget) and opened_graph.record.counts()["documents"]:
            say("run `kg ingest` with the same paths to read the documents again with these lists")


def _row(own_list: OwnList) -> tuple[str, int, int, str | None, int]:
    scheme = ("replaces ours" if own_list.replaces else "extends ours") if own_list.issues else None
    return (own_list.name, len(own_list.actors), len(own_list.issues), scheme, own_list.left_out)
