"""How documents are loaded: the loader, the encoding, defaults for metadata, and how the work is divided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.errors import CommandError
from kg.model import Genre, Granularity
from kg.processes.memory import LOADING, parse_size

if TYPE_CHECKING:
    from kg.model import When
    from loaders import Options

__all__ = ["LoadingOptions", "WorkOptions", "loader_options"]

PARTS = ("id", "title", "date", "source", "text")
"""The parts of a document that a column of a table, or a key of a record, may hold."""


def _formats() -> list[str]:
    from loaders import formats

    return list(formats())


@dataclass(frozen=True, slots=True)
class LoadingOptions:
    """The options of loading, as given."""

    loader: Annotated[
        str | None,
        typer.Option("--loader", help="Read all files as this format; default: detected.", autocompletion=_formats),
    ] = None
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", help="Encoding of files without a byte order mark, e.g. cp1252; default: detected."),
    ] = None
    max_bytes: Annotated[
        int | None,
        typer.Option("--max-bytes", min=1, help="Refuse larger files and records; default: 50 MB and 10 MB."),
    ] = None
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="Publication date of documents that do not give theirs: a day, month (2018-08) or year.",
        ),
    ] = None
    source: Annotated[str | None, typer.Option("--source", help="Publisher of documents that do not give theirs.")] = (
        None
    )
    genre: Annotated[Genre | None, typer.Option("--genre", help="Genre of documents that do not give theirs.")] = None
    date_order: Annotated[
        Literal["day-first", "month-first"] | None,
        typer.Option("--date-order", help="How to read dates such as 03/04/2018; default: leave them out."),
    ] = None
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="PART=NAME",
            help="Column or key that holds a part (id, title, date, source, text); repeatable.",
        ),
    ] = None
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Also read texts that are not in English; expect poor results.")
    ] = False
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow symbolic links that lead out of the folder being read.")
    ] = False


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """How the work of reading documents is divided among processes, and its limits."""

    workers: o.WorkersOption = None
    patience: Annotated[
        float,
        typer.Option(
            "--patience", min=1, help="Time limit in seconds to load a document, and to read a million characters."
        ),
    ] = 900
    memory: Annotated[
        str | None,
        typer.Option("--memory", metavar="SIZE", help="Memory limit for loading a file, e.g. 512MiB; default: 2GiB."),
    ] = None

    @property
    def bytes_of_memory(self) -> int:
        """The value of ``memory`` in bytes. Raises `kg.errors.CommandError`."""
        if self.memory is None:
            return LOADING
        if found := parse_size(self.memory):
            return found
        detail = f"--memory is {self.memory!r}, not a size such as 512MiB or 2GiB (64MiB at least)."
        raise CommandError(detail=detail)


def loader_options(typed: LoadingOptions) -> Options:
    """The options for the loaders. Raises `kg.errors.CommandError`."""
    from loaders import Columns, DateOrder, Options
    from loaders.options import MAX_BYTES, MAX_RECORD_BYTES

    when = _when(typed.date)
    return Options(
        typed.loader,
        typed.encoding,
        typed.max_bytes or MAX_BYTES,
        typed.max_bytes or MAX_RECORD_BYTES,
        Columns(**dict(_column(text) for text in typed.column or ())),
        when.day if when else None,
        typed.source,
        typed.genre,
        DateOrder(typed.date_order) if typed.date_order else None,
        not typed.any_language,
        typed.follow_links,
        when.granularity if when else Granularity.DAY,
    )


def _when(text: str | None) -> When | None:
    from kg.judgements.settings import DATES
    from kg.model import When

    try:
        return When.parsed(text) if text else None
    except ValueError as error:
        raise CommandError(detail=f"--date is {text!r}, not {DATES}.") from error


def _column(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or name not in PARTS:
        raise CommandError(detail=f"--column is {text!r}, not PART=NAME with PART one of {', '.join(PARTS)}.")
    return name, value
