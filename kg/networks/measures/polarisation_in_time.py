"""Whether a discourse is more polarised than chance would have it, window by window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.coding import Codings
from kg.networks.measures.sides import Sides, agreement, average, sides
from kg.networks.network import Network, Window

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Polarised", "polarisation_in_time"]

STARTS = 2


@dataclass(frozen=True, slots=True)
class Polarised:
    """How polarised a discourse is: ``score`` as `kg.networks.polarisation.polarisation` has it, ``camps`` its two.

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


def polarisation_in_time(
    codings: Codings,
    rows: str,
    columns: str,
    windows: Iterable[Window | None] = (None,),
    *,
    qualifier: str = "agreement",
    draws: int = 199,
    seed: int = 0,
) -> Iterator[Polarised]:
    """How polarised ``rows`` are over ``columns``, for each of the windows (None: the whole time), in their order.

    The permutation test keeps who speaks how often about what, and how contested each issue is. Weights are by average
    activity, so that who speaks much does not decide.
    """
    import numpy as np

    for n, window in enumerate(windows):
        inside = codings
        if window is not None:
            within = tuple(row for row in codings.rows if window.start <= row.date <= window.stop)
            inside = replace(codings, rows=within)
        random = np.random.default_rng((seed, n))
        table = _meeting(sides(inside, rows, columns, qualifier))
        score, camps = _scored(table, seed)
        dealt = [_scored(_dealt(table, random), seed)[0] for _ in range(draws if camps else 0)]
        expected = float(np.mean(dealt)) if dealt else None
        p = (1 + sum(each >= score - 1e-12 for each in dealt)) / (1 + len(dealt)) if dealt else None
        yield Polarised(window, int((table.pro + table.contra).sum()), score, expected, p, camps)


def _meeting(table: Sides) -> Sides:
    """Those who share an issue with somebody; others agree with nobody and are in conflict with nobody."""
    together, apart = agreement(table)
    met = (together + apart).any(axis=1)
    rows = tuple(row for row, has_met in zip(table.rows, met, strict=True) if has_met)
    return replace(table, rows=rows, pro=table.pro[met], contra=table.contra[met])


def _scored(table: Sides, seed: int) -> tuple[float, tuple[tuple[str, ...], ...]]:
    from kg.networks.polarisation import polarisation

    if len(table.rows) < 2:
        return 0.0, ()
    congruence, conflict = (
        Network(table.rows, table.rows, average(weights, table), one_mode=True) for weights in agreement(table)
    )
    found = polarisation(congruence, conflict, starts=STARTS, seed=seed)
    camps = tuple(
        tuple(label for label, camp in zip(found.labels, found.camps, strict=True) if camp == n) for n in (0, 1)
    )
    return found.score, camps


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
