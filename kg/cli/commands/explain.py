"""`kg explain`: what the rules proposed of each sentence, what was kept, and what was dropped and why."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options as o
from kg.cli.loading_options import LoadingOptions, loader_options
from kg.cli.messages import is_colourful, report
from kg.cli.reader_options import KeepOption, ProposerOption
from kg.cli.session import opened
from kg.cli.table import BOLD, DIM, PLAIN, cell
from kg.errors import CommandError, DocumentError, KgError, NothingFoundError
from kg.model.pages import page_at
from kg.settings import proposer_of
from kg.vocabulary import DIGITS

if TYPE_CHECKING:
    from kg.extract.explanation import Explained, Verdict
    from kg.model import Document

__all__ = ["Shape", "Shown", "explain"]

type ExplainedSentence = tuple[Document, Explained]


class Shape(StrEnum):
    """How sentences and proposals are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Shown:
    """The proposals to show, and how much of each."""

    kept: Annotated[bool, typer.Option("--kept", help="Show only what was kept.")] = False
    dropped: Annotated[bool, typer.Option("--dropped", help="Show only what was dropped.")] = False
    strongest: Annotated[
        int, typer.Option("--strongest", min=0, help="Also show the features, at most this many, that weighed most.")
    ] = 0


def explain(
    paths: o.PathsArgument,
    *,
    shown: Shown,
    threshold: KeepOption = None,
    format: Annotated[
        Shape, typer.Option("--format", help="text, or one JSON object per sentence (json: in an array).")
    ] = Shape.TEXT,
    reader: ProposerOption = "small",
    model: o.ModelOption = None,
    loading: LoadingOptions,
) -> None:
    """Show why facts of each sentence were kept or dropped.

    \b
    Each proposal has its confidence and rule, and one of these marks:
    +  kept: `kg extract` prints it, and `kg ingest` stores it
    ~  less certain: `kg extract` prints it; `kg ingest` stores it only with a lower --threshold
    -  dropped, with the reason

    Documents that cannot be read are reported and skipped, and the exit
    status is 1.
    """
    if shown.kept and shown.dropped:
        raise CommandError(detail="--kept and --dropped leave nothing: give one or neither.", command="kg explain")
    from kg.extract import Options, load
    from kg.extract import explanation as e
    from loaders import read

    try:
        items = read(paths, loader_options(loading), stdin=sys.stdin.buffer)
    except NothingFoundError as error:
        raise _error_with_graph_file(error) from error
    loaded_reader = load(Options(model, threshold, proposer_of(reader)))
    refused_count = 0

    def sentences() -> Iterator[ExplainedSentence]:
        nonlocal refused_count
        for item in items:
            try:
                if isinstance(item, DocumentError):
                    raise item
                explained = e.explain(loaded_reader, item)
            except DocumentError as error:
                refused_count += 1
                report(error)
                continue
            yield from (
                (item, shown_sentence) for sentence in explained if (shown_sentence := _shown_part(sentence, shown))
            )

    if format is Shape.TEXT:
        _print_text(sentences(), shown.strongest)
    else:
        _write(sentences(), shown.strongest, format)
    if refused_count:
        raise typer.Exit(1)


def _error_with_graph_file(error: NothingFoundError) -> NothingFoundError:
    """The error, with the file of the graph's document of this name, if there is one: `kg explain` reads files."""
    path, detail = error.fields["path"], str(error.fields["detail"])
    with contextlib.suppress(KgError), opened(None) as graph:
        uri = graph.record.document(str(path)).uri
        return NothingFoundError(path=path, detail=f"{detail}; the graph's document of that name was read from {uri}")
    return error


def _shown_part(explained: Explained, shown: Shown) -> Explained | None:
    """The sentence with the proposals to show; None if only one kind is to be shown and the sentence has none of it."""
    if not (shown.kept or shown.dropped):
        return explained
    shown_proposals = tuple(verdict for verdict in explained.proposals if verdict.kept == shown.kept)
    return replace(explained, proposals=shown_proposals) if shown_proposals else None


def _write(sentences: Iterable[ExplainedSentence], strongest: int, shape: Shape) -> None:
    opening, separator, closing = ("[\n  ", ",\n  ", "\n]\n") if shape is Shape.JSON else ("", "\n", "\n")
    count = 0
    for count, (document, explained) in enumerate(sentences, 1):
        line = json.dumps(_object(document, explained, strongest), ensure_ascii=False)
        sys.stdout.write((opening if count == 1 else separator) + line)
    if count:
        sys.stdout.write(closing)
    elif shape is Shape.JSON:
        sys.stdout.write("[]\n")


def _object(document: Document, explained: Explained, strongest: int) -> dict[str, Any]:
    return {
        "document": document.name,
        "page": page_at(document.pages, explained.sentence.start),
        **asdict(explained.sentence),
        "proposals": [_verdict(v, strongest) for v in explained.proposals],
    }


def _verdict(verdict: Verdict, strongest: int) -> dict[str, Any]:
    features = {feature: round(adds, DIGITS) for feature, adds in verdict.strongest[:strongest]}
    return {**asdict(verdict), "confidence": round(verdict.confidence, DIGITS), "strongest": features}


def _print_text(sentences: Iterable[ExplainedSentence], strongest: int) -> None:
    width = max(40, shutil.get_terminal_size((100, 24)).columns)
    bold, dim, plain = (BOLD, DIM, PLAIN) if is_colourful(sys.stdout) else ("", "", "")
    last_document: Document | None = None
    for document, explained in sentences:
        if document is not last_document:
            sys.stdout.write(f"{'' if last_document is None else '\n'}{bold}{cell(document.name)}{plain}\n")
            last_document = document
        sys.stdout.write("\n")
        page = page_at(document.pages, explained.sentence.start)
        for line in textwrap.wrap(cell(explained.sentence.text) + (f" [p. {cell(page)}]" if page else ""), width):
            sys.stdout.write(f"{bold}{line}{plain}\n")
        for verdict in explained.proposals:
            style = ("", "") if verdict.kept else (dim, plain)
            for line in _lines(verdict, strongest, width):
                sys.stdout.write(f"{style[0]}{line}{style[1]}\n")


def _lines(verdict: Verdict, strongest: int, width: int) -> Iterator[str]:
    """The lines of a proposal: the proposal itself, why it was dropped, and what moved the filter."""
    mark = "-" if not verdict.kept else "+" if verdict.recorded else "~"
    rule = f"{verdict.rule}: {verdict.row}" if verdict.row else verdict.rule
    yield from textwrap.wrap(
        f"{verdict.confidence:.3f} {verdict.heading}: {cell(verdict.summary)}  [{rule}]",
        width,
        initial_indent=f"  {mark} ",
        subsequent_indent=" " * 10,
    )
    notes = [] if verdict.kept else [verdict.reason]
    if verdict.kept and not verdict.recorded:
        from kg.extract import STORED

        notes.append(f"kg extract prints it; kg ingest stores only facts with {STORED:g} or more")
    if strongest:
        notes.append(", ".join(f"{feature} {adds:+.2f}" for feature, adds in verdict.strongest[:strongest]))
    for note in notes:
        yield from textwrap.wrap(cell(note), width, initial_indent=" " * 10, subsequent_indent=" " * 10)
