"""The command `kg`: one command a file, each a thin layer over what ``import kg`` does too."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.commands import (
    ask,
    documents,
    engine,
    evaluate,
    explain,
    export,
    extract,
    ingest,
    link,
    network,
    retrain,
    search,
    serve,
    validate,
)
from kg.cli.commands.judging import actors, document, explain_actor, facts, log, review
from kg.cli.commands.store import store
from kg.cli.commands.upkeep import backup, doctor, rebuild
from kg.cli.root import Root
from kg.cli.spreading import spread
from kg.processes.collector import look_less_often

__all__ = ["app", "main"]

app = typer.Typer(
    name="kg",
    cls=Root,
    help="Read documents on negotiations into a knowledge graph, and ask it who wants what of whom.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)

for command in (
    ingest.ingest,
    link.link,
    extract.extract,
    explain.explain,
    explain_actor.explain_actor,
    ask.ask,
    ask.show,
    search.search,
    engine.sparql,
    engine.cypher,
    export.export,
    network.network,
    serve.serve,
    documents.documents,
    documents.remove,
    review.review,
    retrain.retrain,
    facts.confirm,
    facts.reject,
    facts.correct,
    facts.add,
    actors.merge,
    actors.split,
    actors.different,
    actors.rename,
    actors.retype,
    actors.alias,
    log.undo,
    validate.validate,
    rebuild.rebuild,
    backup.backup,
    backup.restore,
    evaluate.evaluate,
    doctor.doctor,
):
    app.command()(spread(command))


app.add_typer(store.store)
app.add_typer(document.document)
app.add_typer(log.judgements)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("negotiation-kg"))
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_version)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Print tracebacks; may stand anywhere.")] = False,
) -> None:
    """Read documents on negotiations into a knowledge graph, and ask it who wants what of whom."""


def main() -> None:
    """Run the command line of this process, and end the process with its exit status."""
    look_less_often()
    app(sys.argv[1:])
