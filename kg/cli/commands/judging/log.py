"""`kg judgements` and `kg undo`: the log of judgements, its file, and taking judgements back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.commands.judging.options import Judging, keep, print_judgements, values_of
from kg.cli.output import print_rows
from kg.cli.session import opened
from kg.cli.spreading import spread
from kg.cli.talk import say
from kg.errors import CommandError, InputError
from kg.judgements import Reach
from kg.networks.dna.schema import KIND

if TYPE_CHECKING:
    from kg.interchange.graphs import Merged
    from kg.judgements import State

__all__ = ["judgements", "undo"]

COLUMNS = ("judgement", "at", "by", "verdict", "reach", "about", "values", "document", "words", "why", "undone_by")
STDIN = "standard input"
BRIEF = ("judgement", "by", "verdict", "reach", "about", "values", "why")

judgements = typer.Typer(
    name="judgements",
    help="The log of what people have decided, and the file of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CoderOption = Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Those of this person only.")]
ReachOption = Annotated[Reach | None, typer.Option("--reach", help="Those only that come to this.")]


@judgements.command("list")
def list_judgements(
    coder: CoderOption = None,
    reach: ReachOption = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """List what people have decided, in the order of time, and what each decision comes to now.

    holds: it is in force. kept: the fact is read no more, and stays all the same. idle: what was rejected is read no
    more. gone: no document has this text any more; the decision waits for it. overruled: a later one says otherwise.
    moved: another text has taken the place of this one, and the decision is listed for that; shown with --reach only.
    """
    with opened(graph) as found:
        wanted = {reach} if reach else {*Reach} - {Reach.MOVED}
        states = (s for s in found.judgements() if coder in (None, s.judgement.by) and s.reach in wanted)
        print_rows(COLUMNS, map(_row, states), format, brief=BRIEF, raw=raw_cells)


@judgements.command("compare")
def compare_judgements(
    all_: Annotated[bool, typer.Option("--all", help="Every fact, not only those about which coders differ.")] = False,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Show about which facts coders differ; Cohen's kappa of each two and Krippendorff's alpha of all on stderr.

    `kg judgements settle` decides between them; such a decision counts for no coder.
    """
    from kg.judgements.wording import said_in_words
    from kg.review.agreement import compared

    with opened(graph) as found:
        comparison = compared(found.record.judgements())
        columns = ("judgement", "document", "about", "words", *comparison.coders, "settled")
        rows = (
            (
                each.judgement,
                each.about.document,
                f"{each.about.heading}: {said_in_words(each.about.heading, each.about.said)}",
                each.about.words,
                *(each.in_words(coder) for coder in comparison.coders),
                each.settled,
            )
            for each in comparison.facts
            if all_ or each.is_disputed
        )
        print_rows(columns, rows, format, raw=raw_cells)
        for (one, other), value in comparison.kappas().items():
            say(f"kappa of {one} and {other}: {_figure(value)}")
        say(f"Krippendorff's alpha: {_figure(comparison.alpha)}")


def settle(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="One judgement of the fact, as compare shows.")],
    verdict: Annotated[Literal["confirmed", "rejected", "corrected"], typer.Argument(help="What it comes to.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="With corrected: what a field should say.")
    ] = None,
    *,
    judging: Judging,
) -> None:
    """Decide between what coders have judged of a fact: a judgement of its own, that names those that it settles.

    The coders' judgements stay in the log, and in kappa and alpha, as they are.
    """
    from kg.judgements import Verdict
    from kg.judging import coder, settlement

    given = values_of(values or (), "kg judgements settle")
    if bool(given) != (verdict == "corrected"):
        raise CommandError(detail="FIELD=VALUE goes with corrected, and with nothing else.", command="kg judgements")
    with opened(judging.graph) as found:
        of = found.record.judgement(judgement)
        keep(found, [settlement(found.record, of, Verdict(verdict), given, coder(judging.by), judging.why)], judging)


judgements.command("settle")(spread(settle))


def _figure(value: float | None) -> str:
    return "cannot be told" if value is None else f"{value:.3f}"


@judgements.command("export")
def export_judgements(out: o.OutOption = None, graph: o.GraphOption = None) -> None:
    """Write all judgements as JSON Lines, in one order: a file for version control, and for other graphs."""
    from kg.judgements.json_lines import write_lines
    from kg.whole_file import whole_file

    with opened(graph) as found:
        lines = write_lines(state.judgement for state in found.judgements())
        if out is None:
            sys.stdout.writelines(lines)
            return
        with whole_file(out) as handle:
            handle.writelines(line.encode() for line in lines)
        say(f"wrote {out}")


@dataclass(frozen=True, slots=True)
class Reading:
    """How annotations of another tool are interpreted."""

    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="CSV: the column of a field; .dna: the variable of one."),
    ] = None
    heading: Annotated[str | None, typer.Option("--heading", help="CSV: the heading where no column tells it.")] = None
    kind: Annotated[str, typer.Option("--kind", help=".dna: the statement type.")] = KIND
    by: Annotated[
        str | None, typer.Option("--by", envvar="KG_CODER", metavar="NAME", help="Who annotated; else your login.")
    ] = None


def import_judgements(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="What export wrote (- for stdin), .csv, .tsv, .dna, .xmi, a folder, a graph."
        ),
    ],
    reading: Reading,
    graph: o.GraphOption = None,
) -> None:
    """Take in judgements from a file, or annotations of another tool as facts that somebody added.

    What is there already stays as it is. Judgements that are about texts that this graph does not have yet wait for
    them; annotations in a folder of brat's standoff files, in one of INCEpTION's documents as UIMA CAS, and in a .dna
    file bring their texts along; the rows of a table are about documents that the graph has. From another graph its
    documents and lists come along, too.
    """
    from kg.interchange.importing import import_file
    from kg.processes.ending import sigterm_as_interrupt

    with opened(graph) as found:
        columns = {name: str(column) for name, column in values_of(reading.map or (), "kg judgements import").items()}
        if file == "-":
            count = found.import_judgements(_lines_of_stdin(), STDIN)
        else:
            with sigterm_as_interrupt():
                imported = import_file(
                    found, file, columns=columns, heading=reading.heading, kind=reading.kind, by=reading.by
                )
            count = imported.judgements
            if imported.merged:
                _say_merged(imported.merged, file)
        say(f"{count} judgements are new" if count != 1 else "1 judgement is new")


judgements.command("import")(spread(import_judgements))


def _say_merged(merged: Merged, other: str) -> None:
    say(f"{merged.documents} documents and {merged.lists} lists are new")
    for name in merged.left_out:
        say(f"the list {name} of {other} stays out, since {name} is another one here: link its file by another name")


def _lines_of_stdin() -> list[str]:
    try:
        return sys.stdin.read().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path=STDIN, detail=getattr(error, "strerror", None) or error) from error


def undo(
    ids: Annotated[list[str], typer.Argument(metavar="JUDGEMENT", help="Ids, or how they begin.")],
    judging: Judging,
) -> None:
    """Take judgements back: what they were about is as if they had never been, and the log keeps them.

    What they had overruled holds again, and is named.
    """
    from kg.judgements.wording import about_in_words

    with opened(judging.graph) as found:
        before = {state.judgement.id for state in found.judgements() if state.reach is Reach.OVERRULED}
        print_judgements(found.undo_each(ids, by=judging.by, why=judging.why), judging)
        for state in found.judgements() if before else ():
            judgement = state.judgement
            if judgement.id in before and state.reach not in (Reach.OVERRULED, Reach.UNDONE):
                verdict, about = judgement.verdict.value, about_in_words(judgement)
                say(f"what this had overruled holds again: {judgement.id} {verdict} {about}")


def _row(state: State) -> tuple[str | None, ...]:
    from kg.judgements import AboutActors, AboutFact
    from kg.judgements.wording import about_in_words, values_in_words

    judgement = state.judgement
    about = judgement.about
    return (
        judgement.id,
        judgement.at.isoformat(timespec="seconds"),
        judgement.by,
        judgement.verdict.value,
        state.reach.value,
        about_in_words(judgement),
        values_in_words(judgement.values),
        None if isinstance(about, AboutActors) else about.document,
        about.words if isinstance(about, AboutFact) else None,
        judgement.why,
        judgement.undone.by if judgement.undone else None,
    )
