"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["Part", "export"]

NEO4J_ADMIN = "neo4j-admin"
ANNOTATIONS = "annotations"
GOLD = "gold"
HTML = "html"


@dataclass(frozen=True, slots=True)
class Part:
    """Which documents a page is about."""

    since: Annotated[str | None, typer.Option("--since", help="html: documents of this day or later.")] = None
    until: Annotated[str | None, typer.Option("--until", help="html: documents of this day or earlier.")] = None
    document: Annotated[list[str] | None, typer.Option("--document", help="html: this document only.")] = None
    source: Annotated[list[str] | None, typer.Option("--source", help="html: published by this one.")] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="html: with this tag.")] = None


def _formats() -> Iterator[tuple[str, str]]:
    from kg.exports import FORMATS

    yield from ((name, format.purpose) for name, format in FORMATS.items())
    yield HTML, "a page that shows the graph in any browser"
    yield NEO4J_ADMIN, "tables for neo4j-admin database import"
    yield ANNOTATIONS, "W3C Web Annotations, in JSON-LD"
    yield GOLD, "documents that people have reviewed, for kg evaluate"


FormatArgument = Annotated[
    str | None,
    typer.Argument(
        help="turtle, nquads, trig, jsonld, graphml, gexf, cytoscape, csv, dot, html, neo4j-admin, annotations, gold; "
        "else by --out.",
        autocompletion=_formats,
    ),
]


@dataclass(frozen=True, slots=True)
class Shape:
    """How much is written, and for whom."""

    level: Annotated[
        str, typer.Option("--level", help="full, or actors for the actors and what stands between them, counted.")
    ] = "full"
    stream: Annotated[
        bool,
        typer.Option(
            "--stream",
            help="nquads for loading into a server: with the store's own notes, straight into the file or pipe.",
        ),
    ] = False


def export(
    format: FormatArgument = None,
    *,
    out: o.OutOption = None,
    shape: Shape,
    raw_cells: o.RawCellsOption = False,
    reviewed: o.Reviewed,
    graph: o.GraphOption = None,
    part: Part,
) -> None:
    """Write the whole graph in a format of another tool, to stdout or a file.

    Memory does not grow with the graph. csv is two tables, nodes.csv and edges.csv: in a folder, or in a .zip.
    neo4j-admin is a folder of tables for `neo4j-admin database import full`. A server that was loaded with those, or
    with what --stream writes, is current, and syncs on from there. html is one file with the reader, the graph, the
    matrix and the answers of the questions: it needs no server and no network. annotations are W3C Web Annotations;
    gold is a folder of the documents in which people have reviewed every fact, for `kg evaluate`.
    """
    from kg.exports import FORMATS, format_of

    if format == HTML or (format is None and out and out.suffix.lower() in (".html", ".htm")):
        _page(out, part, graph, reviewed)
        return
    if asdict(part) != asdict(Part()):
        raise CommandError(
            detail=f"--since, --until, --document, --source and --tag are for {HTML}.", command="kg export"
        )
    if format in (GOLD, ANNOTATIONS):
        _reviewed(format, out, graph, reviewed)
        return
    if format == NEO4J_ADMIN:
        _tables(out, shape.level, graph, reviewed)
        return
    chosen = format or (format_of(out) if out else None)
    if chosen is None:
        raise CommandError(
            detail=f"no format is named; known are {', '.join((*FORMATS, HTML, NEO4J_ADMIN, ANNOTATIONS, GOLD))}.",
            command="kg export",
        )
    if out is None and chosen == "csv" and sys.stdout.isatty():
        raise CommandError(
            detail="csv is a zip file, and stdout is a terminal: name a place with --out.", command="kg export"
        )
    if shape.stream and chosen != "nquads":
        raise CommandError(detail=f"--stream writes nquads, and {chosen} is asked for.", command="kg export")
    with o.opened(graph, reviewed=reviewed) as found:
        _write(found, chosen, out, shape, raw=raw_cells)


def _write(graph: Graph, format: str, out: Path | None, shape: Shape, *, raw: bool) -> None:
    from kg.exports import bulk, export, export_file

    output = sys.stdout.buffer
    if shape.stream and out is None:
        bulk.stream(graph.batches(), output, model=graph.model)
    elif shape.stream and out is not None:
        bulk.stream_to_file(graph.batches(), out, model=graph.model)
    elif out is None:
        export(graph.batches(), format, output, level=shape.level, model=graph.model, raw_cells=raw)
    else:
        export_file(graph.batches(), format, out, level=shape.level, model=graph.model, raw_cells=raw)
    if out is not None:
        say(f"wrote {out}")


def _page(out: Path | None, part: Part, graph: Path | None, reviewed: o.Reviewed) -> None:
    from kg.serve.carried import export_page

    if out is None:
        raise CommandError(detail=f"{HTML} is a file: name it with --out.", command="kg export")
    with o.opened(graph, reviewed=reviewed) as found:
        documents = export_page(found, out, **asdict(part))
    say(f"wrote {out}: {documents} documents")


def _reviewed(format: str, out: Path | None, graph: Path | None, reviewed: o.Reviewed) -> None:
    from kg.exports.gold import write_gold_folder
    from kg.exports.web_annotation import write_annotations
    from kg.whole_file import whole_file

    if format == GOLD and out is None:
        raise CommandError(detail="gold is a folder of texts and annotations: name it with --out.", command="kg export")
    with o.opened(graph, reviewed=reviewed) as found:
        if out is None:
            write_annotations(found.batches(), sys.stdout.buffer)
        elif format == GOLD:
            whole = {str(line.id) for line in found.record.ledger() if line.is_reviewed}
            count = write_gold_folder(found.batches(), out, whole)
            say(f"wrote {count} documents to {out}" if count != 1 else f"wrote 1 document to {out}")
        else:
            with whole_file(out) as output:
                write_annotations(found.batches(), output)
            say(f"wrote {out}")


def _tables(out: Path | None, level: str, graph: Path | None, reviewed: o.Reviewed) -> None:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    if out is None or level != "full":
        detail = f"{NEO4J_ADMIN} is a folder of all there is: name it with --out, and no --level."
        raise CommandError(detail=detail, command="kg export")
    with o.opened(graph, reviewed=reviewed) as found:
        write_neo4j_admin(found.batches(), out, found.record.identity)
    say(f"wrote {out}")
    say(f"now, where Neo4j is stopped: cd {out} && neo4j-admin database import full @{ARGUMENTS} neo4j")
