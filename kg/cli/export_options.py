"""The options of `kg export`: which part of the graph, in which shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

import typer

from kg.cli import options as o

__all__ = ["PAGES", "Part", "Shape", "given"]

PAGES = ("since", "until", "document", "source", "tag")
"""The filters that a page in html takes as well, where they are about documents."""


def _relations() -> Iterator[str]:
    from kg.exports.selection import relations

    yield from relations()


@dataclass(frozen=True, slots=True)
class Part:
    """Which facts are handed on; of a page, which documents."""

    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Of this day, month or year or later (2018-08).")
    ] = None
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to the end of it.")] = None
    document: Annotated[list[str] | None, typer.Option("--document", help="In this document; again for more.")] = None
    source: Annotated[list[str] | None, typer.Option("--source", help="Published by this one; again for more.")] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="In documents with this tag; again for more.")] = None
    issue: Annotated[list[str] | None, typer.Option("--issue", help="Positions on this issue or one below it.")] = None
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="With this actor at one end; again for more.", autocompletion=o.actor_names),
    ] = None
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Between actors of this type: person, state ...; again for more.")
    ] = None
    relation: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            help="Of this kind: lead, negotiation, position, demand, supports ...; again for more.",
            autocompletion=_relations,
        ),
    ] = None
    min_confidence: Annotated[
        str | None, typer.Option("--min-confidence", metavar="SHARE", help="Facts as sure as this, 0 to 1.")
    ] = None
    no_isolates: Annotated[
        bool, typer.Option("--no-isolates", help="Without actors that no fact, or no counted edge, joins to anything.")
    ] = False
    no_unnamed: Annotated[
        bool, typer.Option("--no-unnamed", help="Without groups of no name (officials, negotiators) and their facts.")
    ] = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How much is written, and for whom."""

    level: Annotated[
        Literal["full", "actors", "issues", "signed"],
        typer.Option(
            "--level",
            help="full; or counted: actors with what stands between them, actors with issues for and against, "
            "or friends and foes.",
        ),
    ] = "full"
    stream: Annotated[
        bool,
        typer.Option(
            "--stream",
            help="nquads for loading into a server: with the store's own notes, straight into the file or pipe.",
        ),
    ] = False
    raw_cells: o.RawCellsOption = False


def given(part: Part) -> dict[str, Any]:
    """The filters that were typed, by their names."""
    return {name: value for name, value in asdict(part).items() if value not in (None, False, [])}
