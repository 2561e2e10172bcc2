"""A graph that is open for a command, and what the person is told of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.progress import counting
from kg.cli.talk import flag, say
from kg.errors import CommandError, KgError, NoGraphError, StoreAddressError

if TYPE_CHECKING:
    from kg.cli.options import DocumentFilters, Reviewed
    from kg.graph import Graph
    from kg.stores.opening import StoreSettings
    from kg.stores.protocol import Store

__all__ = [
    "completing",
    "documents_of",
    "meant_or_new",
    "opened",
    "ready",
    "say_what_empties",
    "say_what_is_behind",
    "spoken",
]


NEW = "talks.kg"
"""The graph that is made in the working directory where none is named and none is there."""


def meant_or_new(graph: Path | None) -> tuple[Path, bool]:
    """The folder of the graph that a person means, else `NEW`, and whether there is none in it yet."""
    from kg.graph import find_graph, is_graph

    try:
        folder = find_graph(graph)
    except NoGraphError:
        folder = Path(NEW)
    return folder, not is_graph(folder)


@contextlib.contextmanager
def opened(graph: Path | None, store: str | None = None, reviewed: Reviewed | None = None) -> Iterator[Graph]:
    """The graph that a person means, open, with the store at an address if one is named, or the part of it that people
    have reviewed or not. Raises what `find_graph` and `open_graph` do, and in the end like `say_what_is_behind`."""
    from kg.graph import find_graph, open_graph

    part = None if reviewed is None else reviewed.part
    if part and store:
        detail = "--store asks a store as it is, and --status one that this graph makes for it."
        raise CommandError(detail=detail)
    with open_graph(find_graph(graph), store=store) as found:
        if part is None:
            try:
                yield found
            except BaseException:
                with contextlib.suppress(typer.Exit):
                    say_what_is_behind(found)
                raise
            say_what_is_behind(found)
            return
        with found.only(part) as only:
            yield only


def ready(graph: Graph, language: str) -> Store:
    """The store that speaks ``language``, brought up to the record; the person is told when that is not possible."""
    from kg.settings import TABLES

    with counting(f"bringing the {TABLES[language]} store up to date") as tell:
        store = graph.store(language, tell)
    if lag := graph.lag(language):
        say(_behind(graph.settings.stores[language], language, lag))
    return store


def say_what_is_behind(graph: Graph) -> None:
    """Tell the person which stores do not follow what has just been kept, and why; then raises `typer.Exit` with 1."""
    from kg.settings import TABLES

    for language, error in graph.behind.items():
        say(f"kept in the record; the {TABLES[language]} store is behind: {error}")
    if graph.behind:
        say("`kg store sync` brings up what is behind")
        raise typer.Exit(1)


def _behind(place: StoreSettings, language: str, lag: int) -> str:
    from kg.settings import TABLES

    what = f"the store at {place.address}" if place.is_remote else f"the {TABLES[language]} store"
    if lag < 0:
        return f"{what} is {-lag} changes ahead of this graph's record"
    reason = "`kg store sync` brings it up to date" if place.borrowed else "another process is writing, or none may"
    return f"{what} is {lag} changes behind the record; {reason}"


def documents_of(about: DocumentFilters, graph: Graph) -> tuple[str, ...]:
    """The ids of the documents that are meant; none where nothing is said of them. Raises
    `kg.errors.DocumentsMissingError`."""
    from kg.record import DocumentFilter

    wanted = DocumentFilter(**{name: tuple(values) for name, values in asdict(about).items() if values})
    return graph.record.documents_where(wanted) if wanted != DocumentFilter() else ()


def say_what_empties(empty: str, given: Mapping[str, object], count: Callable[[Mapping[str, object]], int]) -> None:
    """Tell the person that an answer is empty, and without which of the filters that are ``given`` it would not be.

    ``count`` gives how many rows there are with some of them.
    """
    options = {name: flag(name) for name in given}
    without = {name: count({key: value for key, value in given.items() if key != name}) for name in given}
    full = [f"{many} without {options[name]}" for name, many in without.items() if many]
    if full:
        say(f"{empty}: there would be {', '.join(full)}")
    elif len(given) > 1 and (many := count({})):
        say(f"{empty}: there would be {many} without {' and '.join(options.values())}")
    else:
        say(empty if not given else f"{empty}, nor would any without {' and '.join(options.values())}")


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
