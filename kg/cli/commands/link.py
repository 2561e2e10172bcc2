"""`kg link`: a project's own lists of actors and issues."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.session import opened
from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.lists import OwnList

__all__ = ["link"]

COLUMNS = ("list", "actors", "issues", "scheme", "left_out")


def link(
    from_: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="A CSV, SKOS or FollowTheMoney file to keep; again for more."),
    ] = None,
    issues: Annotated[
        Literal["extend", "replace"],
        typer.Option(
            "--issues", help="With --from: the list's issues stand beside the shipped ones, or in their place."
        ),
    ] = "extend",
    forget: Annotated[
        list[str] | None, typer.Option("--forget", metavar="NAME", help="Keep this list no more; again for more.")
    ] = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Keep a project's own lists of actors and issues with the graph, and show those that it keeps.

    They are used when documents are read next, ahead of the shipped ones: what a list calls by a name is that actor,
    that issue. A list is called after its file; one of the same name takes its place.
    """
    from kg import linking

    if issues == "replace" and not from_:
        raise CommandError(detail="--issues goes with --from only.", command="kg link")
    with opened(graph) as found:
        for name in forget or ():
            linking.forget(found, name)
        for path in from_ or ():
            linking.link(found, path, replaces=issues == "replace")
        print_rows(COLUMNS, [_row(own) for own in found.record.lists()], format)
        if (from_ or forget) and found.record.counts()["documents"]:
            say("`kg ingest` with the same paths reads the documents again, by the lists as they are now")


def _row(own: OwnList) -> tuple[str, int, int, str | None, int]:
    scheme = ("replaces ours" if own.replaces else "extends ours") if own.issues else None
    return (own.name, len(own.actors), len(own.issues), scheme, own.left_out)
