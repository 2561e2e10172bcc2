"""The options of `kg export`: the part of the graph and its form; the filters of facts are those of networks too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from kg.cli import options as o

__all__ = ["FactFilters", "Part", "Shape"]


def _relations() -> Iterator[str]:
    from kg.exports.selection import relations

    yield from relations()


@dataclass(frozen=True, slots=True)
class FactFilters(o.DocumentFilters):
    """The filters of facts: `kg.query.filters.FILTERS`."""

    since: o.SinceOption = None
    until: o.UntilOption = None
    document: o.DocumentOption = None
    issue: Annotated[
        list[str] | None,
        typer.Option("--issue", help="Only this issue and narrower ones; repeatable.", autocompletion=o.issue_labels),
    ] = None
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="Only facts that involve this actor; repeatable.", autocompletion=o.actor_names),
    ] = None
    type: Annotated[
        list[str] | None,
        typer.Option("--type", help="Only facts between actors of this type, e.g. person or state; repeatable."),
    ] = None
    min_confidence: o.MinConfidenceOption = None


@dataclass(frozen=True, slots=True)
class Part(FactFilters):
    """The facts to export; for a page, the documents."""

    relation: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            help="Only facts of this kind, e.g. lead, position, demand or supports; repeatable.",
            autocompletion=_relations,
        ),
    ] = None
    no_isolates: Annotated[
        bool, typer.Option("--no-isolates", help="Leave out actors without any fact (with --level: without any edge).")
    ] = False
    no_unnamed: o.NoUnnamedOption = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The level of detail and the form of the export."""

    level: Annotated[
        Literal["full", "actors", "issues", "signed"],
        typer.Option(
            "--level",
            help="full: every fact; or counts of facts: between actors (actors), of actors for and against issues "
            "(issues), or of friendly and hostile ties between actors (signed).",
        ),
    ] = "full"
    stream: Annotated[
        bool,
        typer.Option("--stream", help="Write nquads for bulk loading into a server, as a stream."),
    ] = False
    raw_cells: o.RawCellsOption = False
