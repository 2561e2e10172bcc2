"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options as o
from kg.cli.export_options import PAGES, Part, Shape, given
from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["export"]

NEO4J_ADMIN = "neo4j-admin"
HTML = "html"


def _formats() -> Iterator[tuple[str, str]]:
    from kg.exports import FORMATS

    yield from ((name, format.purpose) for name, format in FORMATS.items())
    yield HTML, "a page that shows the graph in any browser"
    yield NEO4J_ADMIN, "tables for neo4j-admin database import"


FormatArgument = Annotated[
    str | None,
    typer.Argument(
        help="turtle, nquads, trig, jsonld, graphml, gexf, cytoscape, csv, dot, html, neo4j-admin; else by --out.",
        autocompletion=_formats,
    ),
]


def export(
    format: FormatArgument = None,
    *,
    out: o.OutOption = None,
    shape: Shape,
    part: Part,
    reviewed: o.Reviewed,
    graph: o.GraphOption = None,
) -> None:
    """Write the graph, or the part that is asked for, in a format of another tool, to stdout or a file.

    Memory does not grow with the graph. csv is two tables, nodes.csv and edges.csv: in a folder, or in a .zip.
    neo4j-admin is a folder of tables for `neo4j-admin database import full`. A server that was loaded with those, or
    with what --stream writes, is current, and syncs on from there: they hold all there is. html is one file with the
    reader, the graph, the matrix and the answers of the questions: it needs no server and no network.
    """
    chosen = format or (_of_name(out) if out else None)
    _check(chosen, out, shape, part)
    assert chosen is not None, "that was checked"
    with o.opened(graph, reviewed=reviewed) as found:
        if chosen == HTML and out is not None:
            _page(found, out, part)
        elif chosen == NEO4J_ADMIN and out is not None:
            _tables(found, out)
        elif shape.stream:
            _stream(found, out)
        else:
            _write(found, chosen, out, shape, part)


def _of_name(out: Path) -> str | None:
    from kg.exports import format_of

    return HTML if out.suffix.lower() in (".html", ".htm") else format_of(out)


def _check(chosen: str | None, out: Path | None, shape: Shape, part: Part) -> None:
    """Refuse what does not go together. Raises `CommandError`."""
    from kg.exports import FORMATS

    asked = given(part)
    option = {name: f"--{name.replace('_', '-')}" for name in asked}
    whole = NEO4J_ADMIN if chosen == NEO4J_ADMIN else "--stream" if shape.stream else None
    others = [option[name] for name in asked if name not in PAGES]
    detail = None
    if chosen is None:
        detail = f"no format is named; known are {', '.join((*FORMATS, HTML, NEO4J_ADMIN))}."
    elif out is None and chosen == "csv" and sys.stdout.isatty():
        detail = "csv is a zip file, and stdout is a terminal: name a place with --out."
    elif shape.stream and chosen != "nquads":
        detail = f"--stream writes nquads, and {chosen} is asked for."
    elif chosen == NEO4J_ADMIN and (out is None or shape.level != "full"):
        detail = f"{NEO4J_ADMIN} is a folder of all there is: name it with --out, and no --level."
    elif chosen == HTML and out is None:
        detail = f"{HTML} is a file: name it with --out."
    elif chosen == HTML and others:
        detail = f"{HTML} shows whole documents, and takes no {others[0]}."
    elif whole and asked:
        detail = f"{whole} is for all there is, and takes no {next(iter(option.values()))}."
    if detail:
        raise CommandError(detail=detail, command="kg export")


def _write(found: Graph, chosen: str, out: Path | None, shape: Shape, part: Part) -> None:
    from kg.exports import export, export_file

    asked: dict[str, Any] = {"level": shape.level, "model": found.model, "raw_cells": shape.raw_cells}
    if filters := given(part):
        from kg.exports.selection import selected

        asked["selection"] = selected(filters, found.record.find_actor, found.record.document)
    if out is None:
        export(found.batches(), chosen, sys.stdout.buffer, **asked)
    else:
        export_file(found.batches(), chosen, out, **asked)
        say(f"wrote {out}")


def _stream(found: Graph, out: Path | None) -> None:
    from kg.exports import bulk

    if out is None:
        bulk.stream(found.batches(), sys.stdout.buffer, model=found.model)
    else:
        bulk.stream_to_file(found.batches(), out, model=found.model)
        say(f"wrote {out}")


def _page(found: Graph, out: Path, part: Part) -> None:
    from kg.serve.carried import export_page

    documents = export_page(found, out, **{name: getattr(part, name) for name in PAGES})
    say(f"wrote {out}: {documents} documents")


def _tables(found: Graph, out: Path) -> None:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    write_neo4j_admin(found.batches(), out, found.record.identity)
    say(f"wrote {out}")
    say(f"now, where Neo4j is stopped: cd {out} && neo4j-admin database import full @{ARGUMENTS} neo4j")
