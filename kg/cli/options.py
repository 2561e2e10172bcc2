"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.rows import Format
from kg.cli.session import completing
from kg.errors import CommandError

__all__ = [
    "ActorArgument",
    "AllowFilesOption",
    "AllowNetworkOption",
    "DocumentArgument",
    "DocumentFilters",
    "DocumentOption",
    "FormatOption",
    "GraphOption",
    "LimitOption",
    "MinConfidenceOption",
    "ModelOption",
    "OutOption",
    "ParameterOption",
    "PathsArgument",
    "RawCellsOption",
    "Reviewed",
    "ReviewedOnlyOption",
    "SinceOption",
    "StatusOption",
    "StoreOption",
    "ThresholdOption",
    "TimeoutOption",
    "UntilOption",
    "WorkersOption",
    "WriteOption",
    "actor_names",
    "document_names",
    "issue_labels",
]


def actor_names(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """The names of the graph's actors that begin with ``incomplete``, ignoring case."""
    with completing(ctx) as graph:
        start = incomplete.casefold()
        names = (actor.name for actor in graph.record.actors())
        yield from dict.fromkeys(name for name in names if name.casefold().startswith(start))


def document_names(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """The names of the graph's documents that begin with ``incomplete``."""
    with completing(ctx) as graph:
        yield from (entry.name for entry in graph.record.documents() if entry.name.startswith(incomplete))


def issue_labels(incomplete: str) -> Iterator[str]:
    """The labels of the scheme of issues that begin with ``incomplete``, ignoring case."""
    from kg.query.issues import labels_of_issues

    start = incomplete.casefold()
    yield from (label for label in labels_of_issues() if label.casefold().startswith(start))


GraphOption = Annotated[
    Path | None,
    typer.Option("--graph", envvar="KG_GRAPH", help="The graph's folder; else the only *.kg in the working directory."),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Ask the store at this address instead, as it is: neo4j://, bolt://, https://."
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", envvar="KG_FORMAT", help="How rows are printed; else table on a terminal, tsv elsewhere."),
]
RawCellsOption = Annotated[
    bool,
    typer.Option("--raw-cells", help="csv, tsv: leave texts that a spreadsheet would run as they are."),
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file, whole or not at all.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print at most this many rows.")]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", help="An id, name, path or URI; again for more.", autocompletion=document_names),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="From this day, month or year on; a month counts as its first day."),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Up to this day, or the last day of this month or year."),
]
MinConfidenceOption = Annotated[
    str | None, typer.Option("--min-confidence", metavar="SHARE", help="Facts with at least this confidence, 0 to 1.")
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0, help="Seconds that the query may take; 0 means no limit.")
]
StatusOption = Annotated[
    Literal["confirmed", "unreviewed"] | None,
    typer.Option("--status", help="Facts that somebody has confirmed, corrected or added; or unreviewed ones."),
]
ReviewedOnlyOption = Annotated[
    bool, typer.Option("--reviewed-only", help="Facts that somebody has confirmed, corrected or added only.")
]
WriteOption = Annotated[
    bool, typer.Option("--write", help="Let the query change what you keep beside the graph in the store.")
]
AllowNetworkOption = Annotated[
    bool, typer.Option("--allow-network", help="Let the query ask other machines (SERVICE, LOAD).")
]
AllowFilesOption = Annotated[bool, typer.Option("--allow-files", help="Let the query reach files (LOAD, LOAD CSV).")]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="Bind $NAME in the query; again for a list or another name."),
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, file: URIs, or - for standard input.")
]
ActorArgument = Annotated[
    str, typer.Argument(metavar="ACTOR", help="A name, alias or id (state/CN).", autocompletion=actor_names)
]
DocumentArgument = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT", help="Ids, names, paths or URIs.", autocompletion=document_names)
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="A language model that is installed (en_core_web_lg), or its folder.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option("--threshold", min=0, max=1, help="Keep facts from this confidence on; else from 0.65 on."),
]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that read; else one a CPU.")]


@dataclass(frozen=True, slots=True)
class DocumentFilters:
    """The filters of documents by their metadata: `kg.query.narrowing.OF_DOCUMENTS`."""

    source: Annotated[
        list[str] | None, typer.Option("--source", help="In documents published by this one; again for more.")
    ] = None
    genre: Annotated[
        list[str] | None, typer.Option("--genre", help="In news, bulletin, communique ...; again for more.")
    ] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="In documents with this tag; again for more.")] = None
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="NAME=VALUE", help="In documents that tell this: event=COP4; again for more."),
    ] = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Which facts to ask for: all, those that people have reviewed, or those that nobody has reviewed."""

    status: StatusOption = None
    reviewed_only: ReviewedOnlyOption = False

    @property
    def part(self) -> str | None:
        """The part of the graph to ask, None for all. Raises `kg.errors.CommandError` if the options contradict."""
        if self.status == "unreviewed" and self.reviewed_only:
            raise CommandError(detail="--status unreviewed and --reviewed-only leave nothing.")
        return self.status or ("confirmed" if self.reviewed_only else None)
