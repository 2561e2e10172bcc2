"""`kg document`: set the metadata of a document, overriding its file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.judgements.options import Judging, judge
from kg.cli.root import group
from kg.cli.session import opened
from kg.cli.spreading import spread
from kg.errors import CommandError

__all__ = ["document"]

document = group("document", "Set the date, source, title, genre or tags of documents.")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set for all documents that are named, or a table that says what is set for each."""

    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="Date of publication: a day, month (2018-08) or year."),
    ] = None
    source: Annotated[str | None, typer.Option("--source", help="Publisher.")] = None
    title: Annotated[str | None, typer.Option("--title", help="Title.")] = None
    genre: Annotated[str | None, typer.Option("--genre", help="Genre: news, bulletin or communique.")] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Tag, in place of all that it has; repeatable.")] = None
    table: o.MetadataTableOption = None

    def values(self) -> dict[str, object]:
        """The settings that are given, by name."""
        options = {"date": self.date, "source": self.source, "title": self.title, "genre": self.genre}
        values: dict[str, object] = {name: value for name, value in options.items() if value is not None}
        return values if self.tag is None else {**values, "tags": [each for each in self.tag if each]}


def set_(names: o.SeveralDocumentsArgument = None, *, settings: Settings, judging: Judging) -> None:
    """Set metadata of documents, overriding their files.

    An empty value ("") removes one. The setting is a judgement, which `kg undo` reverses; it also applies to copies of
    the text and to later versions in the same place. If the date changes, the next `kg ingest` reads the documents
    again, since "on Friday" then means another day.

    --from FILE sets the metadata of many documents at once, one row for each. Its column file names a document by path,
    name of the file, name or id; the other columns are date, source, title, genre and tags (with | between them). An
    empty cell sets nothing.
    """
    values = settings.values()
    if settings.table is not None:
        if names or values:
            raise CommandError(detail="--from FILE takes no documents and no values beside it.", command="kg document")
        _set_from(settings.table, judging)
        return
    if not names:
        raise CommandError(detail="name a document, or a table with --from.", command="kg document")
    if not values:
        raise CommandError(
            detail="nothing is set: name --date, --source, --title, --genre or --tag.", command="kg document"
        )
    judge([("set", name, values) for name in names], judging)


def _set_from(table: Path, judging: Judging) -> None:
    """Set the metadata of all documents in a table."""
    from kg.ingesting.metadata import read_metadata, rows_of_record, settings_of_record

    rows = read_metadata(table)
    with opened(judging.graph) as opened_graph:
        record = opened_graph.record
        requests = settings_of_record(record, rows_of_record(rows, record, table), table)
    judge(requests, judging)


document.command("set")(spread(set_))
