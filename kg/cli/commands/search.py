"""`kg search`: sentences by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.session import opened, say_what_empties

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.record import SentenceFilter

__all__ = ["SearchScope", "search"]

_EXCLUDED: Final = re.compile(r"(?<!\S)(NOT\s|-)(?=\S)")
"""How other programs exclude words."""


@dataclass(frozen=True, slots=True)
class SearchScope:
    """The sentences to search, besides the filters of documents."""

    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor", help="Only sentences that mention this actor; repeatable.", autocompletion=o.actor_names
        ),
    ] = None
    document: o.DocumentOption = None
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only in documents published from this day, month or year on."),
    ] = None
    until: o.UntilOption = None


@dataclass(frozen=True, slots=True)
class SearchOutput:
    """How many of the sentences found are printed, and how."""

    limit: Annotated[int, typer.Option("--limit", min=1, help="Print at most this many sentences.")] = 20
    count: Annotated[bool, typer.Option("--count", help="Print only the numbers of sentences and documents.")] = False
    format: o.FormatOption = None
    raw_cells: o.RawCellsOption = False


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Words that must all occur, "phrases in quotes", alternatives (a OR b) or prefix*.'
        ),
    ],
    *,
    scope: SearchScope,
    document_filters: o.DocumentFilters,
    output: SearchOutput,
    reviewed: o.Reviewed,
    graph: o.GraphOption = None,
) -> None:
    """Search for sentences that contain all words, best first.

    \b
    kg search tariffs cars              both words, in any inflection (also: tariff, car)
    kg search '"trade deficit"'         a phrase
    kg search 'tariff* OR levies'       a prefix, or another word
    """
    from kg.record.search import unclosed_phrase

    text = " ".join(words)
    if exclusion := _EXCLUDED.search(text):
        say(f"words cannot be excluded: what follows {exclusion[0].strip()} is searched for like other words")
    if phrase := unclosed_phrase(text):
        say(f"the quotation mark before {phrase} has no other that closes it: all after it is searched for as a phrase")
    with opened(graph, reviewed=reviewed) as opened_graph:
        filters = o.set_options(scope, document_filters)

        def count_matches(filters: Mapping[str, Any]) -> tuple[int, int]:
            return opened_graph.record.search_counts(text, _sentence_filter(opened_graph, filters))

        sentences, documents = count_matches(filters)
        if output.count:
            print_rows(("sentences", "documents"), [(sentences, documents)], output.format)
        else:
            columns = ("document", "document_id", "date", "source", "page", "start", "end", "text")
            hits = (
                opened_graph.record.search(text, output.limit, _sentence_filter(opened_graph, filters))
                if sentences
                else []
            )
            rows = (
                (s.name, s.document, str(s.when) if s.when else None, s.source, s.page, s.start, s.end, s.text)
                for s in hits
            )
            left_out = {"document_id"} if any(s.page for s in hits) else {"document_id", "page"}
            brief = [name for name in columns if name not in left_out]
            print_rows(columns, rows, output.format, brief=brief, raw=output.raw_cells)
            if sentences > output.limit:
                say(f"showing {output.limit} of {sentences} sentences; raise --limit to see more")
        if not sentences:
            say_what_empties("no sentence contains these words", filters, lambda rest: count_matches(rest)[0])


def _sentence_filter(graph: Graph, filters: Mapping[str, Any]) -> SentenceFilter:
    """The sentences to search. Raises what looking up actors and documents does."""
    from kg.query.filters import FILTERS, bound_filters
    from kg.query.values import Finders
    from kg.record import SentenceFilter

    values = bound_filters("a search", filters, FILTERS, Finders.of(graph.record))
    documents = values.get("document")
    return SentenceFilter(
        values.get("actor", ()),
        None if documents is None else frozenset(id_.removeprefix("document/") for id_ in documents),
        values.get("since"),
        values.get("until"),
    )
