"""`kg network`: discourse and negotiation networks from the graph, or from a file of the Discourse Network Analyzer."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.rows import Format, write_rows
from kg.cli.talk import say
from kg.errors import CommandError, NetworkFormatError
from kg.whole_file import whole_file

if TYPE_CHECKING:
    from kg.networks.reports import Chance
    from kg.networks.study import Study

__all__ = ["network"]

What = Literal[
    "edges",
    "matrix",
    "measures",
    "brokers",
    "communities",
    "coalitions",
    "polarisation",
    "phases",
    "backbone",
    "points",
    "correspondence",
    "codings",
]
Aggregation = Literal["ignore", "combine", "congruence", "conflict", "subtract"]
Normalisation = Literal["no", "average", "activity", "prominence", "jaccard", "cosine"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Unit = Literal["events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]
Kernel = Literal["uniform", "epanechnikov", "triangular", "gaussian"]
TABLES: Mapping[str, Format] = {
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
}
"""Files that hold what would be printed, by the ends of their names."""


def network(
    what: Annotated[What, typer.Argument(metavar="WHAT", help="What to tell; see below.")] = "edges",
    of: Annotated[
        Literal["positions", "addresses", "demands", "replies", "talks", "leads", "speech"],
        typer.Option(
            "--of",
            help="Who holds which positions; towards whom; who demands of, answers, talks with, leads, speaks of whom.",
        ),
    ] = "positions",
    by: Annotated[
        Literal["actor", "affiliation", "state"],
        typer.Option(
            "--by", help="Actors as named; persons as what they belong to at the time; all as states and blocs."
        ),
    ] = "actor",
    mode: Annotated[
        Literal["one", "two"] | None,
        typer.Option("--mode", help="Ties between rows over what they share, or between rows and columns."),
    ] = None,
    rows: Annotated[str | None, typer.Option("--rows", metavar="VARIABLE", help="actor, type, named ...")] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="VARIABLE", help="issue, matter, stance, other ...")
    ] = None,
    qualifier: Annotated[
        str | None,
        typer.Option(
            "--qualifier", metavar="VARIABLE", help="agreement, stance, strength, or none.", show_default=False
        ),
    ] = None,
    aggregation: Annotated[
        Aggregation | None, typer.Option("--aggregation", help="What is done with the qualifier, as in DNA.")
    ] = None,
    normalisation: Annotated[
        Normalisation | None, typer.Option("--normalisation", help="What weights are divided by, as in DNA.")
    ] = None,
    duplicates: Annotated[
        Duplicates | None, typer.Option("--duplicates", help="Count the same once a document, week ...")
    ] = None,
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep rows and columns without codings.")] = False,
    window: Annotated[Unit | None, typer.Option("--window", help="A network for each window of time.")] = None,
    length: Annotated[int | None, typer.Option("--length", min=1, help="Units that a window is long.")] = None,
    kernel: Annotated[
        Kernel | None, typer.Option("--kernel", help="Weigh codings by how near they are to the window's middle.")
    ] = None,
    as_dna: Annotated[bool, typer.Option("--as-dna", help="Count as DNA 3.1.2 does where it does otherwise.")] = False,
    dna: Annotated[Path | None, typer.Option("--dna", metavar="FILE", help="Take the codings of a .dna file.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="The statement type of a .dna file.")] = "DNA Statement",
    actor: Annotated[
        list[str] | None, typer.Option("--actor", help="With this actor at one end; again for more.")
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", help="Between actors of this type: person, state ...; again for more.")
    ] = None,
    issue: Annotated[list[str] | None, typer.Option("--issue", help="About this issue or one below it.")] = None,
    stance: Annotated[
        list[str] | None, typer.Option("--stance", help="demand, offer, reject ...; again for more.")
    ] = None,
    modality: Annotated[
        list[str] | None,
        typer.Option("--modality", help="conditional ...; of talks planned ...; else asserted, actual."),
    ] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="In this document; again for more.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="From this publisher; again for more.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="In documents with this tag; again for more.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day, month or year on (2018-08).")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to the end of it.")] = None,
    min_confidence: Annotated[
        str | None, typer.Option("--min-confidence", metavar="SHARE", help="Facts as sure as this, 0 to 1.")
    ] = None,
    min_statements: Annotated[
        int, typer.Option("--min-statements", min=1, help="Leave out rows with fewer facts.")
    ] = 1,
    by_confidence: Annotated[
        bool, typer.Option("--by-confidence", help="Weigh each tie by how sure its facts are.")
    ] = False,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Draw so often for intervals (of edges, measures) and tests.")
    ] = 0,
    uncertain: Annotated[
        Literal["documents", "facts", "both"], typer.Option("--uncertain", help="What is drawn for intervals.")
    ] = "both",
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed, the same chance.")] = 0,
    alpha: Annotated[float, typer.Option("--alpha", min=0, max=1, help="What the backbone takes as chance.")] = 0.05,
    distance: Annotated[
        Literal["absdiff", "spectral"], typer.Option("--distance", help="Between the windows of phases.")
    ] = "absdiff",
    anchor: Annotated[str | None, typer.Option("--anchor", help="Whoever is to have a point above 0.")] = None,
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option("--explain", metavar="ROW COLUMN", help="The sentences behind a tie."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Write a picture (.png .svg .pdf), a network (.gexf .graphml .net .dl) or rows (.csv ...)."
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What stands over a picture.")] = "",
    limit: o.LimitOption = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Count discourse and negotiation networks, and say what they tell.

    \b
    edges           each tie with its weight and how many facts it rests on
    matrix          the weights of rows by columns
    measures        degree, strength, betweenness, eigenvector, PageRank, k-core
    brokers         structural holes, and the five roles of a go-between
    communities     who belongs together; modularity and E-I index on stderr
    coalitions      what holds communities together, divides them, and who is between
    polarisation    how far it falls into two camps, and whether that is chance
    phases          which windows are alike, and where it turns
    backbone        the ties that are more than chance
    points          ideal points on one dimension, with intervals
    correspondence  actors and sides of issues on two dimensions
    codings         the facts that are counted

    \b
    Positions give agreement less conflict between actors over issues, unless --mode,
    --qualifier or --aggregation say otherwise; the rest gives ties from actor to actor.
    """
    from kg.networks.reports import Chance

    settings = {
        "mode": f"{mode}-mode" if mode else None,
        "variable1": rows,
        "variable2": columns,
        "aggregation": aggregation,
        "normalisation": normalisation,
        "duplicates": duplicates,
        "isolates": isolates or None,
        "window": window,
        "length": length,
        "kernel": kernel,
        "as_dna": as_dna or None,
    }
    options: dict[str, object] = {name: value for name, value in settings.items() if value is not None}
    if qualifier == "none":
        options |= {"qualifier": None, "aggregation": aggregation or "ignore"}
    elif qualifier:
        options["qualifier"] = qualifier
    filters = {
        "actor": actor,
        "type": type_,
        "issue": issue,
        "stance": stance,
        "modality": modality,
        "document": document,
        "source": source,
        "tag": tag,
        "since": since,
        "until": until,
        "min_confidence": min_confidence,
    }
    chance = Chance(draws, uncertain, seed, alpha, distance, anchor)
    if dna is not None:
        studied = _of_file(dna, kind, options, filters, min_statements)
        if explain:
            _explain(studied, explain, lambda id: studied.codings.documents[id].get("text", ""), limit, format)
        else:
            _tell(what, studied, chance, out, title, limit, format)
        return
    from kg.networks.from_graph import selected
    from kg.networks.study import study

    with o.opened(graph) as found:
        selection = selected(filters, found.record.find_actor, found.record.document)
        studied = study(
            found.batches(),
            of,
            selection,
            by=by,
            options=options,
            at_least_statements=min_statements,
            confident=by_confidence,
        )
        if explain:
            _explain(studied, explain, lambda id: found.record.document(id).text, limit, format)
        else:
            _tell(what, studied, chance, out, title, limit, format)


def _of_file(
    path: Path, kind: str, options: Mapping[str, Any], filters: Mapping[str, object], min_statements: int
) -> Study:
    """The codings of a DNA file; of the filters only those of time are for it."""
    import datetime as dt

    from kg.networks.dna.reading import read_dna
    from kg.networks.from_graph import selected
    from kg.networks.options import Options
    from kg.networks.study import study_of_codings

    given = [name for name, value in filters.items() if value and name not in ("since", "until")]
    if given:
        names = ", ".join("--" + name.replace("_", "-") for name in given)
        raise CommandError(detail=f"{names}: for facts of a graph, not for --dna.", command="kg network")
    period = selected({name: filters[name] for name in ("since", "until")}, _unasked, _unasked)
    times: dict[str, Any] = {}
    if period.since:
        times["start"] = dt.datetime.fromisoformat(period.since)
    if period.until:
        times["stop"] = dt.datetime.combine(dt.date.fromisoformat(period.until), dt.time(23, 59, 59))
    usual: dict[str, Any] = {"mode": "one-mode", "qualifier": "agreement", "aggregation": "subtract"}
    chosen = Options(**{**usual, **options, **times})
    return study_of_codings(read_dna(path, kind), chosen, at_least_statements=min_statements)


def _unasked(name: str) -> Any:
    raise AssertionError(f"a day is no name: {name}")


def _explain(
    study: Study, cell: tuple[str, str], text: Callable[[str], str], limit: int | None, format: Format | None
) -> None:
    from kg.networks.from_graph import explained
    from kg.networks.study import only

    rows = [
        (
            each.coding.values.get(study.options.variable1),
            each.coding.values.get("stance", each.coding.values.get("agreement")),
            each.coding.values.get("matter", each.coding.values.get(study.options.variable2)),
            each.words,
            each.document,
            each.date or None,
            each.coding.confidence,
            each.coding.id,
        )
        for each in explained(only(study), study.codings, *cell, text)
    ]
    columns = ("row", "stance", "matter", "evidence", "document", "date", "confidence", "fact")
    print_rows(columns, rows[:limit], format, brief=columns[:-2])


def _tell(
    what: str, study: Study, chance: Chance, out: Path | None, title: str, limit: int | None, format: Format | None
) -> None:
    """Print the report, or write the picture, network or rows that the end of the file's name asks for."""
    from kg.networks.files import FORMATS
    from kg.networks.pictures import SUFFIXES

    suffix = out.suffix.lower() if out else ""
    if out is None or suffix in TABLES:
        from kg.networks.reports import report

        told = report(what, study, chance)
        rows = told.table.rows[:limit]
        if out is None:
            print_rows(told.table.columns, rows, format)
        else:
            text = io.StringIO()
            write_rows(text, told.table.columns, rows, TABLES[suffix])
            with whole_file(out) as output:
                output.write(text.getvalue().encode())
            say(f"wrote {out}")
        for note in told.notes:
            say(note)
    elif suffix in SUFFIXES:
        from kg.networks.pictures.album import picture
        from kg.networks.pictures.canvas import save

        save(picture(what, study, chance, title=title), out)
        say(f"wrote {out}")
    elif suffix in FORMATS:
        from kg.networks.files import write_files
        from kg.networks.measures.disparity import disparity_filter
        from kg.networks.study import counted

        found = counted(study)
        if what == "backbone":
            found = tuple(disparity_filter(network, chance.alpha) for network in found)
        for path in write_files(found, out, study.codings):
            say(f"wrote {path}")
    else:
        raise NetworkFormatError(path=out, suffixes=", ".join((*SUFFIXES, *FORMATS, *TABLES)))
