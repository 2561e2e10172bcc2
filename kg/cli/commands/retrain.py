"""`kg retrain`: the filter learns from what people have judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.progress import counting
from kg.cli.session import opened
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.retraining import Scores, Taught

__all__ = ["retrain"]

COLUMNS = ("heading", "weights", "labels", "right", "kept", "precision", "recall", "f1", "auc", "log_loss", "gap")
READ_AGAIN = "run `kg ingest` with the same paths to read the documents again with {weights}"
SEPARATE = "separate right from wrong better in documents held out (AUC, by two standard errors over documents)"
REFUSED = f"weights for {{headings}} are refused: they do not {SEPARATE} without a lower F1"


def retrain(
    accept: Annotated[
        bool, typer.Option("--accept", help="Use the weights learned last, from the next `kg ingest` on.")
    ] = False,
    back: Annotated[bool, typer.Option("--back", help="Return to the weights before the last --accept.")] = False,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Treat fully judged documents as complete: other proposals in them are wrong."),
    ] = False,
    model: o.ModelOption = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Learn from your judgements which proposals to keep.

    The labels are the graph's confirmed, rejected and corrected facts, and with --whole those that were added. The
    output compares the shipped and the learned weights on documents held out from learning. Learned weights are
    offered only where they separate right from wrong better there, by the area under the ROC curve (AUC) and by more
    than chance, with no lower F1; those of other headings are refused. Nothing changes until --accept. The neural
    networks that propose positions are not retrained: only how far they are trusted is learned. Everything runs on
    this machine.
    """
    from kg import retraining

    if accept and back:
        raise CommandError(detail="--accept and --back are two steps.", command="kg retrain")
    with opened(graph) as opened_graph:
        if accept or back:
            held = retraining.accept(opened_graph) if accept else retraining.back(opened_graph)
            say(READ_AGAIN.format(weights="the graph's own weights" if held else "the shipped weights"))
            return
        with counting("reading") as tell:
            taught = retraining.retrain(opened_graph, model, tell, whole=whole)
        print_rows(COLUMNS, _rows(taught), format)
        _say_what_is_offered(taught)


def _rows(taught: Taught) -> list[tuple[str | int | float | None, ...]]:
    rows: list[tuple[str | int | float | None, ...]] = []
    for heading, before in taught.before.items():
        found = taught.separations.get(heading)
        auc = (found.shipped, found.learned) if found else (None, None)
        learned = "refused" if heading in taught.refused else "learned"
        rows.append((heading, "shipped", *_row(before, auc[0])))
        rows.append((heading, learned, *_row(taught.after[heading], auc[1])))
    return rows


def _say_what_is_offered(taught: Taught) -> None:
    if taught.refused:
        say(REFUSED.format(headings=", ".join(taught.refused)))
    if not taught.adjustments:
        say("nothing to accept: the labels gave no weights that do better than the shipped ones")
        return
    headings = ", ".join(sorted({each.heading for each in taught.adjustments}))
    say(f"learned weights for {headings}, which {SEPARATE}; run `kg retrain --accept` to use them")
    if (fewer := taught.before["all"].kept - taught.after["all"].kept) > 0:
        say(f"with them {fewer} of {taught.before['all'].kept} judged proposals are no longer kept: see recall")


def _row(scores: Scores, auc: float | None) -> tuple[int | float | None, ...]:
    measured = (scores.precision, scores.recall, scores.f1, auc, scores.log_loss, scores.gap)
    rounded = (None if value is None else round(value, 3) for value in measured)
    return (scores.labels, scores.right, scores.kept, *rounded)
