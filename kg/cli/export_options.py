"""The options of `kg export`: the part of the graph and its form; the filters of facts are those of networks too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

import typer

from kg.cli import options as o

__all__ = ["FactFilters", "Part", "Shape", "given"]


def _relations() -> Iterator[str]:
    from kg.exports.selection import relations

    yield from relations()


@dataclass(frozen=True, slots=True)
class FactFilters(o.DocumentFilters):
    """The filters of facts: `kg.query.filters.FILTERS`."""

    since: o.SinceOption = None
    until: o.UntilOption = None
    document: Annotated[
        list[str] | None,
        typer.Option("--document", help="In this document; again for more.", autocompletion=o.document_names),
    ] = None
    issue: Annotated[
        list[str] | None,
        typer.Option("--issue", help="On this issue or one below it; again for more.", autocompletion=o.issue_labels),
    ] = None
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="With this actor at one end; again for more.", autocompletion=o.actor_names),
    ] = None
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Between actors of this type: person, state ...; again for more.")
    ] = None
    min_confidence: o.MinConfidenceOption = None


@dataclass(frozen=True, slots=True)
class Part(FactFilters):
    """The facts to export; for a page, the documents."""

    relation: Annotated[
        list[str] | None,
        typer.Option(
            "--relation",
            help="Of this kind: lead, negotiation, position, demand, supports ...; again for more.",
            autocompletion=_relations,
        ),
    ] = None
    no_isolates: Annotated[
        bool, typer.Option("--no-isolates", help="Without actors that no fact, or no counted edge, joins to anything.")
    ] = False
    no_unnamed: Annotated[
        bool, typer.Option("--no-unnamed", help="Without groups of no name (officials, negotiators) and their facts.")
    ] = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The level of detail and the form of the export."""

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


def given(part: Part | o.Reviewed) -> dict[str, Any]:
    """The filters that were given, by name."""
    return {name: value for name, value in asdict(part).items() if value not in (None, False, [])}
