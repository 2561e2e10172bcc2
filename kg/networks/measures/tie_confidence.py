"""The confidence in a tie, or in a mark of a picture: how sure it is that it rests on facts that are read correctly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod
from typing import Final

from kg.networks.codings import Coding, Codings
from kg.networks.network import Network

__all__ = ["DOUBT", "Sure", "is_doubtful", "sure_of", "sureness"]

DOUBT: Final = 0.75
"""Anything less sure than this is doubtful: at least one of four such ties is expected to rest on nothing."""

type Sure = Callable[[str, str], float]
"""Gives how sure the tie of a row and a column is, by their labels."""


def sure_of(rows: Iterable[Coding]) -> float:
    """The probability that at least one of the facts is read correctly, if their confidences are independent
    probabilities. A fact that is linked to several issues has the confidence of its best link.

    >>> from datetime import datetime
    >>> facts = (Coding(str(n), "", "d", datetime(2020, 1, 1), 0, 1, {}, confidence=0.6) for n in range(2))
    >>> round(sure_of(facts), 2)
    0.84
    """
    confidence_by_fact: dict[str, float] = {}
    for row in rows:
        confidence_by_fact[row.fact] = max(confidence_by_fact.get(row.fact, 0.0), row.confidence)
    return 1 - prod(1 - confidence for confidence in confidence_by_fact.values())


def sureness(network: Network, codings: Codings, projected: str | None) -> Sure:
    """How sure each tie of a network of these codings is. In a one-mode network, where a fact of both rows has to be
    correct, ``projected`` is the variable of the rows; if single facts are the ties, and one of them has to be correct,
    it is None."""
    row_index = {label: n for n, label in enumerate(network.rows)}
    column_index = {label: n for n, label in enumerate(network.columns)}

    def sure_of_tie(row: str, column: str) -> float:
        indices = network.support.get((row_index.get(row, -1), column_index.get(column, -1)), ())
        if not indices:
            return 1.0
        codings_of_tie = [codings.rows[index] for index in indices]
        if projected is None:
            return sure_of(codings_of_tie)
        row_codings, column_codings = (
            [coding for coding in codings_of_tie if str(coding.values.get(projected)) == label]
            for label in (row, column)
        )
        if not row_codings or not column_codings:
            return sure_of(codings_of_tie)
        return sure_of(row_codings) * sure_of(column_codings)

    return sure_of_tie


def is_doubtful(sure: float) -> bool:
    """Whether something this sure counts as doubtful."""
    return sure < DOUBT
