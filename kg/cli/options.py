"""Options that several commands share."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.rows import Format
from kg.errors import CommandError, KgError, StoreAddressError
from kg.model import Genre

if TYPE_CHECKING:
    from kg.graph import Graph
    from loaders import Options

__all__ = [
    "AnyLanguageOption",
    "ColumnOption",
    "DateOption",
    "DateOrderOption",
    "DocumentArgument",
    "EncodingOption",
    "FormatOption",
    "GenreOption",
    "GraphOption",
    "LimitOption",
    "LoaderOption",
    "MaxBytesOption",
    "ModelOption",
    "OutOption",
    "ParameterOption",
    "PathsArgument",
    "PatienceOption",
    "SourceOption",
    "StoreOption",
    "ThresholdOption",
    "TimeoutOption",
    "WorkersOption",
    "WriteOption",
    "completing",
    "day",
    "loading",
    "opened",
    "spoken",
]


def _documents(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    with completing(ctx) as graph:
        yield from (entry.name for entry in graph.record.documents() if entry.name.startswith(incomplete))


def _formats() -> list[str]:
    from loaders import formats

    return list(formats())


GraphOption = Annotated[
    Path | None,
    typer.Option("--graph", envvar="KG_GRAPH", help="The graph's folder; else the only *.kg in the working directory."),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="Ask the store at this address instead, as it is: neo4j://, bolt://, https://."
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", envvar="KG_FORMAT", help="How rows are printed; else table on a terminal, tsv elsewhere."),
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file, whole or not at all.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print so many rows at most.")]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=0, help="Seconds that the query may take; 0: any.")]
WriteOption = Annotated[bool, typer.Option("--write", help="Let the query change the store (not the record).")]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="Bind $NAME in the query; again for a list or another name."),
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, file: URIs, or - for standard input.")
]
DocumentArgument = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT", help="Ids, names, paths or URIs.", autocompletion=_documents)
]
LoaderOption = Annotated[
    str | None,
    typer.Option("--loader", help="Read everything with this loader, whatever the name.", autocompletion=_formats),
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", help="The codec of files that have no byte order mark.")
]
MaxBytesOption = Annotated[int | None, typer.Option("--max-bytes", min=1, help="Refuse larger files and records.")]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The date of documents that do not tell theirs.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="The publisher of those that do not tell theirs.")]
GenreOption = Annotated[Genre | None, typer.Option("--genre", help="The genre of those that do not tell theirs.")]
DateOrderOption = Annotated[
    Literal["day-first", "month-first"] | None,
    typer.Option("--date-order", help="How 03/04/2018 is meant; else such a date is left out."),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="PART=NAME",
        help="The column or key that holds a part (id, title, date, source, text); again for more.",
    ),
]
AnyLanguageOption = Annotated[
    bool, typer.Option("--any-language", help="Read texts that do not look English, too: the facts will be poor.")
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="A language model that is installed (en_core_web_lg), or its folder.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option("--threshold", min=0, max=1, help="Keep facts from this confidence on; else from 0.6 on."),
]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that read; else one a CPU.")]
PatienceOption = Annotated[float, typer.Option("--patience", min=1, help="Seconds that one document may take.")]


@contextlib.contextmanager
def opened(graph: Path | None, store: str | None = None) -> Iterator[Graph]:
    """The graph that a person means, open, with the store at an address if one is named. Raises what `find_graph` and
    `open_graph` do."""
    from kg.graph import find_graph, open_graph

    with open_graph(find_graph(graph), store=store) as found:
        yield found


def spoken(store: str | None, language: str | None) -> str:
    """The language to ask in: the one that is named, else the one of the store at the address, else SPARQL.

    Raises `kg.errors.StoreAddressError` where the store at the address speaks another one.
    """
    from kg.stores.opening import language_of

    if store is None:
        return language or "sparql"
    found = language_of(store)
    if language not in (None, found):
        shown = "SPARQL" if language == "sparql" else "Cypher"
        raise StoreAddressError(address=store, language=shown, detail=f"that address speaks {found}")
    return found


@contextlib.contextmanager
def completing(ctx: typer.Context) -> Iterator[Graph]:
    """The graph for the completion of a word in this command: where there is none, there is nothing to complete."""
    with contextlib.suppress(KgError), opened(ctx.params.get("graph")) as found:
        yield found


def loading(
    loader: str | None,
    encoding: str | None,
    max_bytes: int | None,
    date: str | None,
    source: str | None,
    genre: Genre | None,
    date_order: str | None,
    column: list[str] | None,
    any_language: bool,
) -> Options:
    """What the options of loading come to. Raises `kg.errors.CommandError`."""
    from loaders import Columns, DateOrder, Options
    from loaders.options import MAX_BYTES, MAX_RECORD_BYTES

    columns = dict(_pair(text, "--column", ("id", "title", "date", "source", "text")) for text in column or ())
    return Options(
        loader,
        encoding,
        max_bytes or MAX_BYTES,
        max_bytes or MAX_RECORD_BYTES,
        Columns(**columns),
        day(date, "--date"),
        source,
        genre,
        DateOrder(date_order) if date_order else None,
        not any_language,
    )


def day(text: str | None, option: str) -> dt.date | None:
    """A day that was typed. Raises `kg.errors.CommandError`."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(detail=f"{option} is {text!r}, not a day such as 2018-08-24.", command="kg") from error


def _pair(text: str, option: str, names: tuple[str, ...]) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or name not in names:
        raise CommandError(detail=f"{option} is {text!r}, not NAME=VALUE with {', '.join(names)}.", command="kg")
    return name, value
