"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.exporting.formats import BULK, FORMATS, Asked, Format
from kg.cli.export_options import Part, Shape, given
from kg.cli.session import opened
from kg.cli.talk import flag
from kg.errors import CommandError, UnknownExportFormatError

__all__ = ["export"]


def _formats() -> Iterator[tuple[str, str]]:
    yield from ((name, format.purpose) for name, format in FORMATS.items())


FormatArgument = Annotated[
    str | None,
    typer.Argument(help=f"{', '.join(FORMATS)}; else by --out.", autocompletion=_formats),
]
PlaceOption = Annotated[
    Path | None,
    typer.Option("--out", help="Write to this file or folder: each file whole or not at all, but for --stream."),
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
    """Write the graph, or the part that is asked for, in a format of another tool, to stdout or a file.

    Memory does not grow with the graph. csv is two tables, nodes.csv and edges.csv: in a folder, or in a .zip.
    neo4j-admin is a folder of tables for `neo4j-admin database import full`. A server that was loaded with those, or
    with what --stream writes, is current, and syncs on from there: they hold all there is. html is one file with the
    reader, the graph, the matrix, the answers of the questions, and SPARQL: it needs no server and no network.
    annotations are W3C Web Annotations; gold is a folder of the documents in which people have reviewed every
    fact, for `kg evaluate`; brat is a folder of standoff files, inception one of UIMA CAS XMI; dna a file with
    the dated positions.
    """
    asked = Asked(out, shape, part, reviewed)
    chosen = _chosen(format, asked)
    if refused := _refused(chosen, asked):
        raise CommandError(detail=refused, command="kg export")
    with opened(graph, reviewed=reviewed) as found:
        chosen.write(found, asked)


def _chosen(named: str | None, asked: Asked) -> Format:
    """The format of this name, else the one that the place tells. Raises `CommandError`, `UnknownExportFormatError`."""
    name = named or _of_ending(asked.out)
    if name is None:
        raise CommandError(detail=_unnamed(asked.out), command="kg export")
    if asked.shape.stream:
        if name != "nquads":
            detail = f"--stream writes nquads, and {name} is asked for."
            raise CommandError(detail=detail, command="kg export")
        return BULK
    if name not in FORMATS:
        raise UnknownExportFormatError(format=name, formats=", ".join(FORMATS))
    return FORMATS[name]


def _of_ending(out: Path | None) -> str | None:
    ending = out.suffix.lower() if out else None
    return next((name for name, format in FORMATS.items() if ending in format.endings), None)


def _unnamed(out: Path | None) -> str:
    """Why no format is known."""
    if out is not None and out.suffix.lower() == ".csv":
        return f"csv is two tables, in a folder or a .zip, and {out.name} is one file: `kg export csv --out FOLDER`."
    named = f"the name {out.name} tells no format" if out else "no format is named"
    return f"{named}; known are {', '.join(FORMATS)}."


def _refused(chosen: Format, asked: Asked) -> str | None:
    """What does not go together with a format, None where all does."""
    name, level = chosen.name, asked.shape.level
    if asked.out is None and name == "csv" and sys.stdout.isatty():
        return "csv is a zip file, and stdout is a terminal: name a place with --out."
    if asked.out is None and chosen.place:
        return f"{name} is {chosen.place}: name it with --out."
    others = [each for each in given(asked.part) if chosen.filters is not None and each not in chosen.filters]
    if others:
        whole = "whole documents" if chosen.filters else "all there is"
        return f"{name} is for {whole}, and takes no {flag(others[0])}."
    if level != "full" and not chosen.levels:
        return f"{name} has no level {level}: leave --level out, or choose another format."
    return None
