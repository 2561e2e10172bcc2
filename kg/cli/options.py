"""Options that several commands share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.progress import counting
from kg.cli.rows import Format
from kg.cli.talk import say
from kg.errors import CommandError, KgError, StoreAddressError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.stores.opening import StoreSettings
    from kg.stores.protocol import Store

__all__ = [
    "AllowFilesOption",
    "AllowNetworkOption",
    "DocumentArgument",
    "DocumentFilters",
    "DocumentOption",
    "FormatOption",
    "GraphOption",
    "LimitOption",
    "MinConfidenceOption",
    "ModelOption",
    "OutOption",
    "ParameterOption",
    "PathsArgument",
    "RawCellsOption",
    "Reviewed",
    "ReviewedOnlyOption",
    "SinceOption",
    "StatusOption",
    "StoreOption",
    "ThresholdOption",
    "TimeoutOption",
    "UntilOption",
    "WorkersOption",
    "WriteOption",
    "actor_names",
    "completing",
    "document_names",
    "documents_of",
    "flag",
    "issue_labels",
    "opened",
    "ready",
    "say_what_empties",
    "say_what_is_behind",
    "spoken",
]


def actor_names(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """The names of the graph's actors that begin so, whatever the case."""
    with completing(ctx) as graph:
        start = incomplete.casefold()
        names = (actor.name for actor in graph.record.actors())
        yield from dict.fromkeys(name for name in names if name.casefold().startswith(start))


def document_names(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """The names of the graph's documents that begin so."""
    with completing(ctx) as graph:
        yield from (entry.name for entry in graph.record.documents() if entry.name.startswith(incomplete))


def issue_labels(incomplete: str) -> Iterator[str]:
    """The labels of the scheme of issues that begin so, whatever the case."""
    from kg.query.issues import labels_of_issues

    start = incomplete.casefold()
    yield from (label for label in labels_of_issues() if label.casefold().startswith(start))


def flag(name: str) -> str:
    """The option of this name, as it is typed: ``--min-confidence``."""
    return f"--{name.replace('_', '-')}"


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
RawCellsOption = Annotated[
    bool,
    typer.Option("--raw-cells", help="csv, tsv: leave texts that a spreadsheet would run as they are."),
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file, whole or not at all.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Print at most this many rows.")]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", help="An id, name, path or URI; again for more.", autocompletion=document_names),
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="From this day, month or year on; a month counts as its first day."),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Up to this day, or the last day of this month or year."),
]
MinConfidenceOption = Annotated[
    str | None, typer.Option("--min-confidence", metavar="SHARE", help="Facts with at least this confidence, 0 to 1.")
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0, help="Seconds that the query may take; 0 means no limit.")
]
StatusOption = Annotated[
    Literal["confirmed", "unreviewed"] | None,
    typer.Option("--status", help="Facts that somebody has confirmed, corrected or added; or unreviewed ones."),
]
ReviewedOnlyOption = Annotated[
    bool, typer.Option("--reviewed-only", help="Facts that somebody has confirmed, corrected or added only.")
]
WriteOption = Annotated[
    bool, typer.Option("--write", help="Let the query change what you keep beside the graph in the store.")
]
AllowNetworkOption = Annotated[
    bool, typer.Option("--allow-network", help="Let the query ask other machines (SERVICE, LOAD).")
]
AllowFilesOption = Annotated[bool, typer.Option("--allow-files", help="Let the query reach files (LOAD, LOAD CSV).")]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="Bind $NAME in the query; again for a list or another name."),
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, file: URIs, or - for standard input.")
]
DocumentArgument = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT", help="Ids, names, paths or URIs.", autocompletion=document_names)
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="A language model that is installed (en_core_web_lg), or its folder.")
]
ThresholdOption = Annotated[
    float | None,
    typer.Option("--threshold", min=0, max=1, help="Keep facts from this confidence on; else from 0.65 on."),
]
WorkersOption = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that read; else one a CPU.")]


@dataclass(frozen=True, slots=True)
class DocumentFilters:
    """Which documents are asked, by what is known of them: `kg.query.narrowing.OF_DOCUMENTS`."""

    source: Annotated[
        list[str] | None, typer.Option("--source", help="In documents published by this one; again for more.")
    ] = None
    genre: Annotated[
        list[str] | None, typer.Option("--genre", help="In news, bulletin, communique ...; again for more.")
    ] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="In documents with this tag; again for more.")] = None
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="NAME=VALUE", help="In documents that tell this: event=COP4; again for more."),
    ] = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Which facts are asked for: all of them, those that people stand behind, or those that nobody has looked at."""

    status: StatusOption = None
    reviewed_only: ReviewedOnlyOption = False

    @property
    def part(self) -> str | None:
        """The part of the graph that is meant, None for all of it. Raises `kg.errors.CommandError` where two are."""
        if self.status == "unreviewed" and self.reviewed_only:
            raise CommandError(detail="--status unreviewed and --reviewed-only leave nothing.")
        return self.status or ("confirmed" if self.reviewed_only else None)


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
