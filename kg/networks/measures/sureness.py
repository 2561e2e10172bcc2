"""How sure it is that a tie or a mark rests on anything: doubt that every table and picture shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import Final

from kg.networks.coding import Coding, Codings
from kg.networks.network import Network

__all__ = ["DOUBT", "Sure", "is_doubtful", "sure_of", "sureness"]

DOUBT: Final = 0.75
"""What is less sure is doubtful: of four such ties, one or more rest on nothing."""

type Sure = Callable[[str, str], float]
"""How sure the tie of a row and a column is, by their labels."""


def sure_of(rows: Iterable[Coding]) -> float:
    """The probability that at least one of the facts is read right, each with that of its confidence, independently.

    >>> from datetime import datetime
    >>> facts = (Coding(str(n), "", "d", datetime(2020, 1, 1), 0, 1, {}, confidence=0.6) for n in range(2))
    >>> round(sure_of(facts), 2)
    0.84
    """
    confidence = {row.id.partition("~")[0]: row.confidence for row in rows}
    return 1 - prod(1 - each for each in confidence.values())


def sureness(network: Network, codings: Codings, projected: str | None) -> Sure:
    """How sure each tie of a network of these codings is. Where two rows are tied by what either says of the same
    thing, a fact of each has to be right: ``projected`` is then the variable of the rows. Where a fact itself ties the
    two it is None: one of all has to be right."""
    row_at = {label: n for n, label in enumerate(network.rows)}
    column_at = {label: n for n, label in enumerate(network.columns)}

    def sure(row: str, column: str) -> float:
        indices = network.support.get((row_at.get(row, -1), column_at.get(column, -1)), ())
        if not indices:
            return 1.0
        rows = [codings.rows[index] for index in indices]
        if projected is None:
            return sure_of(rows)
        theirs = [each for each in rows if str(each.values.get(projected)) == column]
        mine = [each for each in rows if str(each.values.get(projected)) == row]
        if not theirs or not mine:
            return sure_of(rows)
        return sure_of(mine) * sure_of(theirs)

    return sure


def is_doubtful(sure: float) -> bool:
    """Whether so sure a thing is in doubt."""
    return sure < DOUBT
