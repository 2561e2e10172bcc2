"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.rows import Format
from kg.cli.session import completing
from kg.errors import CommandError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

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
    "MetadataTableOption",
    "MinConfidenceOption",
    "ModelOption",
    "NoUnnamedOption",
    "OutOption",
    "ParameterOption",
    "PathsArgument",
    "RawCellsOption",
    "Reviewed",
    "ReviewedOnlyOption",
    "SeveralDocumentsArgument",
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
    "set_options",
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
    typer.Option("--graph", envvar="KG_GRAPH", help="Graph folder; default: the only *.kg in the working directory."),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Store to use instead (neo4j://, bolt://, https://); queries do not update it."
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", envvar="KG_FORMAT", help="Output format; default: table on a terminal, tsv elsewhere."),
]
RawCellsOption = Annotated[
    bool, typer.Option("--raw-cells", help="csv, tsv: do not escape cells that a spreadsheet would run as formulas.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file; default: stdout.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print at most this many rows.")]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", help="Only this document (id, name ...); repeatable.", autocompletion=document_names),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only from this day, month or year on; a fact dated to a month or year counts as its first day.",
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Only up to this day, or the last day of this month or year."),
]
MinConfidenceOption = Annotated[
    str | None,
    typer.Option("--min-confidence", metavar="NUMBER", help="Only facts with at least this confidence (0 to 1)."),
]
NoUnnamedOption = Annotated[
    bool,
    typer.Option("--no-unnamed", help='Leave out unnamed groups ("officials", "negotiators") and their facts.'),
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0, help="Time limit of a query in seconds; 0: no limit.")
]
StatusOption = Annotated[
    Literal["confirmed", "unreviewed"] | None,
    typer.Option("--status", help="Only facts that people confirmed, corrected or added; or only the others."),
]
ReviewedOnlyOption = Annotated[bool, typer.Option("--reviewed-only", help="Same as --status confirmed.")]
WriteOption = Annotated[
    bool, typer.Option("--write", help="Allow the query to change your own data in the store, beside the graph.")
]
AllowNetworkOption = Annotated[
    bool, typer.Option("--allow-network", help="Allow access to other machines (SERVICE, LOAD).")
]
AllowFilesOption = Annotated[bool, typer.Option("--allow-files", help="Allow access to files (LOAD, LOAD CSV).")]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="Value of $NAME in the query; repeatable, also for lists."),
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, file: URIs, or - for standard input.")
]
ActorArgument = Annotated[
    str, typer.Argument(metavar="ACTOR", help="Name, alias or id, e.g. state/CN.", autocompletion=actor_names)
]
DocumentArgument = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT", help="Ids, names, paths or URIs.", autocompletion=document_names)
]
SeveralDocumentsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="DOCUMENT", help="Ids, names, paths or URIs.", autocompletion=document_names),
]
MetadataTableOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="CSV: a column file, and date, source, title, genre or tags."),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="spaCy model to parse with: its package (e.g. en_core_web_lg) or folder.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option("--threshold", min=0, max=1, help="Keep facts with at least this confidence; default: 0.65."),
]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Reading processes; default: one per CPU.")]


@dataclass(frozen=True, slots=True)
class DocumentFilters:
    """The filters of documents by their metadata: `kg.query.narrowing.DOCUMENT_FILTERS`."""

    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only documents by this publisher; repeatable.")
    ] = None
    genre: Annotated[
        list[str] | None, typer.Option("--genre", help="Only documents of this genre: news, bulletin ...; repeatable.")
    ] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Only documents with this tag; repeatable.")] = None
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="NAME=VALUE", help="Only documents with this metadata: event=COP4; repeatable."
        ),
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


def set_options(*groups: DataclassInstance) -> dict[str, Any]:
    """The options that were set, by name: those that are not None, False or an empty list."""
    values = {name: value for group in groups for name, value in asdict(group).items()}
    return {name: value for name, value in values.items() if value not in (None, False, [])}
