"""`kg document`: set the metadata of a document, overriding its file."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.judging.options import Judging, print_judgements
from kg.cli.session import opened
from kg.cli.spreading import spread
from kg.errors import CommandError

__all__ = ["document"]

document = typer.Typer(
    name="document",
    help="Say what a document's file does not say, or says wrongly: its date, source, title, genre, tags.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def set_(
    names: o.DocumentArgument,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="When it was published: 2018-08-24.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="What it is called.")] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="news, bulletin or communique.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Tags, all of them; again for more.")] = None,
    *,
    judging: Judging,
) -> None:
    """Set date, source, title, genre or tags of documents, for this and every later reading; "" takes one away.

    It holds for the text, wherever it lies, and for later versions of it in the same place, and is a judgement like
    others: `kg undo` takes it back. Where the date changes, the next `kg ingest` reads the documents again, since
    "on Friday" means another day then.
    """
    given = {"date": date, "source": source, "title": title, "genre": genre}
    values: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    if tag is not None:
        values["tags"] = [each for each in tag if each]
    if not values:
        raise CommandError(
            detail="nothing is set: name --date, --source, --title, --genre or --tag.", command="kg document"
        )
    with opened(judging.graph) as found:
        asked = [("set", found.record.document(name).id, values) for name in names]
        print_judgements(found.judge_each(asked, by=judging.by, why=judging.why), judging)


document.command("set")(spread(set_))
