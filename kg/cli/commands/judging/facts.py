"""`kg confirm`, `kg reject`, `kg correct` and `kg add`: decisions about facts."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.commands.judging.options import (
    FactArgument,
    FactsArgument,
    Judging,
    ValuesArgument,
    judge,
    values_of,
)
from kg.cli.talk import say

__all__ = ["add", "confirm", "correct", "reject"]


def confirm(facts: FactsArgument, judging: Judging) -> None:
    """Confirm facts: they are right as they are, whatever a later version reads."""
    _each("confirmed", facts, judging)


def reject(facts: FactsArgument, judging: Judging) -> None:
    """Reject facts: they leave both stores, and stay out when the documents are read again."""
    _each("rejected", facts, judging)


def correct(fact: FactArgument, values: ValuesArgument, judging: Judging) -> None:
    """Put fields of a fact right: kg correct FACT stance=reject holder=China issues=Tariffs.

    Actors are named as anywhere; one that the graph does not know as NAME:TYPE. The fields of each heading are listed
    in docs/stores/judgements.md.
    """
    judge([("corrected", fact, values_of(values, "kg correct"))], judging)


def add(
    heading: Annotated[
        str, typer.Argument(help="position, role, lead, affiliation, negotiation, statement, label or action.")
    ],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="An id, name, path or URI.")],
    values: ValuesArgument,
    judging: Judging,
) -> None:
    """Add a fact that no reader found: kg add lead talks leader="Liu He" of=China evidence="words of the document".

    The words of the evidence have to stand in the document.
    """
    judge([("added", (heading, document), values_of(values, "kg add"))], judging)


def _each(verdict: str, facts: list[str], judging: Judging) -> None:
    if facts == ["-"]:
        from kg.query.reviewers import FACT

        facts = list(dict.fromkeys(FACT.findall(sys.stdin.read())))
        if not facts:
            say("no id of a fact stands in the standard input")
    judge([(verdict, fact, {}) for fact in facts], judging)
