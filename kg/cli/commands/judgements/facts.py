"""`kg confirm`, `kg reject`, `kg correct` and `kg add`: decisions about facts."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.commands.judgements.options import (
    FactArgument,
    FactsArgument,
    Judging,
    ValuesArgument,
    judge,
    values_of,
)
from kg.cli.commands.judgements.standard_input import ids_in_stdin

__all__ = ["add", "confirm", "correct", "reject"]


def confirm(facts: FactsArgument, judging: Judging) -> None:
    """Confirm facts: they stay as they are, with confidence 1.

    \b
    kg ask roles-of --actor "Liu He" --format tsv | kg confirm - --by ana
    """
    _judge_each("confirmed", facts, judging)


def reject(facts: FactsArgument, judging: Judging) -> None:
    """Reject facts: they are removed, also from later readings.

    \b
    kg ask who-leads --actor "Liu He" --format tsv | kg reject - --by ana --why "he followed"
    """
    _judge_each("rejected", facts, judging)


def correct(fact: FactArgument, values: ValuesArgument, judging: Judging) -> None:
    """Correct fields of a fact.

    \b
    kg correct FACT stance=reject holder=China issues=Tariffs

    An actor is given by name, alias or id, one that is not in the graph as NAME:TYPE. docs/stores/judgements.md lists
    the fields of each heading.
    """
    judge([("corrected", fact, values_of(values, "kg correct"))], judging)


def add(
    heading: Annotated[
        str, typer.Argument(help="position, role, lead, affiliation, negotiation, statement, label or action.")
    ],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id, name, path or URI.")],
    values: ValuesArgument,
    judging: Judging,
) -> None:
    """Add a fact that the reader did not find.

    \b
    kg add lead talks leader="Liu He" of=China evidence="words of the document"

    The evidence must occur word for word in the document.
    """
    judge([("added", (heading, document), values_of(values, "kg add"))], judging)


def _judge_each(verdict: str, facts: list[str], judging: Judging) -> None:
    if facts == ["-"]:
        from kg.query.reviewers import FACT

        facts = ids_in_stdin(FACT, "fact id")
    judge([(verdict, fact, {}) for fact in facts], judging)
