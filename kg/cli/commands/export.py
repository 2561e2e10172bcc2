"""`kg export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options as o
from kg.cli.export_options import PAGES, Part, Shape, given
from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.exports.selection import Selection
    from kg.graph import Graph
    from kg.stores.protocol import Batch

__all__ = ["export"]

NEO4J_ADMIN = "neo4j-admin"
ANNOTATIONS = "annotations"
GOLD = "gold"
BRAT = "brat"
INCEPTION = "inception"
DNA = "dna"
PLACES = dict.fromkeys((GOLD, BRAT, INCEPTION), "a folder of texts and annotations") | {DNA: "a file"}
"""What has to be named with --out."""
HTML = "html"
ENDINGS = {".html": HTML, ".htm": HTML, ".dna": DNA}
"""The formats beside those of `kg.exports` that the end of a file's name tells."""
UNLEVELLED = (HTML, ANNOTATIONS, GOLD, BRAT, INCEPTION, DNA)


def _formats() -> Iterator[tuple[str, str]]:
    from kg.exports import FORMATS

    yield from ((name, format.purpose) for name, format in FORMATS.items())
    yield HTML, "a page that shows the graph in any browser"
    yield NEO4J_ADMIN, "tables for neo4j-admin database import"
    yield ANNOTATIONS, "W3C Web Annotations, in JSON-LD"
    yield GOLD, "documents that people have reviewed, for kg evaluate"
    yield BRAT, "texts and their annotations, for brat"
    yield INCEPTION, "texts and their annotations as UIMA CAS, for INCEpTION"
    yield DNA, "positions, for the Discourse Network Analyzer"


FormatArgument = Annotated[
    str | None,
    typer.Argument(
        help="turtle, nquads, trig, jsonld, graphml, gexf, cytoscape, csv, dot, html, neo4j-admin, annotations, gold, "
        "brat, inception, dna; else by --out.",
        autocompletion=_formats,
    ),
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
    chosen = format or (_of_name(out) if out else None)
    _check(chosen, out, shape, part)
    assert chosen is not None, "that was checked"
    with o.opened(graph, reviewed=reviewed) as found:
        if chosen == HTML and out is not None:
            _page(found, out, part, reviewed)
        elif chosen == NEO4J_ADMIN and out is not None:
            _tables(found, out)
        elif chosen in (GOLD, ANNOTATIONS, BRAT, INCEPTION, DNA):
            _reviewed(found, chosen, out, part)
        elif shape.stream:
            _stream(found, out)
        else:
            _write(found, chosen, out, shape, part, reviewed)


def _of_name(out: Path) -> str | None:
    from kg.exports import format_of

    return ENDINGS.get(out.suffix.lower()) or format_of(out)


def _check(chosen: str | None, out: Path | None, shape: Shape, part: Part) -> None:
    """Refuse what does not go together. Raises `CommandError`."""
    asked = given(part)
    option = {name: f"--{name.replace('_', '-')}" for name in asked}
    whole = chosen if chosen in (NEO4J_ADMIN, GOLD) else "--stream" if shape.stream else None
    others = [option[name] for name in asked if name not in PAGES]
    detail = None
    if chosen is None:
        detail = _unnamed(out)
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
    elif chosen in UNLEVELLED and shape.level != "full":
        detail = f"{chosen} has no level {shape.level}: leave --level out, or choose another format."
    elif chosen in PLACES and out is None:
        detail = f"{chosen} is {PLACES[chosen]}: name it with --out."
    elif whole and asked:
        detail = f"{whole} is for all there is, and takes no {next(iter(option.values()))}."
    if detail:
        raise CommandError(detail=detail, command="kg export")


def _unnamed(out: Path | None) -> str:
    """Why no format is known."""
    if out is not None and out.suffix.lower() == ".csv":
        return f"csv is two tables, in a folder or a .zip, and {out.name} is one file: `kg export csv --out FOLDER`."
    named = f"the name {out.name} tells no format" if out else "no format is named"
    return f"{named}; known are {', '.join(name for name, _ in _formats())}."


def _write(found: Graph, chosen: str, out: Path | None, shape: Shape, part: Part, reviewed: o.Reviewed) -> None:
    from kg.exports import export, export_file
    from kg.exports.selection import Selection, select

    asked: dict[str, Any] = {"level": shape.level, "model": found.model, "raw_cells": shape.raw_cells}
    asked["selection"] = selection = _selection(found, part)
    if out is None:
        export(found.batches(), chosen, sys.stdout.buffer, **asked)
    else:
        export_file(found.batches(), chosen, out, **asked)
        say(f"wrote {out}")
    asked_for = [name for name in (*given(part), *given(reviewed)) if name != "no_isolates"]
    if asked_for:
        _say_if_nothing_is_left(select(found.batches(), selection or Selection(), shape.level), asked_for)


def _say_if_nothing_is_left(batches: Iterable[Batch], asked_for: Iterable[str]) -> None:
    if not any(batch.written for batch in batches):
        options = " and ".join(f"--{name.replace('_', '-')}" for name in asked_for)
        say(f"nothing is left in it: no document has a fact for {options}")


def _selection(found: Graph, part: Part) -> Selection | None:
    if not (filters := given(part)):
        return None
    from kg.exports.selection import selected
    from kg.query.values import Finders

    return selected(filters, Finders.of(found.record))


def _reviewed(found: Graph, chosen: str, out: Path | None, part: Part) -> None:
    from kg.exports.gold import write_gold_folder
    from kg.exports.web_annotation import write_annotations
    from kg.whole_file import whole_file

    batches: Iterable[Batch] = found.batches()
    if selection := _selection(found, part):
        from kg.exports.selection import select

        batches = select(batches, selection)
    if out is None:
        write_annotations(batches, sys.stdout.buffer)
    elif chosen in (BRAT, INCEPTION, DNA):
        _annotated(chosen, batches, out)
    elif chosen == GOLD:
        whole = {str(line.id) for line in found.record.ledger() if line.is_reviewed}
        _say_how_many(write_gold_folder(batches, out, whole), "document", out)
    else:
        with whole_file(out) as output:
            write_annotations(batches, output)
        say(f"wrote {out}")


def _annotated(chosen: str, batches: Iterable[Batch], out: Path) -> None:
    if chosen in (BRAT, INCEPTION):
        from kg.interchange.brat import write_brat_folder
        from kg.interchange.inception.writing import write_cas_folder

        _say_how_many((write_brat_folder if chosen == BRAT else write_cas_folder)(batches, out), "document", out)
    else:
        from kg.interchange.dna import write_dna_positions

        _say_how_many(write_dna_positions(batches, out), "statement", out)


def _say_how_many(count: int, what: str, out: Path) -> None:
    say(f"wrote {count} {what if count == 1 else f'{what}s'} to {out}")


def _stream(found: Graph, out: Path | None) -> None:
    from kg.exports import bulk

    if out is None:
        bulk.stream(found.batches(), sys.stdout.buffer, model=found.model)
    else:
        bulk.stream_to_file(found.batches(), out, model=found.model)
        say(f"wrote {out}")


def _page(found: Graph, out: Path, part: Part, reviewed: o.Reviewed) -> None:
    from kg.serve.carried import export_page

    count = export_page(found, out, status=reviewed.part, **{name: getattr(part, name) for name in PAGES})
    say(f"wrote {out}: {count} documents" if count != 1 else f"wrote {out}: 1 document")


def _tables(found: Graph, out: Path) -> None:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    write_neo4j_admin(found.batches(), out, found.record.identity)
    say(f"wrote {out}")
    say(f"now, where Neo4j is stopped: cd {out} && neo4j-admin database import full @{ARGUMENTS} neo4j")
