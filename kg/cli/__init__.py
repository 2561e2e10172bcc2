"""The command `kg`: one file a command, each a thin layer over what ``import kg`` offers."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Final

import typer

from kg.cli.root import Command, Root
from kg.cli.spreading import spread
from kg.processes.collector import collect_less_often, skip_final_collection
from kg.stores.child.forked import fork_ahead

__all__ = ["COMMANDS", "GROUPS", "app", "main"]

app: typer.Typer
"""The whole command line, built when it is first used."""

COMMANDS: Final[Mapping[str, str]] = {
    "ingest": "ingest:ingest",
    "link": "link:link",
    "extract": "extract:extract",
    "explain": "explain:explain",
    "explain-actor": "judgements.explain_actor:explain_actor",
    "ask": "ask:ask",
    "show": "ask:show",
    "search": "search:search",
    "sparql": "engine:sparql",
    "cypher": "engine:cypher",
    "export": "exporting.export:export",
    "network": "network:network",
    "serve": "serve:serve",
    "documents": "documents:documents",
    "remove": "documents:remove",
    "review": "judgements.review:review",
    "retrain": "retrain:retrain",
    "confirm": "judgements.facts:confirm",
    "reject": "judgements.facts:reject",
    "correct": "judgements.facts:correct",
    "add": "judgements.facts:add",
    "merge": "judgements.actors:merge",
    "split": "judgements.actors:split",
    "different": "judgements.actors:different",
    "rename": "judgements.actors:rename",
    "retype": "judgements.actors:retype",
    "alias": "judgements.actors:alias",
    "undo": "judgements.log:undo",
    "validate": "validate:validate",
    "rebuild": "upkeep.rebuild:rebuild",
    "backup": "upkeep.backup:backup",
    "restore": "upkeep.backup:restore",
    "evaluate": "evaluate:evaluate",
    "doctor": "upkeep.doctor:doctor",
}
"""The module and name of each command, in the order in which help lists them."""
GROUPS: Final[Mapping[str, str]] = {
    "store": "store.store:store",
    "document": "judgements.document:document",
    "judgements": "judgements.log:judgements",
}
"""The module and name of each group of commands."""
ASKING: Final = frozenset({"ask", "show", "sparql", "cypher"})
"""The commands that ask a store once."""
ENGINES: Final = {"sparql": "oxigraph.answering", "cypher": "grafeo.grafeo"}
"""For each language the module that the command and its answering process both load."""


def _version(is_requested: bool) -> None:
    if is_requested:
        from kg.processes.version import own_version

        typer.echo(own_version())
        raise typer.Exit


def kg(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of errors; may be given anywhere.")] = False,
) -> None:
    """Read texts about negotiations into a knowledge graph of who wants what from whom, and query it.

    \b
    kg ingest FOLDER    read the documents of a folder
    kg ask --list       list the questions that the graph answers
    kg serve            look at the graph in a browser

    docs/howto.md has the commands for each task of a study.
    """


def command_line(names: Collection[str]) -> typer.Typer:
    """The command line with these commands only: building all of them takes as long as a short answer."""
    line = typer.Typer(
        name="kg",
        cls=Root,
        no_args_is_help=True,
        add_completion=len(names) > 1,  # only `kg --install-completion` needs it, not a single command
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    )
    for name, place in COMMANDS.items():
        if name in names:
            line.command(cls=Command)(spread(_command_at(place)))
    for name, place in GROUPS.items():
        if name in names:
            line.add_typer(_command_at(place))
    line.callback()(kg)
    return line


@cache
def _full_command_line() -> typer.Typer:
    return command_line({*COMMANDS, *GROUPS})


def _command_at(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"kg.cli.commands.{module}"), name)


def __getattr__(name: str) -> object:
    if name == "app":
        return _full_command_line()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Run the command line of this process, and end the process with its exit status."""
    collect_less_often()
    command = next((word for word in sys.argv[1:] if word != "--debug"), "")
    is_known = command in COMMANDS or command in GROUPS
    line = command_line({command}) if is_known else _full_command_line()
    if command in ASKING:
        # The language is a guess: if it is wrong, the process loads the other engine itself.
        import_module(f"kg.stores.{ENGINES['cypher' if 'cypher' in sys.argv else 'sparql']}")
        fork_ahead()
    try:
        line(sys.argv[1:])
    finally:
        skip_final_collection()
