"""`kg document`: set the metadata of a document, overriding its file."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.judging.options import Judging, judge
from kg.cli.root import group
from kg.cli.spreading import spread
from kg.errors import CommandError

__all__ = ["document"]

document = group("document", "Set the date, source, title, genre or tags of documents.")


def set_(
    names: o.DocumentArgument,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="Date of publication, e.g. 2018-08-24.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Publisher.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title.")] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="Genre: news, bulletin or communique.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="Tag, in place of all that it has; repeatable.")
    ] = None,
    *,
    judging: Judging,
) -> None:
    """Set metadata of documents, overriding their files.

    An empty value ("") removes one. The setting is a judgement, which `kg undo` reverses; it also applies to copies of
    the text and to later versions in the same place. If the date changes, the next `kg ingest` reads the documents
    again, since "on Friday" then means another day.
    """
    options = {"date": date, "source": source, "title": title, "genre": genre}
    values: dict[str, object] = {name: value for name, value in options.items() if value is not None}
    if tag is not None:
        values["tags"] = [each for each in tag if each]
    if not values:
        raise CommandError(
            detail="nothing is set: name --date, --source, --title, --genre or --tag.", command="kg document"
        )
    judge([("set", name, values) for name in names], judging)


document.command("set")(spread(set_))
