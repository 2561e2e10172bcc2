"""Cleavage: how far a discourse falls into two camps, and whether that is chance, window by window.

This is not `kg.networks.polarisation`, the distance from an ideal debate: modularity leaves out what the activity of
all alone would give, so that it can be tested against chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.coding import Codings
from kg.networks.measures.communities import benefits
from kg.networks.measures.resampling import by_chance
from kg.networks.measures.sides import Sides, agreement, average, sides
from kg.networks.network import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Cleavage", "cleavages"]


@dataclass(frozen=True, slots=True)
class Cleavage:
    """How far a discourse falls into two camps. ``score`` is the highest signed modularity (Gómez, Jensen & Arenas
    2009) of a division into two ``camps``, found by Newman's (2006) leading eigenvector and fine-tuning: how much more
    agreement lies within camps and conflict between them than the activity of all alone would give. 0 is none, 1 the
    most.

    ``expected`` is the mean score where, on each issue, the stances that were taken are dealt out to the same speakers
    by chance, ``p`` how often chance gives as much (one-sided, with the observation itself: never 0). Both are None
    where nothing was dealt. ``window`` is None for the whole time; ``counted`` are the codings in it of those who share
    an issue with somebody: nobody else enters.
    """

    window: Window | None
    counted: int
    score: float
    expected: float | None
    p: float | None
    camps: tuple[tuple[str, ...], ...]


def cleavages(
    codings: Codings,
    rows: str,
    columns: str,
    windows: Iterable[Window | None] = (None,),
    *,
    qualifier: str = "agreement",
    draws: int = 199,
    seed: int = 0,
) -> Iterator[Cleavage]:
    """The cleavage of ``rows`` over ``columns``, for each of the windows (None: the whole time), in their order.

    The permutation test keeps who speaks how often about what, and how contested each issue is. Weights are by average
    activity, so that who speaks much does not decide.
    """
    import numpy as np

    for n, window in enumerate(windows):
        inside = codings if window is None else codings.between(window.start, window.stop)
        random = np.random.default_rng((seed, n))
        table = _meeting(sides(inside, rows, columns, qualifier))
        score, camps = _scored(table)
        dealt = [_scored(_dealt(table, random))[0] for _ in range(draws if camps else 0)]
        yield Cleavage(window, int((table.pro + table.contra).sum()), score, *by_chance(score, dealt), camps)


def _meeting(table: Sides) -> Sides:
    """Those who share an issue with somebody; others agree with nobody and are in conflict with nobody."""
    together, apart = agreement(table)
    met = (together + apart).any(axis=1)
    rows = tuple(row for row, has_met in zip(table.rows, met, strict=True) if has_met)
    return replace(table, rows=rows, pro=table.pro[met], contra=table.contra[met])


def _scored(table: Sides) -> tuple[float, tuple[tuple[str, ...], ...]]:
    together, apart = (average(weights, table) for weights in agreement(table))
    total = float(together.sum() + apart.sum())
    if not total:
        return 0.0, ()
    # Apart, and not their difference: two who agree as often as not are no proof of anything, but count.
    benefit = benefits(together) - benefits(apart)
    side = _divided(benefit)
    camps = tuple(
        tuple(label for label, own in zip(table.rows, side.tolist(), strict=True) if own == camp)
        for camp in (side[0], -side[0])
    )
    # All benefits together are 0, so that those within camps are half of this.
    return float(side @ benefit @ side) / 2 / total, camps


def _divided(benefit: NDArray[np.float64]) -> NDArray[np.float64]:
    """The side, 1 or -1, of each: by the sign of the leading eigenvector, then moving whoever wins most by moving."""
    import numpy as np

    side = np.where(np.linalg.eigh(benefit)[1][:, -1] < 0, -1.0, 1.0)
    while True:
        gains = -2 * side * (benefit @ side) + 2 * np.diagonal(benefit)
        best = int(gains.argmax())
        if gains[best] <= 1e-12:
            return side
        side[best] = -side[best]


def _dealt(table: Sides, random: np.random.Generator) -> Sides:
    """The same table with the stances of each column dealt out anew among those who took one."""
    import numpy as np

    said = table.pro + table.contra
    columns = [
        random.multivariate_hypergeometric(said[:, j].astype(int), int(table.pro[:, j].sum()))
        for j in range(len(table.columns))
    ]
    pro = np.stack(columns, axis=1).astype(float)
    return replace(table, pro=pro, contra=said - pro)
