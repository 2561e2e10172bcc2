"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import exports
from kg.cli import options as o
from kg.cli.export_options import Part, Shape
from kg.cli.messages import flag, say
from kg.cli.session import opened
from kg.errors import CommandError
from kg.graph_export import BULK, FORMATS, ExportRequest, Format, format_named

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["export"]


def _formats() -> Iterator[tuple[str, str]]:
    yield from ((name, format.purpose) for name, format in FORMATS.items())


FormatArgument = Annotated[
    str | None,
    typer.Argument(help=f"{', '.join(FORMATS)}; default: by the suffix of --out.", autocompletion=_formats),
]
PlaceOption = Annotated[
    Path | None,
    typer.Option("--out", help="Write to this file or folder; default: stdout, where the format allows it."),
]


def export(
    format: FormatArgument = None,
    *,
    out: PlaceOption = None,
    shape: Shape,
    part: Part,
    reviewed: o.Reviewed,
    graph: o.GraphOption = None,
) -> None:
    """Export the graph, or a part of it, for other tools.

    \b
    csv          nodes.csv and edges.csv, in a folder or a .zip
    html         one file with reader, graph, matrix, questions and SPARQL; needs no server
    neo4j-admin  a folder of tables for `neo4j-admin database import full`
    annotations  W3C Web Annotations
    gold         a folder of the documents whose facts are all reviewed, for `kg evaluate`
    brat         a folder of standoff files
    inception    a folder of UIMA CAS XMI
    dna          a file with the dated, asserted positions

    A server that was loaded from neo4j-admin or --stream is up to date, and `kg store sync` continues from there.
    Memory does not grow with the graph.

    \b
    kg export --out talks.gexf --level actors    who deals with whom, for Gephi
    kg export csv --out tables --since 2018      the facts since 2018, for R or pandas
    """
    chosen_format = _chosen_format(format, out, is_stream=shape.stream)
    if problem := _place_problem(chosen_format, out):
        raise CommandError(detail=problem, command="kg export")
    request = ExportRequest(out, shape.level, shape.raw_cells, filters=o.set_options(part))
    chosen_format.check(request, flag)
    with opened(graph, reviewed=reviewed) as opened_graph:
        for message in chosen_format.write(opened_graph, request):
            say(message)
        if chosen_format.name in exports.BATCH_FORMATS:
            _say_if_nothing_is_left(opened_graph, request, reviewed)


def _say_if_nothing_is_left(graph: Graph, request: ExportRequest, reviewed: o.Reviewed) -> None:
    filters = [name for name in (*request.filters, *o.set_options(reviewed)) if name != "no_isolates"]
    if filters and not any(batch.written for batch in request.batches(graph)):
        say(f"the export is empty: no document has a fact for {' and '.join(map(flag, filters))}")


def _chosen_format(format_name: str | None, out: Path | None, *, is_stream: bool) -> Format:
    """The format with this name, else that of the file's suffix. Raises `CommandError`, `UnknownExportFormatError`."""
    name = format_name or _format_of_suffix(out)
    if name is None:
        raise CommandError(detail=_unknown_format_detail(out), command="kg export")
    if is_stream:
        if name != "nquads":
            detail = f"--stream writes nquads, and {name} is asked for."
            raise CommandError(detail=detail, command="kg export")
        return BULK
    return format_named(name)


def _format_of_suffix(out: Path | None) -> str | None:
    suffix = out.suffix.lower() if out else None
    return next((name for name, format in FORMATS.items() if suffix in format.suffixes), None)


def _unknown_format_detail(out: Path | None) -> str:
    """Why the format is not known."""
    if out is not None and out.suffix.lower() == ".csv":
        return f"csv is two tables, in a folder or a .zip, and {out.name} is one file: `kg export csv --out FOLDER`."
    cause = f"the name {out.name} tells no format" if out else "no format is named"
    return f"{cause}; known are {', '.join(FORMATS)}."


def _place_problem(chosen_format: Format, out: Path | None) -> str | None:
    """What is wrong with the output place for a format, None if nothing is."""
    if out is None and chosen_format.name == "csv" and sys.stdout.isatty():
        return "csv is a zip file, and stdout is a terminal: name a place with --out."
    if out is None and chosen_format.target:
        return f"{chosen_format.name} is {chosen_format.target}: name it with --out."
    return None
