"""`kg judgements` and `kg undo`: the log of judgements, its file, and taking judgements back."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.commands.judgements.imported import say_imported
from kg.cli.commands.judgements.options import Judging, keep_new, print_judgements, values_of
from kg.cli.commands.judgements.standard_input import STDIN, ids_in_stdin, text_of_stdin
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.root import group
from kg.cli.session import opened, opened_or_new
from kg.cli.spreading import spread
from kg.errors import CommandError
from kg.judgements import Reach
from kg.networks.dna.schema import KIND

if TYPE_CHECKING:
    from kg.judgements import State

__all__ = ["judgements", "undo"]

COLUMNS = (
    *("judgement", "at", "by", "verdict", "reach", "about", "values"),
    *("document", "words", "why", "undone_by", "fact"),
)
_LISTED_ID = re.compile(r"(?m)(?:^|\"judgement\": ?)\"?([0-9a-f]{16})\b(?!/)")
"""The id of a judgement where its row begins, as `kg judgements list` writes it in tsv, csv, json or jsonl."""
BRIEF = ("judgement", "by", "verdict", "reach", "about", "values", "why")

judgements = group("judgements", "List, compare, settle, export and import judgements.")

CoderOption = Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Only judgements by this person.")]
ReachOption = Annotated[Reach | None, typer.Option("--reach", help="Only judgements with this effect; see above.")]


@judgements.command("list")
def list_judgements(
    coder: CoderOption = None,
    reach: ReachOption = None,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """List the judgements by time, each with its effect.

    \b
    holds      in force
    kept       in force, though the reader does not find the fact any more
    idle       changes nothing, e.g. since the rejected fact is not found any more
    gone       waits, since no document has the text, or names the actor
    overruled  contradicted by a later judgement
    undone     taken back by `kg undo`
    moved      carried over to a new version of the text; listed only with --reach
    """
    with opened(graph) as opened_graph:
        wanted_reaches = {reach} if reach else {*Reach} - {Reach.MOVED}
        all_states = opened_graph.judgements()
        states = [s for s in all_states if coder in (None, s.judgement.by) and s.reach in wanted_reaches]
        print_rows(COLUMNS, map(_row, states), format, brief=BRIEF, raw=raw_cells)
        if not states:
            coders = ", ".join(sorted({state.judgement.by for state in all_states}))
            say(f"no judgement is selected; there are judgements by {coders}" if coders else "nobody has judged yet")


@judgements.command("compare")
def compare_judgements(
    all_: Annotated[bool, typer.Option("--all", help="Show all judged facts, not only disputed ones.")] = False,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Show the facts on which coders disagree, and on stderr the pairs of actors.

    Cohen's kappa of each pair of coders and Krippendorff's alpha go to stderr. `kg judgements settle` settles a
    disagreement; a settlement does not count in these figures.
    """
    from kg.judgements.descriptions import said_in_words
    from kg.review.agreement import actors_disputed
    from kg.review.agreement import compared as compare_coders

    with opened(graph) as opened_graph:
        states = opened_graph.record.judgements()
        comparison = compare_coders(states)
        columns = ("judgement", "document", "about", "words", *comparison.coders, "settled", "fact")
        rows = (
            (
                compared.judgement,
                compared.about.document,
                f"{compared.about.heading}: {said_in_words(compared.about.heading, compared.about.said)}",
                compared.about.words,
                *(compared.in_words(coder) for coder in comparison.coders),
                compared.settled,
                compared.fact,
            )
            for compared in comparison.facts
            if all_ or compared.is_disputed
        )
        print_rows(columns, rows, format, raw=raw_cells)
        for names, coders in actors_disputed(states):
            say(
                f"{' and '.join(coders)} differ on whether {' and '.join(names)} are one: the last decision counts; to "
                "settle it, decide again by `kg merge` or `kg different`"
            )
        if len(comparison.coders) == 1:
            person = comparison.coders[0]
            say(f"all is by {person}: two people count as two coders if each decides with --by NAME or KG_CODER")
        for (first_coder, second_coder), value in comparison.kappas().items():
            count = comparison.count_of_kappa(first_coder, second_coder)
            say(f"kappa of {first_coder} and {second_coder}: {_figure(value, count)}")
        say(f"Krippendorff's alpha: {_figure(comparison.alpha, comparison.count_of_alpha)}")


def settle(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Id of a judgement of the fact; see compare.")],
    verdict: Annotated[Literal["confirmed", "rejected", "corrected"], typer.Argument(help="The decision.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE", help="With corrected: new value of a field.")
    ] = None,
    *,
    judging: Judging,
) -> None:
    """Settle a disagreement between coders about a fact.

    The settlement is a judgement of its own, which names those that it settles; these stay in the log, and count in
    kappa and alpha as before.

    \b
    kg judgements settle 5c0f9a1b rejected --by cara --why "as agreed on 3 May"
    kg judgements settle 5c0f9a1b corrected stance=oppose --by cara
    """
    from kg.judgement_entry import coder, settlement
    from kg.judgements import Verdict

    new_values = values_of(values or (), "kg judgements settle")
    if bool(new_values) != (verdict == "corrected"):
        raise CommandError(detail="FIELD=VALUE goes with corrected, and with nothing else.", command="kg judgements")
    with opened(judging.graph) as opened_graph:
        record = opened_graph.record
        settled_judgement = record.judgement(judgement)
        decision = settlement(record, settled_judgement, Verdict(verdict), new_values, coder(judging.by), judging.why)
        keep_new(opened_graph, [decision], judging)


judgements.command("settle")(spread(settle))


def _figure(value: float | None, count: int) -> str:
    """A measure of agreement, and the number of facts that it rests on."""
    return f"{'undefined' if value is None else f'{value:.3f}'} ({count} fact{'' if count == 1 else 's'})"


@judgements.command("export")
def export_judgements(out: o.OutOption = None, graph: o.GraphOption = None) -> None:
    """Write all judgements as JSON Lines, in a fixed order.

    The file suits version control, and `kg judgements import` reads it into another graph.
    """
    from kg.judgements.json_lines import write_lines
    from kg.whole_file import whole_file

    with opened(graph) as opened_graph:
        lines = write_lines(state.judgement for state in opened_graph.judgements())
        if out is None:
            sys.stdout.writelines(lines)
            return
        with whole_file(out) as handle:
            handle.writelines(line.encode() for line in lines)
        say(f"wrote {out}")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How annotations of another tool are interpreted."""

    map: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Column (.dna: variable) that holds a field; repeatable."),
    ] = None
    heading: Annotated[str | None, typer.Option("--heading", help="CSV: heading, if no column has it.")] = None
    kind: Annotated[str, typer.Option("--kind", help=".dna: the statement type.")] = KIND
    by: Annotated[
        str | None,
        typer.Option("--by", envvar="KG_CODER", metavar="NAME", help="Name of the annotator; default: your login."),
    ] = None
    all_confirmed: Annotated[
        bool,
        typer.Option("--all-confirmed", help="The annotator has read every fact: confirm the unchanged ones too."),
    ] = False
    take_back: Annotated[
        bool,
        typer.Option("--take-back", help="Undo here what is undone in the other graph or file of judgements."),
    ] = False


def import_judgements(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="An exported file (- for stdin), .csv, .tsv, .dna, .xmi, a folder or a graph."
        ),
    ],
    import_options: ImportOptions,
    graph: o.GraphOption = None,
) -> None:
    """Import judgements, or annotations of other tools.

    Judgements that exist already are left alone; those about texts that the graph lacks wait for them. Annotations are
    imported as added, corrected and rejected facts; facts of the graph that they leave unchanged stay as they are.
    Texts come along from a folder of brat's standoff files, from INCEpTION's UIMA CAS XMI (one file or a folder) and
    from a .dna file, and make a graph if no folder lies there; the rows of a table are about documents of the graph.
    Another graph is imported with its documents and lists. A judgement that is undone there and in force here stays in
    force, and is named.

    \b
    kg judgements import ben.jsonl                     what ben's graph has exported
    kg judgements import ../ben/talks.kg               ben's whole graph
    kg judgements import cas --by ben                  a folder of INCEpTION or brat
    kg judgements import talks.dna --by ben --kind positions --map concept=issue --map organization=actor
    """
    from kg.graph import is_graph
    from kg.interchange.importing import Coding, import_file, import_lines_of
    from kg.processes.sigterm import sigterm_as_interrupt

    has_texts = (not is_graph(Path(file)) and Path(file).is_dir()) or Path(file).suffix.casefold() in {".dna", ".xmi"}
    with opened_or_new(graph) if has_texts else opened(graph) as opened_graph:
        columns = {
            name: str(column) for name, column in values_of(import_options.map or (), "kg judgements import").items()
        }
        with sigterm_as_interrupt():
            if file == "-":
                imported = import_lines_of(
                    opened_graph, text_of_stdin().split("\n"), STDIN, take_back=import_options.take_back
                )
            else:
                imported = import_file(
                    opened_graph,
                    file,
                    coding=Coding(columns, import_options.heading, import_options.kind),
                    by=import_options.by,
                    all_confirmed=import_options.all_confirmed,
                    take_back=import_options.take_back,
                )
        say_imported(imported, STDIN if file == "-" else file)


judgements.command("import")(spread(import_judgements))


def undo(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="JUDGEMENT", help="Ids, or their beginnings; - reads those of a list of judgements from stdin."
        ),
    ],
    judging: Judging,
) -> None:
    """Undo judgements, which stay in the log.

    Judgements that they had overruled apply again, and are printed. To redo one, judge in the same way again.

    \b
    kg undo 5c0f9a1b
    kg judgements list --coder ben --reach holds --format tsv | kg undo -    all that ben decided
    """
    from kg.judgements.descriptions import about_in_words

    if ids == ["-"]:
        ids = ids_in_stdin(_LISTED_ID, "list of judgements")
    with opened(judging.graph) as opened_graph:
        overruled_ids = {state.judgement.id for state in opened_graph.judgements() if state.reach is Reach.OVERRULED}
        is_undone = {judgement.id: bool(judgement.undone) for judgement in map(opened_graph.record.judgement, ids)}
        in_force = [id_ for id_ in is_undone if not is_undone[id_]]
        undone = opened_graph.undo_each(in_force, by=judging.by, why=judging.why)
        print_judgements(undone, judging, are_undone=True)
        if undone:
            say(f"undone: {len(undone)} judgement{'s' if len(undone) > 1 else ''}")
        for id_ in (id_ for id_ in is_undone if is_undone[id_]):
            say(f"nothing recorded: {id_} is undone already")
        for state in opened_graph.judgements() if overruled_ids else ():
            judgement = state.judgement
            if judgement.id in overruled_ids and state.reach not in (Reach.OVERRULED, Reach.UNDONE):
                verdict, about = judgement.verdict.value, about_in_words(judgement)
                say(f"in force again: {judgement.id} {verdict} {about}")


def _row(state: State) -> tuple[str | None, ...]:
    from kg.judgements import AboutActors, AboutFact
    from kg.judgements.descriptions import about_in_words, values_in_words

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
        state.fact,
    )
