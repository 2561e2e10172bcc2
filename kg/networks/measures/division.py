"""The division of a debate into two camps, as a measure finds it in a window."""

from __future__ import annotations

from dataclasses import dataclass

from kg.networks.network import Window

__all__ = ["Division"]


@dataclass(frozen=True, slots=True)
class Division:
    """The ``score`` of the two ``camps`` that fit best, by `kg.networks.measures.cleavage` or
    `kg.networks.measures.polarisation_by_window`; no camps, and a score of 0, where nobody agrees or disagrees.

    ``expected`` is the mean score when the stances on each issue are permuted among the actors that took one, ``p`` the
    share of permutations with at least this score (one-sided; the observation counts as one, so that it is never 0).
    Both are None without permutations. ``window`` is None for the whole time; ``counted`` is the number of codings.
    """

    window: Window | None
    counted: int
    score: float
    expected: float | None
    p: float | None
    camps: tuple[tuple[str, ...], ...]
