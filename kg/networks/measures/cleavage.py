"""Cleavage: how far a discourse divides into two camps, with a test against chance, window by window.

Unlike `kg.networks.polarisation`, the closeness to an ideal debate, this is a modularity, which discounts what the
actors' activity alone would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.codings import Codings
from kg.networks.measures.communities import modularity_matrix
from kg.networks.measures.resampling import chance_test
from kg.networks.measures.sides import Answers, Sides, agreement, answers, average
from kg.networks.network import Window
from kg.networks.options import Options

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Division", "cleavages"]


@dataclass(frozen=True, slots=True)
class Division:
    """The ``score`` of the two ``camps`` that fit best, as `cleavages` or
    `kg.networks.measures.polarisation_by_window.polarisations` measures it; no camps, and a score of 0, where nobody
    agrees or disagrees.

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


def cleavages(
    codings: Codings,
    options: Options,
    windows: Iterable[Window | None] = (None,),
    *,
    draws: int = 199,
    seed: int = 0,
    confident: bool = False,
) -> Iterator[Division]:
    """The cleavage of ``options.variable1`` over ``options.variable2``, for each of the windows (None: the whole time),
    in their order. Only the codings by actors that share an issue with another are counted.

    The score is the highest signed modularity (Gómez, Jensen & Arenas 2009) of a division into two camps, found by
    Newman's (2006) leading eigenvector and fine-tuning: how much more agreement lies within camps and conflict between
    them than the actors' activity alone would give; at most 1.

    The permutation test preserves how often each actor speaks about each issue, and how contested the issue is. Weights
    are normalised by average activity, so that the most active actors do not dominate. ``confident``: a coding counts
    as its confidence.
    """
    import numpy as np

    for n, window in enumerate(windows):
        codings_in_window = codings if window is None else codings.between(window.start, window.stop)
        random = np.random.default_rng((seed, n))
        variables = options.variable1, options.variable2, options.sides_by
        sided_codings = _with_shared_issues(answers(codings_in_window, *variables, confident=confident))
        score, camps = _score_and_camps(sided_codings.table())
        permuted_scores = [
            _score_and_camps(_permuted_table(sided_codings, random, confident))[0] for _ in range(draws if camps else 0)
        ]
        yield Division(window, len(sided_codings.row), score, *chance_test(score, permuted_scores), camps)


def _with_shared_issues(sided_codings: Answers) -> Answers:
    """The codings of those rows that agree or disagree with another row."""
    agreeing, disagreeing = agreement(sided_codings.table())
    return sided_codings.of_rows((agreeing + disagreeing).any(axis=1))


def _score_and_camps(table: Sides) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The signed modularity of the best division into two camps, and the labels of each; 0 and no camps if no rows
    agree or disagree."""
    agreeing, disagreeing = (average(weights, table) for weights in agreement(table))
    total = float(agreeing.sum() + disagreeing.sum())
    if not total:
        return 0.0, ()
    # Not the matrix of their difference, in which pairs that agree as often as they disagree would not count.
    benefit = modularity_matrix(agreeing) - modularity_matrix(disagreeing)
    side = _bisect(benefit)
    camps = tuple(
        tuple(label for label, side_of_label in zip(table.rows, side.tolist(), strict=True) if side_of_label == camp)
        for camp in (side[0], -side[0])
    )
    # All entries sum to 0, so that those within camps are half of this.
    return float(side @ benefit @ side) / 2 / total, camps


def _bisect(benefit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The side of each row, 1 or -1: by the sign of the leading eigenvector, then by moving the row that gains most, as
    long as one gains."""
    import numpy as np

    side = np.where(np.linalg.eigh(benefit)[1][:, -1] < 0, -1.0, 1.0)
    while True:
        gains = -2 * side * (benefit @ side) + 2 * np.diagonal(benefit)
        best = int(gains.argmax())
        if gains[best] <= 1e-12:
            return side
        side[best] = -side[best]


def _permuted_table(sided_codings: Answers, random: np.random.Generator, confident: bool) -> Sides:
    """The table with the stances on each column permuted among the codings about it. Where all weigh the same, it is
    enough to draw how many of each row's codings are for."""
    import numpy as np

    if confident:
        return sided_codings.permuted(random).table()
    table = sided_codings.table()
    total = table.pro + table.contra
    columns = [
        random.multivariate_hypergeometric(total[:, j].astype(int), int(table.pro[:, j].sum()))
        for j in range(len(table.columns))
    ]
    pro = np.stack(columns, axis=1).astype(float)
    return replace(table, pro=pro, contra=total - pro)
