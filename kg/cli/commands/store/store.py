"""`kg store`: where the graph's stores are, and how current each is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.store import add, start
from kg.cli.messages import report, say
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.root import Command, group
from kg.cli.session import language_to_ask, opened
from kg.cli.spreading import spread
from kg.errors import KgError
from kg.settings import TABLES

if TYPE_CHECKING:
    from kg.graph import Graph, StoreState

__all__ = ["store"]

store = group("store", "Manage the stores: on this machine, Neo4j or SPARQL.")


class StoreName(StrEnum):
    """A store, by the name of its table in kg.toml."""

    RDF = "rdf"
    PROPERTY_GRAPH = "property-graph"


_LANGUAGES = {StoreName(table): language for language, table in TABLES.items()}
StoreNameArgument = Annotated[StoreName | None, typer.Argument(help="The store; default: both.")]


@store.command("list")
def list_(graph: o.GraphOption = None, format: o.FormatOption = None) -> None:
    """List the stores in kg.toml, without contacting them."""
    with opened(graph) as opened_graph:
        rows = [(which.value, _engine(opened_graph, which), _address(opened_graph, which)) for which in StoreName]
        print_rows(("store", "engine", "address"), rows, format)


@store.command()
def check(
    which: StoreNameArgument = None,
    graph: o.GraphOption = None,
    address: o.StoreOption = None,
    format: o.FormatOption = None,
) -> None:
    """Check that the stores answer, and how current they are.

    Nothing is written. The exit status is 1 if a store does not answer.
    """
    with opened(graph, address) as opened_graph:
        states = [state for state in opened_graph.states() if state.language in _languages(which, address)]
        columns = ("store", "engine", "address", "server", "revision", "behind")
        print_rows(columns, [_row(opened_graph, state) for state in states], format)
        problems = [state.problem for state in states if state.problem is not None]
        for problem in problems:
            report(problem)
    if problems:
        raise typer.Exit(1)


@store.command()
def sync(
    which: StoreNameArgument = None,
    graph: o.GraphOption = None,
    address: o.StoreOption = None,
    format: o.FormatOption = None,
) -> None:
    """Bring the stores up to date with the record.

    After an interruption, run the same command again to continue.
    """
    with opened(graph, address) as opened_graph:
        rows, problems = [], []
        for language in _languages(which, address):
            try:
                with counting(f"writing the {TABLES[language]} store") as tell:
                    count = opened_graph.sync(language, tell)
            except KgError as error:
                problems.append(error)
                continue
            place = opened_graph.settings.stores[language]
            rows.append((TABLES[language], place.engine, place.address, count, opened_graph.record.revision))
        if rows:
            print_rows(("store", "engine", "address", "documents", "revision"), rows, format)
        for problem in problems[1:]:
            report(problem)
        if problems:
            raise problems[0]


@store.command()
def drop(
    which: Annotated[StoreName, typer.Argument(help="The store.")],
    graph: o.GraphOption = None,
    address: o.StoreOption = None,
    any_: Annotated[bool, typer.Option("--any", help="Also remove the graph of another record.")] = False,
) -> None:
    """Remove the graph from a store, and nothing else.

    The record stays as it is. If the store was on a server, a store on this machine takes its place in kg.toml.
    """
    language = _LANGUAGES[which]
    language_to_ask(address, language)
    with opened(graph, address) as opened_graph:
        place = opened_graph.settings.stores[language]
        opened_graph.drop(language, whosever=any_)
        say(f"removed the graph from {place.address}")
        if place.is_remote and not place.borrowed:
            say(f"the {TABLES[language]} store is {opened_graph.settings.stores[language].engine} on this machine")


store.command("add")(spread(add.add))
store.command("start", cls=Command)(start.start)


def _languages(which: StoreName | None, address: str | None) -> Sequence[str]:
    """The languages of the stores to act on."""
    if address is not None:
        return (language_to_ask(address, _LANGUAGES[which] if which else None),)
    return (_LANGUAGES[which],) if which else tuple(_LANGUAGES.values())


def _engine(graph: Graph, which: StoreName) -> str:
    return graph.settings.stores[_LANGUAGES[which]].engine


def _address(graph: Graph, which: StoreName) -> str:
    return graph.settings.stores[_LANGUAGES[which]].address


def _row(graph: Graph, state: StoreState) -> tuple[str | int | None, ...]:
    is_known = state.problem is None
    return (
        TABLES[state.language],
        state.engine,
        state.address,
        state.server or None,
        state.revision if is_known else None,
        graph.record.revision - state.revision if is_known else None,
    )
