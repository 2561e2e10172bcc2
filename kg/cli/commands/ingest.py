"""`kg ingest`: documents into a graph."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit

import typer

from kg.cli import options as o
from kg.cli import reader_options as r
from kg.cli.loading_options import LoadingOptions, WorkOptions, loader_options
from kg.cli.messages import say, say_lines
from kg.cli.output import print_rows
from kg.cli.progress import ingesting
from kg.cli.session import meant_or_new, say_what_is_behind
from kg.errors import KgError
from kg.errors.root import with_paths_of_pages
from kg.judgements.settings import advice_on_number
from kg.printing.quantities import quantity
from kg.settings import proposer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.ingesting import Summary
    from kg.ingesting.repeats import GoneDocument

__all__ = ["Place", "Rules", "ingest"]

SHOWN = 3
"""The number of documents that a line names."""
HEADINGS_IN_BRIEF = ("actors", "roles", "statements", "positions", "actions")
"""What a table counts in the documents that were read; the other formats count every heading."""


@dataclass(frozen=True, slots=True)
class Place:
    """The graph's folder, whether its disk must have enough space, and what is known of its documents."""

    graph: o.GraphOption = None
    any_room: Annotated[
        bool, typer.Option("--any-room", help="Start even if the disk seems too small for the documents.")
    ] = False
    metadata: Annotated[
        Path | None,
        typer.Option("--metadata", metavar="FILE", help="CSV: a column file, and date, source, title, genre or tags."),
    ] = None


LOWER_THRESHOLD = 0.4
"""The threshold that is suggested for more doubtful facts: about half of the positions just above it are right."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The language model that the rules use, and the confidence that facts need."""

    model: o.ModelOption = None
    threshold: o.ThresholdOption = None


def ingest(
    paths: o.PathsArgument,
    *,
    place: Place,
    work: WorkOptions,
    rules: Rules,
    loading: LoadingOptions,
    reader: r.ReaderOptions,
    format: o.FormatOption = None,
) -> None:
    """Read documents into a graph, and create it if needed.

    Documents that this version has read already are skipped (unchanged; located: at another path); a changed document
    replaces its facts. Documents that cannot be read are reported and skipped, and the exit status is 1. After an
    interruption, run the same command again to continue. --metadata sets the metadata of files, as `kg document set
    --from` does, before they are read: a cell overrides what the file says. The values of --date, --source, --genre and
    --threshold are stored with each document, and apply to later ingests that give none.

    \b
    kg ingest texts --graph study.kg
    kg ingest report.pdf notes.docx --date 2018-08-24 --source 'Pacific Wire'
    """
    from kg.extract import Options
    from kg.graph import open_graph
    from kg.ingesting import Options as IngestOptions
    from kg.ingesting import ingest as ingest_documents

    from_loaders = loader_options(loading)
    llm = r.llm_options(reader, rules.model, rules.threshold)
    folder, is_new = meant_or_new(place.graph)
    with open_graph(folder, create=True) as opened_graph:
        parser = rules.model or opened_graph.settings.model
        proposer = proposer_of(reader.reader) if reader.reader else opened_graph.settings.proposer
        reading = llm or Options(parser, rules.threshold, proposer)
        limits = work.workers, work.patience, work.bytes_of_memory
        ingest_options = IngestOptions(*limits, from_loaders, reading, any_room=place.any_room, metadata=place.metadata)
        first_revision = opened_graph.record.revision
        try:
            with ingesting() as tell:
                summary = ingest_documents(opened_graph, paths, ingest_options, tell, stdin=sys.stdin.buffer)
        except (KeyboardInterrupt, KgError) as error:
            # If the record can no longer be read, only the original error is reported.
            with contextlib.suppress(KgError):
                last_revision = opened_graph.record.revision
                if isinstance(error, KeyboardInterrupt) or last_revision > first_revision:
                    kept = quantity(sum(1 for _ in opened_graph.record.documents()), "document")
                    say(f"interrupted: {folder} holds {kept}; run the same command again to continue")
                elif is_new and last_revision == 0:
                    opened_graph.close()
                    shutil.rmtree(folder, ignore_errors=True)
            raise
    if is_new:
        say(f"created {folder}")
    _print_summary(summary, format)
    if llm is None and rules.threshold is None and summary.added + summary.changed:
        say_lines("\n".join(_what_to_expect(summary, proposer)))
    say_what_is_behind(opened_graph)
    if summary.refused:
        raise typer.Exit(1)


def _what_to_expect(summary: Summary, proposer: str | None) -> Iterator[str]:
    """How many of the positions that were found are right, if there are any, and what else there is."""
    if summary.facts.get("positions"):
        yield _expected_precision(proposer)
    yield _what_is_left_out()


def _expected_precision(proposer: str | None) -> str:
    """A line that says how often positions of a graph like this are right."""
    from kg.extract.expectation import expectations

    shares = " and ".join(f"{e.in_ten} of 10 in {e.genre}" for e in expectations(proposer))
    page = with_paths_of_pages("docs/reading.md")
    return f"of the positions stored from test texts, {shares} were right ({page}); check their holders first"


def _what_is_left_out() -> str:
    """A line that says from which confidence facts are stored, and how to see or store less certain ones."""
    from kg.extract import STORED

    ways = f"`kg explain` marks them ~, `kg ingest --threshold {LOWER_THRESHOLD:g}` stores more of them"
    return f"by default, facts with a confidence under {STORED:g} are not stored: {ways}"


def _repeated_texts(repeats: Mapping[str, GoneDocument]) -> str:
    """A line that says which texts count twice, and what to do where their files were renamed."""
    uri, gone = next(iter(repeats.items()))
    count = len(repeats)
    subject = "1 new document has" if count == 1 else f"{count} new documents have"
    pair = f"{'' if count == 1 else 'for example '}{uri} and {gone.uri}"
    advice = f"`kg remove {gone.id}`"
    if gone.options:
        file = shlex.quote(unquote(urlsplit(uri).path))
        options_of_gone = {"date": gone.options.when, "source": gone.options.source}
        options = "".join(f" --{name} {shlex.quote(str(value))}" for name, value in options_of_gone.items() if value)
        advice = f"`kg ingest {file}{options}`"
    return (
        f"{subject} exactly the text of one whose file is not where it was read, so that facts count twice: {pair}; "
        f"if that file was renamed, {advice} leaves only one, with the decisions about its text"
    )


def _dateless_documents(count: int) -> str:
    """A line that says how many documents give no date, what follows from that, and how they get one."""
    subject, their = ("1 document gives", "its") if count == 1 else (f"{count} documents give", "their")
    return (
        f"{subject} no date: {their} facts are in no answer about a period, unless they have dates of their own; "
        "use `kg document set DOCUMENT --date DAY`, or --date DAY for all of a call"
    )


def _print_summary(summary: Summary, format: o.FormatOption) -> None:
    r.say_dropped(summary.dropped)
    if summary.waiting:
        say(f"judgements that wait since their sentences changed: {summary.waiting}; `kg judgements list --reach gone`")
    if summary.undated:
        some = ", ".join(f"{name} ({written})" for name, written in list(summary.undated.items())[:SHOWN])
        count = "1 document has" if len(summary.undated) == 1 else f"{len(summary.undated)} documents have"
        more = ", ..." if len(summary.undated) > SHOWN else ""
        say(f"{count} no date, since the one given cannot be read: {some}{more}; use `kg document set` or --date-order")
        if advice := next(filter(None, map(advice_on_number, summary.undated.values())), ""):
            say(advice.strip(" ()"))
    if dateless := summary.dateless - len(summary.undated):
        say(_dateless_documents(dateless))
    if summary.repeats:
        say(_repeated_texts(summary.repeats))
    r.say_read_as_bulletins(summary.bulletins)
    row = {
        "added": summary.added,
        "changed": summary.changed,
        "located": summary.located,
        "unchanged": summary.unchanged,
        "refused": summary.refused,
        **summary.facts,
    }
    located = ["located"] if summary.located else []
    brief = ("added", "changed", *located, "unchanged", "refused", *HEADINGS_IN_BRIEF)
    print_rows(tuple(row), [tuple(row.values())], format, brief=brief)
