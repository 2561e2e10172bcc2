"""`kg doctor`: what is installed, where the graph is, and whether all is well."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows

__all__ = ["doctor"]


def doctor(
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also verify the checksums of every document.")] = False,
) -> None:
    """Check the installation, the graph and its stores.

    Prints the state of each part, and what to do; the exit status is 1 if something is broken.
    """
    from kg.doctor import State, examine

    findings = list(examine(graph, deep=deep))
    print_rows(
        ("part", "state", "detail", "advice"), [(f.part, f.state.value, f.detail, f.advice) for f in findings], format
    )
    if any(f.state is State.BROKEN for f in findings):
        raise typer.Exit(1)
