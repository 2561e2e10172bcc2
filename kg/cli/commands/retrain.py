"""`kg retrain`: the filter learns from what people have judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import opened
from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.retraining import Scores

__all__ = ["retrain"]

COLUMNS = ("heading", "weights", "labels", "right", "kept", "precision", "recall", "f1", "log_loss", "gap")
READ_AGAIN = "`kg ingest` with the same paths reads the documents again, with {weights}"


def retrain(
    accept: Annotated[
        bool, typer.Option("--accept", help="Read with what was learned last, from the next reading on.")
    ] = False,
    back: Annotated[bool, typer.Option("--back", help="Read as before what was accepted last.")] = False,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Where every fact is judged, what was missing has been added: the rest is wrong."),
    ] = False,
    model: o.ModelOption = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Learn from this graph's judgements which of its reader's proposals are right, on this machine.

    Confirmed, rejected and corrected facts are the labels; added ones, too, with --whole. Shown is how the shipped
    weights and the learned ones tell right from wrong in documents that these have not learned from; nothing changes
    until --accept. The networks that propose positions stay as they are: how far they are trusted is learned.
    """
    from kg import retraining

    if accept and back:
        raise CommandError(detail="--accept and --back are two steps.", command="kg retrain")
    with opened(graph) as found:
        if accept or back:
            held = retraining.accept(found) if accept else retraining.back(found)
            say(READ_AGAIN.format(weights="its own weights" if held else "the shipped weights"))
            return
        with counting("reading what was judged") as tell:
            taught = retraining.retrain(found, model, tell, whole=whole)
        rows = [
            (heading, weights, *_row(scores[heading]))
            for heading in taught.before
            for weights, scores in (("shipped", taught.before), ("learned", taught.after))
        ]
        print_rows(COLUMNS, rows, format)
        if taught.adjustments:
            headings = ", ".join(each.heading for each in taught.adjustments)
            say(f"learned for {headings}; `kg retrain --accept` lets the graph be read with it")
        else:
            say("the labels teach nothing that the shipped weights do not tell as well: there is nothing to accept")


def _row(scores: Scores) -> tuple[int | float | None, ...]:
    measured = (scores.precision, scores.recall, scores.f1, scores.log_loss, scores.gap)
    rounded = (None if value is None else round(value, 3) for value in measured)
    return (scores.labels, scores.right, scores.kept, *rounded)
