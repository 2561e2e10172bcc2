"""`kg ask` and `kg show`: the named questions, and what is known of one actor."""

# No `from __future__ import annotations`: Typer would have to evaluate each option's, which takes as long as a query.
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import options as o
from kg.cli.messages import flag, say
from kg.cli.output import print_rows
from kg.cli.session import documents_of, language_to_ask, opened, ready
from kg.errors import CommandError, ParameterValueError
from kg.stores.protocol import Value

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.query import Table

__all__ = ["Answerer", "QuestionParameters", "ShownFacts", "ask", "show"]

FOR_PROGRAMS = frozenset({"id", "fact", "sign", "confidence", "day", "granularity"})
"""Columns that only a program needs, by the last word of their name."""
REVIEW_STATUSES = "facts that a person has reviewed, or nobody: confirmed, unreviewed"
SAID_BY_RELATION = frozenset({"stance", "kind"})
"""Columns whose words the column ``relation`` says as well, where there is one."""
USUAL_VALUES: Mapping[str, set[Value]] = {"modality": {"asserted", "actual"}}
"""Values that a table does not show, since they are the usual ones."""


def _names(incomplete: str) -> Iterator[str]:
    from kg.query.question import question_names

    yield from (name for name in question_names() if name.startswith(incomplete))


def _options(type_: str) -> list[str]:
    from kg.query.values import options

    return list(options(type_))


def _stances() -> list[str]:
    return _options("stance")


def _kinds() -> list[str]:
    return _options("kind")


def _statuses() -> list[str]:
    from kg.record.part import PARTS

    return [*_options("status"), *PARTS]


def _modalities() -> list[str]:
    return _options("modality")


def _talks() -> list[str]:
    return _options("talk")


@dataclass(frozen=True, slots=True)
class QuestionParameters:
    """The parameters of questions as options of the same names; each question takes some of them."""

    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="Actor: name, alias or id (state/CN); repeatable.", autocompletion=o.actor_names),
    ] = None
    other: Annotated[
        list[str] | None, typer.Option("--other", help="The other actor; repeatable.", autocompletion=o.actor_names)
    ] = None
    broker: Annotated[
        list[str] | None,
        typer.Option("--broker", help="Who mediates between the two; repeatable.", autocompletion=o.actor_names),
    ] = None
    issue: Annotated[
        list[str] | None,
        typer.Option(
            "--issue", help="Label or id of an issue; covers narrower ones; repeatable.", autocompletion=o.issue_labels
        ),
    ] = None
    stance: Annotated[
        list[str] | None,
        typer.Option("--stance", help="Stance: demand, offer, reject ...; repeatable.", autocompletion=_stances),
    ] = None
    sign: Annotated[
        list[str] | None, typer.Option("--sign", help="Sign of the stance: for or against; repeatable.")
    ] = None
    modality: Annotated[
        list[str] | None,
        typer.Option("--modality", help="Modality: asserted, conditional ...; repeatable.", autocompletion=_modalities),
    ] = None
    talk: Annotated[
        list[str] | None,
        typer.Option("--talk", help="Talks: actual, planned, possible or refused; repeatable.", autocompletion=_talks),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Kind of measure: tariff, sanction ...; repeatable.", autocompletion=_kinds),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            help="Status of measures: announced, in-force ...; or of facts: confirmed, unreviewed; repeatable.",
            autocompletion=_statuses,
        ),
    ] = None
    label: Annotated[list[str] | None, typer.Option("--label", help="Label of an actor; repeatable.")] = None
    fact: Annotated[list[str] | None, typer.Option("--fact", help="Id of a fact; repeatable.")] = None
    document: o.DocumentOption = None
    since: o.SinceOption = None
    until: o.UntilOption = None
    min_confidence: o.MinConfidenceOption = None
    loose: Annotated[
        bool,
        typer.Option("--loose", help="Also pair positions that share only a paragraph and an issue; these come last."),
    ] = False
    apart: Annotated[
        bool, typer.Option("--apart", help="Leave out statements that were also read as positions of their source.")
    ] = False
    chores: Annotated[
        bool,
        typer.Option(
            "--chores",
            help="Include demands on a chair or secretariat, and on a person in a sentence about a chair; implied by "
            "--other.",
        ),
    ] = False
    limit: o.LimitOption = None


@dataclass(frozen=True, slots=True)
class Answerer:
    """The graph and store that answer, and the time limit."""

    language: Annotated[
        Literal["sparql", "cypher"] | None,
        typer.Option("--language", help="Query language, and so store, to use; default: sparql."),
    ] = None
    store: o.StoreOption = None
    timeout: o.TimeoutOption = 60
    graph: o.GraphOption = None
    reviewed_only: o.ReviewedOnlyOption = False


def ask(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Name of the question; see --list.", autocompletion=_names)
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List the questions; with NAME, the options and columns of this one.")
    ] = False,
    *,
    parameters: QuestionParameters,
    document_filters: o.DocumentFilters,
    answerer: Answerer,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Ask a named question; each row comes with its evidence.

    Each question accepts some of the options: `kg ask --list NAME` shows which.

    \b
    kg ask positions-of-actor --actor China --stance reject --stance oppose
    kg ask who-negotiates-with-whom --since 2018-08-24 --format csv
    kg ask facts-of-document --document NAME --sign against
    """
    if list_:
        _explain(name, format)
        return
    if name is None:
        raise CommandError(detail="a question's NAME is missing; `kg ask --list` explains each.", command="kg ask")
    import kg.query

    values, reviewed = _parameters_and_part(parameters, answerer)
    values |= o.set_options(document_filters)
    if "status" in values and not any(each.name == "status" for each in kg.query.question(name).parameters):
        expected = f"confirmed or unreviewed, since {name} has no measures"
        raise ParameterValueError(parameter="status", value=" ".join(parameters.status or ()), expected=expected)
    with opened(answerer.graph, answerer.store, reviewed) as graph:
        answer = _answerer(graph, answerer)
        table = answer(name, values)
        print_rows(table.columns, table.rows, format, brief=_brief(table), raw=raw_cells)
        if not table.rows and reviewed.part is None:
            from kg.cli.answers.empty import say_why_empty

            say_why_empty(kg.query.question(name), values, answer)
    if not table.rows and reviewed.part is not None:
        with opened(answerer.graph) as whole_graph:
            count = len(_answerer(whole_graph, answerer)(name, values))
        say(f"no results among {reviewed.part} facts" + (f": there would be {count} among all facts" if count else ""))


def _answerer(graph: "Graph", answerer: Answerer) -> "Callable[[str, Mapping[str, object]], Table]":
    """A function that answers the question of a name from the graph for some parameters."""
    language = language_to_ask(answerer.store, answerer.language)
    ready(graph, language)
    return lambda name, values: graph.ask(name, values, language=language, timeout=answerer.timeout)


def _parameters_and_part(parameters: QuestionParameters, answerer: Answerer) -> tuple[dict[str, object], o.Reviewed]:
    """The question's parameters and the part of the graph to ask: ``--status`` takes the names of both kinds."""
    from kg.record.part import PARTS

    values = o.set_options(parameters)
    parts = [word for word in parameters.status or () if word in PARTS]
    if len(parts) > 1:
        raise CommandError(detail="--status is confirmed or unreviewed, not both.", command="kg ask")
    if statuses := [word for word in values.pop("status", ()) if word not in PARTS]:
        values["status"] = statuses
    part: Literal["confirmed", "unreviewed"] | None = None
    if parts:
        part = "unreviewed" if parts == ["unreviewed"] else "confirmed"
    return values, o.Reviewed(part, answerer.reviewed_only)


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """Which facts of an actor are shown, and how many of each section."""

    limit: Annotated[int, typer.Option("--limit", min=1, help="Print at most this many facts per section.")] = 10
    since: o.SinceOption = None
    until: o.UntilOption = None


def show(
    actor: o.ActorArgument,
    status: o.StatusOption = None,
    *,
    shown: ShownFacts,
    document_filters: o.DocumentFilters,
    answerer: Answerer,
    format: o.FormatOption = None,
    raw_cells: o.RawCellsOption = False,
) -> None:
    """Show the facts about an actor, each with its evidence."""
    with opened(answerer.graph, answerer.store, o.Reviewed(status, answerer.reviewed_only)) as graph:
        language = language_to_ask(answerer.store, answerer.language)
        ready(graph, language)
        table = graph.dossier(
            actor,
            limit=shown.limit,
            language=language,
            documents=documents_of(document_filters, graph),
            period=(shown.since, shown.until),
            timeout=answerer.timeout,
        )
        print_rows(table.columns, table.rows, format, brief=_brief(table), raw=raw_cells)


def _brief(table: "Table") -> list[str]:
    """The columns to show to a person: without ids, confidence and columns that say nothing or nothing more."""
    repeating_columns = SAID_BY_RELATION if "relation" in table.columns else frozenset[str]()
    brief_columns = []
    for n, name in enumerate(table.columns):
        last_word = name.rpartition("_")[2]
        silent_values = {None, ""} | USUAL_VALUES.get(last_word, set())
        is_for_people = last_word not in FOR_PROGRAMS and name not in repeating_columns
        if is_for_people and (not table.rows or any(row[n] not in silent_values for row in table.rows)):
            brief_columns.append(name)
    return brief_columns


def _explain(name: str | None, format: o.FormatOption) -> None:
    from kg.query import question, questions
    from kg.query.narrowing import DOCUMENT_FILTERS

    if name is None:
        print_rows(("question", "about"), ((q.name, q.title) for q in questions()), format, raw=True)
        return
    asked_question = question(name)
    rows = [("question", asked_question.name, f"{asked_question.title}. {asked_question.description}")]
    for parameter in asked_question.parameters:
        notes = [
            parameter.help,
            "required" if parameter.required else "",
            f"default: {', '.join(parameter.default)}" if parameter.default else "",
        ]
        if parameter.name == "status":
            notes.append(REVIEW_STATUSES)
        rows.append(("option", flag(parameter.name), "; ".join(note for note in notes if note)))
    if not any(parameter.name == "status" for parameter in asked_question.parameters):
        rows.append(("option", "--status", REVIEW_STATUSES))
    if any(parameter.name == "document" for parameter in asked_question.parameters):
        rows += [("option", f"--{each.name}", each.help) for each in DOCUMENT_FILTERS.values()]
    rows += [("column", column.name, column.meaning) for column in asked_question.columns]
    rows.append(("order", "", asked_question.order))
    # These texts come from queries/, and their options begin with "-" (--actor): no formula.
    print_rows(("part", "name", "meaning"), rows, format, raw=True)
