"""Options and functions that the commands for judgements share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options as o
from kg.cli.messages import say
from kg.cli.output import print_rows
from kg.cli.session import opened
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judgements import Judgement

__all__ = [
    "ByOption",
    "FactArgument",
    "FactsArgument",
    "Judging",
    "ValuesArgument",
    "judge",
    "keep",
    "keep_new",
    "print_judgements",
    "values_of",
]

COLUMNS = ("judgement", "verdict", "about", "values", "by", "why")
UNDONE = ("undone_by", "undone_why")

FactArgument = Annotated[str, typer.Argument(metavar="FACT", help="Id, from the column `fact` of an answer.")]
FactsArgument = Annotated[
    list[str],
    typer.Argument(metavar="FACT", help="Ids, from the column `fact` of an answer; - reads them from stdin."),
]
ValuesArgument = Annotated[
    list[str], typer.Argument(metavar="FIELD=VALUE", help="Value of a field; FIELD= removes it.")
]

ByOption = Annotated[
    str | None, typer.Option("--by", envvar="KG_CODER", metavar="NAME", help="Your name; default: your login.")
]


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judges, why, in which graph."""

    by: ByOption = None
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Reason, for the log.")] = ""
    graph: o.GraphOption = None
    format: o.FormatOption = None
    raw_cells: o.RawCellsOption = False


def values_of(pairs: Iterable[str], command: str) -> dict[str, object]:
    """The values of ``FIELD=VALUE`` arguments; a field given several times has a list."""
    values_by_field: dict[str, list[str]] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        if not mark or not name.isidentifier():
            raise CommandError(detail=f"{pair!r} is not FIELD=VALUE.", command=command)
        values_by_field.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in values_by_field.items()}


def judge(requests: Iterable[tuple[str, str | tuple[str, str], Mapping[str, object]]], judging: Judging) -> None:
    """Record judgements (verdict, about and values of each), all or none, and print them. Those that would change
    nothing are not recorded, and the person is told why."""
    from kg.judgement_entry import coder, judgements_of

    with opened(judging.graph) as graph:
        keep_new(graph, judgements_of(graph.record, requests, coder(judging.by), judging.why), judging)


def keep_new(graph: Graph, judgements: Iterable[Judgement], judging: Judging) -> None:
    """Keep the judgements that change something, all of them or none, print them, and say why the others do not."""
    from kg.judgement_entry import without_repeats

    new, repeats = without_repeats(graph.record, judgements)
    keep(graph, new, judging)
    for line in repeats:
        say(f"nothing recorded: {line}")


def keep(graph: Graph, judgements: Iterable[Judgement], judging: Judging) -> None:
    """Keep judgements, all of them or none, bring the stores up to date, and print them."""
    from kg.judgement_entry import in_turn

    recorded = graph.record_judgements(in_turn(graph.record, judgements))
    print_judgements(recorded, judging)
    if recorded:
        say(f"to undo {'this' if len(recorded) == 1 else 'the last one'}: kg undo {recorded[-1].id}")


def print_judgements(judgements: Sequence[Judgement], judging: Judging, *, are_undone: bool = False) -> None:
    """Print a row for each judgement; ``are_undone``: with who has taken it back, and why."""
    from kg.judgements.descriptions import about_in_words, values_in_words

    rows: list[tuple[str, ...]] = [
        (j.id, j.verdict.value, about_in_words(j), values_in_words(j.values), j.by, j.why) for j in judgements
    ]
    columns, brief = [*COLUMNS], ["judgement", "verdict", "about", "values"]
    if are_undone:
        undone = [(each.undone.by, each.undone.why) if each.undone else ("", "") for each in judgements]
        rows = [(row[0], *taken_back, *row[1:]) for row, taken_back in zip(rows, undone, strict=True)]
        columns[1:1], brief[1:1] = UNDONE, UNDONE[:1]
    print_rows(columns, rows, judging.format, brief=brief, raw=judging.raw_cells)
