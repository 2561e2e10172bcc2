"""The options of `kg network`, grouped by topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli import options as o
from kg.cli.export_options import FactFilters
from kg.errors import CommandError
from kg.networks.dna.schema import KIND

if TYPE_CHECKING:
    from kg.networks.reports import ReportOptions

__all__ = ["Counting", "Filters", "Origin", "ReportFlags", "Shown", "Windows", "network_options", "report_options"]

Aggregation = Literal["ignore", "combine", "congruence", "conflict", "subtract"]
Normalisation = Literal["no", "average", "activity", "prominence", "jaccard", "cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Unit = Literal["events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]
Kernel = Literal["uniform", "epanechnikov", "triangular", "gaussian"]

CALLED: Mapping[str, str] = {"rows": "variable1", "columns": "variable2"}
"""Options that have another name in `kg.networks.options.Options`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of the codings: a graph, or a DNA file."""

    graph: o.GraphOption = None
    dna: Annotated[Path | None, typer.Option("--dna", metavar="FILE", help="Take the codings of a .dna file.")] = None
    kind: Annotated[str, typer.Option("--kind", help="The statement type of a .dna file.")] = KIND
    status: o.StatusOption = None
    reviewed_only: o.ReviewedOnlyOption = False


@dataclass(frozen=True, slots=True)
class Counting:
    """Which codings are counted, and how."""

    of: Annotated[
        Literal["positions", "addresses", "demands", "replies", "talks", "leads", "speech"],
        typer.Option(
            "--of",
            help="Who holds which positions; towards whom; who demands of, answers, talks with, leads, speaks of whom.",
        ),
    ] = "positions"
    by: Annotated[
        Literal["actor", "affiliation", "state"],
        typer.Option(
            "--by", help="Actors as named; persons as what they belong to at the time; all as states and blocs."
        ),
    ] = "actor"
    mode: Annotated[
        Literal["one", "two"] | None,
        typer.Option("--mode", help="Ties between rows over what they share, or between rows and columns."),
    ] = None
    rows: Annotated[str | None, typer.Option("--rows", metavar="VARIABLE", help="actor, type, named ...")] = None
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="VARIABLE", help="issue, matter, stance, other ...")
    ] = None
    qualifier: Annotated[
        str | None, typer.Option("--qualifier", metavar="VARIABLE", help="agreement, stance, strength, or none.")
    ] = None
    aggregation: Annotated[
        Aggregation | None, typer.Option("--aggregation", help="What is done with the qualifier, as in DNA.")
    ] = None
    normalisation: Annotated[
        Normalisation | None, typer.Option("--normalisation", help="What weights are divided by, as in DNA.")
    ] = None
    duplicates: Annotated[
        Duplicates | None, typer.Option("--duplicates", help="Count the same once a document, week ...")
    ] = None
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep rows and columns without codings.")] = False
    as_dna: Annotated[bool, typer.Option("--as-dna", help="Count as DNA 3.1.2 does where it does otherwise.")] = False
    min_statements: Annotated[
        int, typer.Option("--min-statements", min=1, help="Leave out actors with fewer facts, of any kind.")
    ] = 1
    by_confidence: Annotated[
        bool, typer.Option("--by-confidence", help="Weigh each tie by how sure its facts are.")
    ] = False


@dataclass(frozen=True, slots=True)
class Windows:
    """How time is divided into windows."""

    window: Annotated[Unit | None, typer.Option("--window", help="A network for each window of time.")] = None
    length: Annotated[int | None, typer.Option("--length", min=1, help="Units that a window is long.")] = None
    kernel: Annotated[
        Kernel | None, typer.Option("--kernel", help="Weigh codings by how near they are to the window's middle.")
    ] = None


@dataclass(frozen=True, slots=True)
class Filters(FactFilters):
    """The filters of facts: `kg.networks.from_graph.FILTERS`, by name."""

    stance: Annotated[list[str] | None, typer.Option("--stance", help="demand, offer, reject ...; again for more.")] = (
        None
    )
    modality: Annotated[
        list[str] | None,
        typer.Option("--modality", help="conditional ...; of talks planned ...; else asserted, actual."),
    ] = None


@dataclass(frozen=True, slots=True)
class ReportFlags:
    """Options for random draws, and those of single reports: `kg.networks.reports.ReportOptions`."""

    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Draw so often, for intervals of every number and for tests.")
    ] = 0
    uncertain: Annotated[
        Literal["documents", "facts", "both"], typer.Option("--uncertain", help="What is drawn for intervals.")
    ] = "both"
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed, the same chance.")] = 0
    alpha: Annotated[float, typer.Option("--alpha", min=0, max=1, help="What the backbone takes as chance.")] = 0.05
    distance: Annotated[
        Literal["absdiff", "spectral"], typer.Option("--distance", help="Between the windows of phases.")
    ] = "absdiff"
    anchor: Annotated[
        str | None,
        typer.Option("--anchor", help="Whoever is to have a point above 0.", autocompletion=o.actor_names),
    ] = None
    dimensions: Annotated[int, typer.Option("--dimensions", min=1, max=2, help="Of the ideal points.")] = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown instead of a report, and where the output goes."""

    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain", metavar="ROW COLUMN", help="The sentences behind a tie.", autocompletion=o.actor_names
        ),
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write a picture (.png .svg .pdf), a network (.gexf .graphml .visone.graphml .net .dl), rows (.csv).",
        ),
    ] = None
    title: Annotated[str, typer.Option("--title", help="What stands over a picture.")] = ""
    limit: o.LimitOption = None
    format: o.FormatOption = None


def network_options(counting: Counting, windows: Windows) -> dict[str, Any]:
    """The fields of `kg.networks.options.Options` that were given; the others depend on the relation.

    Raises `CommandError` for a length without windows.
    """
    if windows.length and not windows.window:
        raise CommandError(detail="--length is that of windows: name --window, too.", command="kg network")
    typed = {
        CALLED.get(name, name): value
        for name, value in (asdict(counting) | asdict(windows)).items()
        if name not in ("of", "by", "min_statements", "by_confidence") and value not in (None, False)
    }
    if counting.mode:
        typed["mode"] = f"{counting.mode}-mode"
    if counting.qualifier == "none":
        typed |= {"qualifier": None, "aggregation": counting.aggregation or "ignore"}
    return typed


def report_options(flags: ReportFlags) -> ReportOptions:
    """The options of the reports."""
    from kg.networks.reports import DEALT, ReportOptions

    return ReportOptions(
        draws=flags.draws,
        dealt=flags.draws or DEALT,
        source=flags.uncertain,
        seed=flags.seed,
        alpha=flags.alpha,
        distance=flags.distance,
        anchor=flags.anchor,
        dimensions=flags.dimensions,
    )
