"""`kg network`: discourse and negotiation networks from the graph, or from a file of the Discourse Network Analyzer."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli import options as o
from kg.cli.messages import flag, say
from kg.cli.network_options import (
    Counting,
    Filters,
    Origin,
    ReportFlags,
    Shown,
    Windows,
    network_options,
    report_options,
)
from kg.cli.output import print_rows
from kg.cli.rows import Format, write_rows
from kg.cli.session import opened
from kg.errors import CommandError, NetworkEmptyError, NetworkFormatError, NetworkLabelError
from kg.whole_file import whole_file

if TYPE_CHECKING:
    from kg.networks.reports import ReportOptions
    from kg.networks.study import Study

__all__ = ["network"]

ReportName = Literal[
    "edges",
    "matrix",
    "measures",
    "brokers",
    "communities",
    "coalitions",
    "cleavage",
    "polarisation",
    "phases",
    "backbone",
    "points",
    "correspondence",
    "codings",
]
TABLES: Mapping[str, Format] = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
}
"""The format of rows for each file suffix."""


def network(
    what: Annotated[ReportName, typer.Argument(metavar="WHAT", help="The report to make; see above.")] = "edges",
    *,
    counting: Counting,
    windows: Windows,
    filters: Filters,
    flags: ReportFlags,
    origin: Origin,
    shown: Shown,
) -> None:
    """Count discourse and negotiation networks, and analyse them.

    \b
    edges           ties with their weights and numbers of facts
    matrix          weights of rows by columns
    measures        degree, strength, betweenness, eigenvector, PageRank, k-core
    brokers         structural holes, and the five brokerage roles
    communities     groups of actors; modularity and E-I index on stderr
    coalitions      what unites and divides communities, and who is between them
    cleavage        how far actors divide into two camps, with a test against chance
    polarisation    how near they are to two camps that agree within and dispute across
    phases          similar time windows, and when changes occurred
    backbone        the ties that are more than chance
    points          ideal points in one or two dimensions, with intervals
    correspondence  correspondence analysis of actors and sides of issues
    codings         the facts that are counted

    \b
    Positions are counted as agreement minus conflict between actors over issues, unless
    --mode, --qualifier or --aggregation is given; other facts as ties from actor to actor.

    \b
    kg network --by state --out states.graphml      agreement and conflict of states
    kg network --explain China 'United States'      the facts behind one tie
    kg network matrix --mode two --out sides.csv    actors by issues
    kg network --of talks --since 2018-08           who talks with whom
    """
    if shown.explain and shown.out:
        raise CommandError(detail="--explain is printed, and writes no --out.", command="kg network")
    with _open_study(origin, filters, counting, network_options(counting, windows)) as (study, text):
        if study.undated:
            say(f"left out, since they have no date: {study.undated} codings")
        if study.too_coarse:
            say(f"left out, since their dates are less precise than the windows: {study.too_coarse} codings")
        if shown.explain:
            _explain(study, shown.explain, text, shown)
        elif shown.out is None:
            _print(what, study, report_options(flags), shown)
        else:
            _write(what, study, report_options(flags), shown.out, shown)


@contextlib.contextmanager
def _open_study(
    origin: Origin, filters: Filters, counting: Counting, options: Mapping[str, Any]
) -> Iterator[tuple[Study, Callable[[str], str]]]:
    """A context manager: the codings, and a function that returns a document's text by its id."""
    if origin.dna is not None:
        _check_file_options(origin, filters, counting)
        study_of_file = _study_of_file(origin.dna, origin.kind, options, filters, counting.min_statements)
        yield study_of_file, lambda id: study_of_file.codings.documents[id].get("text", "")
        return
    reviewed = o.Reviewed(origin.status, origin.reviewed_only)
    with opened(origin.graph, reviewed=reviewed) as graph:
        try:
            study_of_graph = graph.study(
                counting.of,
                **o.set_options(filters),
                by=counting.by,
                options=options,
                at_least_statements=counting.min_statements,
                confident=counting.by_confidence,
            )
        except NetworkEmptyError as error:
            if reviewed.part is None:
                raise
            asked_with_part = f"{error.fields['asked']}, status: {reviewed.part}"
            raise NetworkEmptyError(what=error.fields["what"], asked=asked_with_part) from error
        yield study_of_graph, lambda id: graph.record.document(id).text


def _check_file_options(origin: Origin, filters: Filters, counting: Counting) -> None:
    """Raise `CommandError` for an option that a DNA file does not support: of the filters it supports only time."""
    fact_options = {name: value for name, value in asdict(filters).items() if name not in ("since", "until")}
    graph_options = {
        "of": counting.of != "positions",
        "by": counting.by != "actor",
        "by_confidence": counting.by_confidence,
    }
    review_options = {"status": origin.status, "reviewed_only": origin.reviewed_only}
    unsupported = [name for name, value in (fact_options | graph_options | review_options).items() if value]
    if unsupported:
        names = ", ".join(map(flag, unsupported))
        raise CommandError(detail=f"{names}: for facts of a graph, not for --dna.", command="kg network")


def _study_of_file(path: Path, kind: str, options: Mapping[str, Any], filters: Filters, min_statements: int) -> Study:
    """The codings of a DNA file."""
    from kg.networks.dna.reading import read_dna
    from kg.networks.from_graph import selected
    from kg.networks.options import Options
    from kg.networks.study import period_of, study_of_codings
    from kg.query.values import Finders

    period = period_of(selected({"since": filters.since, "until": filters.until}, Finders()))
    defaults: dict[str, Any] = {"mode": "one-mode", "qualifier": "agreement", "aggregation": "subtract"}
    study_options = Options(**{**defaults, **options, **period})
    return study_of_codings(read_dna(path, kind), study_options, at_least_statements=min_statements)


def _explain(study: Study, cell: tuple[str, str], text: Callable[[str], str], shown: Shown) -> None:
    from kg.networks.from_graph import explained
    from kg.networks.study import only, unsigned

    tied_codings = list(explained(only(study), study.codings, *cell, text))
    is_balanced = False
    if not tied_codings and study.options.aggregation == "subtract":
        unsigned_study = unsigned(study)
        with contextlib.suppress(NetworkLabelError):  # a label without codings (--isolates)
            tied_codings = list(explained(only(unsigned_study), unsigned_study.codings, *cell, text))
        is_balanced = bool(tied_codings)
    rows = [
        (
            each.coding.values.get(study.options.variable1),
            each.coding.values.get("stance", each.coding.values.get("agreement")),
            each.coding.values.get("matter", each.coding.values.get(study.options.variable2)),
            each.words,
            each.coding.values.get("page"),
            each.document,
            each.date or None,
            round(each.coding.confidence, 6),
            each.coding.fact,
        )
        for each in tied_codings
    ]
    columns = ("row", "stance", "matter", "evidence", "page", "document", "date", "confidence", "fact")
    has_pages = any("page" in each.coding.values for each in tied_codings)
    brief = [name for name in columns[:-2] if name != "page" or has_pages]
    print_rows(columns, rows[: shown.limit], shown.format, brief=brief, raw=shown.raw_cells)
    if is_balanced:
        say("for and against balance: the weight is 0, and there is no tie")
    elif not tied_codings:
        say("no facts connect the two")


def _print(report_name: str, study: Study, chosen_options: ReportOptions, shown: Shown) -> None:
    from kg.networks.reports import report

    finished_report = report(report_name, study, chosen_options)
    print_rows(
        finished_report.table.columns, finished_report.table.rows[: shown.limit], shown.format, raw=shown.raw_cells
    )
    if not finished_report.table.rows and not finished_report.notes:
        say("no ties: use fewer filters, or count another network (--of, --mode)")
    for note in finished_report.notes:
        say(note)


def _write(report_name: str, study: Study, chosen_options: ReportOptions, out: Path, shown: Shown) -> None:
    """Write the rows, the picture or the network, depending on the suffix of the file."""
    from kg.networks.files import FORMATS
    from kg.networks.pictures import SUFFIXES

    suffix = out.suffix.lower()
    if suffix in TABLES:
        _write_rows(report_name, study, chosen_options, out, shown)
    elif suffix in SUFFIXES:
        _write_picture(report_name, study, chosen_options, out, shown.title)
    elif suffix in FORMATS:
        _write_network(report_name, study, chosen_options, out)
    else:
        raise NetworkFormatError(path=out, suffixes=", ".join((*SUFFIXES, *FORMATS, *TABLES)))


def _write_rows(report_name: str, study: Study, chosen_options: ReportOptions, out: Path, shown: Shown) -> None:
    from kg.networks.reports import report

    finished_report = report(report_name, study, chosen_options)
    text = io.StringIO()
    rows, format = finished_report.table.rows[: shown.limit], TABLES[out.suffix.lower()]
    write_rows(text, finished_report.table.columns, rows, format, raw=shown.raw_cells)
    with whole_file(out) as output:
        output.write(text.getvalue().encode())
    for note in (f"wrote {out}", *finished_report.notes):
        say(note)


def _write_picture(report_name: str, study: Study, chosen_options: ReportOptions, out: Path, title: str) -> None:
    from kg.networks.pictures.album import picture
    from kg.networks.pictures.canvas import save

    save(picture(report_name, study, chosen_options, title=title), out)
    say(f"wrote {out}")


def _write_network(report_name: str, study: Study, chosen_options: ReportOptions, out: Path) -> None:
    from kg.networks.files import write_files
    from kg.networks.measures.disparity import disparity_filter
    from kg.networks.reports import tie_notes
    from kg.networks.study import counted

    networks = written_networks = counted(study)
    if report_name == "backbone":
        written_networks = tuple(disparity_filter(network, chosen_options.alpha) for network in networks)
    for path in write_files(written_networks, out, study.codings):
        say(f"wrote {path}")
    for note in tie_notes(study, networks):
        say(note)
