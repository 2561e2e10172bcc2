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
    dna: Annotated[Path | None, typer.Option("--dna", metavar="FILE", help="Count a .dna file, not a graph.")] = None
    kind: Annotated[str, typer.Option("--kind", help="With --dna: the statement type to count.")] = KIND
    status: o.StatusOption = None
    reviewed_only: o.ReviewedOnlyOption = False


@dataclass(frozen=True, slots=True)
class Counting:
    """Which codings are counted, and how."""

    of: Annotated[
        Literal["positions", "addresses", "demands", "replies", "talks", "leads", "speech"],
        typer.Option(
            "--of",
            help="Facts to count: positions on issues, addresses (positions towards actors), demands, replies to "
            "demands, talks, leads (who leads whom) or speech (who speaks about whom).",
        ),
    ] = "positions"
    by: Annotated[
        Literal["actor", "affiliation", "state"],
        typer.Option(
            "--by",
            help="Count actors as named (actor), persons and unnamed groups as what they belonged to at the time "
            "(affiliation), or everybody as their state or bloc (state).",
        ),
    ] = "actor"
    mode: Annotated[
        Literal["one", "two"] | None,
        typer.Option("--mode", help="Tie rows to each other by the columns they share (one), or to the columns (two)."),
    ] = None
    rows: Annotated[
        str | None, typer.Option("--rows", metavar="VARIABLE", help="Variable for rows: actor, type ...")
    ] = None
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="VARIABLE", help="Variable for columns: issue, matter ...")
    ] = None
    qualifier: Annotated[
        str | None,
        typer.Option("--qualifier", metavar="VARIABLE", help="Variable to aggregate: agreement, stance ... or none."),
    ] = None
    aggregation: Annotated[
        Aggregation | None, typer.Option("--aggregation", help="How to aggregate the qualifier, as in DNA.")
    ] = None
    normalisation: Annotated[
        Normalisation | None, typer.Option("--normalisation", help="How to normalise weights, as in DNA.")
    ] = None
    duplicates: Annotated[
        Duplicates | None, typer.Option("--duplicates", help="Count repetitions once per document, week ...")
    ] = None
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep rows and columns without codings.")] = False
    as_dna: Annotated[bool, typer.Option("--as-dna", help="Reproduce DNA 3.1.2 where kg counts differently.")] = False
    min_statements: Annotated[
        int, typer.Option("--min-statements", min=1, help="Leave out actors with fewer facts than this.")
    ] = 1
    by_confidence: Annotated[
        bool, typer.Option("--by-confidence", help="Weight each tie by the mean confidence of its facts.")
    ] = False


@dataclass(frozen=True, slots=True)
class Windows:
    """How time is divided into windows."""

    window: Annotated[Unit | None, typer.Option("--window", help="Count a network per time window, in this unit.")] = (
        None
    )
    length: Annotated[int | None, typer.Option("--length", min=1, help="Window length in units; default: 1.")] = None
    kernel: Annotated[
        Kernel | None, typer.Option("--kernel", help="Weight codings by their distance from the middle of the window.")
    ] = None


@dataclass(frozen=True, slots=True)
class Filters(FactFilters):
    """The filters of facts: `kg.networks.from_graph.FILTERS`, by name."""

    stance: Annotated[
        list[str] | None,
        typer.Option("--stance", help="Only facts with this stance: demand, offer, reject ...; repeatable."),
    ] = None
    modality: Annotated[
        list[str] | None,
        typer.Option(
            "--modality",
            help="Only facts with this modality: conditional ..., of talks: planned ...; repeatable; "
            "default: asserted, of talks: actual.",
        ),
    ] = None
    without_issue: Annotated[
        list[str] | None,
        typer.Option(
            "--without-issue",
            help="Leave this issue out, such as a broad one, but not those below it; repeatable.",
            autocompletion=o.issue_labels,
        ),
    ] = None
    listed_issues: Annotated[
        bool,
        typer.Option(
            "--listed-issues",
            help="Only issues of the scheme or your list, not those that matters without one make of their own words.",
        ),
    ] = False
    no_unnamed: o.NoUnnamedOption = False


@dataclass(frozen=True, slots=True)
class ReportFlags:
    """Options for random draws, and those of single reports: `kg.networks.reports.ReportOptions`."""

    draws: Annotated[
        int,
        typer.Option("--draws", min=0, help="Draws for 95 % intervals and tests; 0: no intervals, 99 in tests."),
    ] = 0
    uncertain: Annotated[
        Literal["documents", "facts", "both"], typer.Option("--uncertain", help="What to resample for intervals.")
    ] = "both"
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the random numbers.")] = 0
    alpha: Annotated[float, typer.Option("--alpha", min=0, max=1, help="Significance level of the backbone.")] = 0.05
    distance: Annotated[
        Literal["absdiff", "spectral"], typer.Option("--distance", help="Distance between windows, for phases.")
    ] = "absdiff"
    anchor: Annotated[
        str | None, typer.Option("--anchor", help="Actor whose point is to be above 0.", autocompletion=o.actor_names)
    ] = None
    dimensions: Annotated[int, typer.Option("--dimensions", min=1, max=2, help="Dimensions of the ideal points.")] = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown instead of a report, and where the output goes."""

    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain", metavar="ROW COLUMN", help="Show the facts behind a tie.", autocompletion=o.actor_names
        ),
    ] = None
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write to this file: a picture (.png .svg .pdf), a network (.gexf .graphml .visone.graphml .net .dl) "
            "or rows (.csv .tsv .json .jsonl .md).",
        ),
    ] = None
    title: Annotated[str, typer.Option("--title", help="Title of the picture.")] = ""
    limit: o.LimitOption = None
    format: o.FormatOption = None
    raw_cells: o.RawCellsOption = False


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
