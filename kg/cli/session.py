"""Opening a graph for a command, and the messages about its state."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.messages import flag, say
from kg.cli.progress import counting
from kg.errors import (
    CommandError,
    GraphMissingError,
    KgError,
    NoGraphError,
    RecordUnwritableError,
    StoreAddressError,
)
from kg.printing.quantities import quantity

if TYPE_CHECKING:
    from kg.cli.options import DocumentFilters, Reviewed
    from kg.graph import Graph
    from kg.stores.opening import StoreSettings
    from kg.stores.protocol import Store

__all__ = [
    "completing",
    "documents_of",
    "followed",
    "language_to_ask",
    "meant_or_new",
    "opened",
    "opened_or_new",
    "ready",
    "say_what_empties",
    "say_what_is_behind",
]


NEW = "talks.kg"
"""The graph to create in the working directory if none is named and none exists."""


def meant_or_new(graph: Path | None) -> tuple[Path, bool]:
    """The folder of the graph to use, else `NEW`, and whether it has to be created."""
    from kg.graph import find_graph, is_graph

    try:
        folder = find_graph(graph)
    except NoGraphError:
        folder = Path(NEW)
    return folder, not is_graph(folder)


@contextlib.contextmanager
def opened(graph: Path | None, store: str | None = None, reviewed: Reviewed | None = None) -> Iterator[Graph]:
    """A context manager: the graph to use, optionally with the store at an address, or the part of it that is reviewed
    or not. Raises what `find_graph` and `open_graph` do and, at the end, as `say_what_is_behind` does."""
    from kg.graph import find_graph, open_graph

    part = None if reviewed is None else reviewed.part
    if part and store:
        detail = "--store asks a store as it is, and --status one that this graph makes for it."
        raise CommandError(detail=detail)
    with open_graph(find_graph(graph), store=store) as opened_graph:
        if part is None:
            try:
                yield opened_graph
            except BaseException:
                with contextlib.suppress(typer.Exit):
                    say_what_is_behind(opened_graph)
                raise
            say_what_is_behind(opened_graph)
            return
        with opened_graph.only(part) as part_of_graph:
            yield part_of_graph


@contextlib.contextmanager
def opened_or_new(graph: Path | None) -> Iterator[Graph]:
    """A context manager: the graph to use, which is created where there is no folder. A new graph is
    built next to its place and moved there at the end: whatever is raised, nothing lies there before, and what another
    process puts there meanwhile is not lost. Raises `GraphMissingError` if nothing was judged in it, and what `opened`
    does."""
    from kg.graph import open_graph

    folder, is_new = meant_or_new(graph)
    if not is_new or folder.exists():
        with opened(graph) as new_graph:
            yield new_graph
        return
    place = folder.absolute()
    near = next(parent for parent in place.parents if parent.is_dir())
    with tempfile.TemporaryDirectory(
        prefix=f".{place.name}.", dir=near, ignore_cleanup_errors=True
    ) as temporary_folder:
        built_folder = Path(temporary_folder) / place.name
        with open_graph(built_folder, create=True) as new_graph:
            yield new_graph
            if not new_graph.record.all_judgements():
                raise GraphMissingError(folder=folder)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            built_folder.rename(place)
        except OSError as error:  # such as a folder that is not empty
            raise RecordUnwritableError(path=folder, detail=error.strerror or error) from error
    say(f"created {folder}")
    say_what_is_behind(new_graph)


@contextlib.contextmanager
def followed(graph: Graph) -> Iterator[None]:
    """A context manager: at its end the stores are brought up to date if the record has been written in it, whatever
    was raised. Otherwise they stay as they are: there is nothing to say of a store that cannot be written."""
    first_revision = graph.record.revision
    try:
        yield
    finally:
        if graph.record.revision != first_revision:
            graph.catch_up()


def ready(graph: Graph, language: str) -> Store:
    """The store that speaks ``language``, brought up to date; a message is printed if that is not possible."""
    from kg.settings import TABLES

    with counting(f"updating the {TABLES[language]} store") as tell:
        store = graph.store(language, tell)
    if lag := graph.lag(language):
        say(_lag_message(graph.settings.stores[language], language, lag))
    return store


def say_what_is_behind(graph: Graph) -> None:
    """Print which stores are behind the record, and why; raises `typer.Exit` with status 1 if any is."""
    from kg.settings import TABLES

    for language, error in graph.behind.items():
        say(f"saved in the record, but the {TABLES[language]} store could not be updated: {error}")
    if graph.behind:
        say("run `kg store sync` to bring it up to date")
        raise typer.Exit(1)


def _lag_message(store_settings: StoreSettings, language: str, lag: int) -> str:
    from kg.settings import TABLES

    store_name = (
        f"the store at {store_settings.address}" if store_settings.is_remote else f"the {TABLES[language]} store"
    )
    if lag < 0:
        return f"{store_name} is {quantity(-lag, 'change')} ahead of this graph's record"
    reason = (
        "run `kg store sync` to bring it up to date"
        if store_settings.borrowed
        else "it is locked or cannot be written to"
    )
    return f"{store_name} is {quantity(lag, 'change')} behind the record: {reason}"


def documents_of(document_filters: DocumentFilters, graph: Graph) -> tuple[str, ...]:
    """The ids of the documents that match the filters; empty if no filter is given. Raises
    `kg.errors.DocumentsMissingError`."""
    from kg.record import DocumentFilter

    filter_ = DocumentFilter(**{name: tuple(values) for name, values in asdict(document_filters).items() if values})
    return graph.record.documents_where(filter_) if filter_ != DocumentFilter() else ()


def say_what_empties(empty: str, filters: Mapping[str, object], count: Callable[[Mapping[str, object]], int]) -> None:
    """Print that an answer is empty, and without which of the ``filters`` filters it would not be.

    ``count`` returns the number of rows with some of the filters.
    """
    options = {name: flag(name) for name in filters}
    counts_without = {name: count({key: value for key, value in filters.items() if key != name}) for name in filters}
    improvements = [f"{number} without {options[name]}" for name, number in counts_without.items() if number]
    if improvements:
        say(f"{empty}: there would be {', '.join(improvements)}")
    elif len(filters) > 1 and (number := count({})):
        say(f"{empty}: there would be {number} without {' and '.join(options.values())}")
    else:
        say(empty if not filters else f"{empty}, even without {' and '.join(options.values())}")


def language_to_ask(store: str | None, language: str | None) -> str:
    """The language to ask in: the given one, else that of the store at the address, else SPARQL.

    Raises `kg.errors.StoreAddressError` if the store at the address speaks another language.
    """
    from kg.stores.opening import language_of

    if store is None:
        return language or "sparql"
    language_of_store = language_of(store)
    if language not in (None, language_of_store):
        language_name = "SPARQL" if language == "sparql" else "Cypher"
        raise StoreAddressError(
            address=store, language=language_name, detail=f"that address speaks {language_of_store}"
        )
    return language_of_store


@contextlib.contextmanager
def completing(ctx: typer.Context) -> Iterator[Graph]:
    """A context manager: the graph for shell completion; without a graph nothing is completed."""
    with contextlib.suppress(KgError), opened(ctx.params.get("graph")) as graph:
        yield graph
