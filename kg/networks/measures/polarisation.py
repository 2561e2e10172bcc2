"""How far a discourse falls into camps: much agreement within, much conflict between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.networks.coding import Coding, Codings
from kg.networks.measures.sides import Sides, agreement, average, sides
from kg.networks.network import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Camps", "Polarisation", "camps", "polarisation"]


@dataclass(frozen=True, slots=True)
class Camps:
    """The best division found. ``sum`` is what lies right, ``score`` that over all weights, agreement and conflict;
    ``members`` are indices of the camps, sorted, the camp of the first actor first."""

    score: float
    sum: float
    members: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Polarisation:
    """How polarised a discourse is: ``score`` as `camps` has it, ``members`` the camps that give it.

    ``expected`` is the mean score where, on each issue, the stances that were taken are dealt out to the same speakers
    by chance, ``p`` how often chance gives as much (one-sided, with the observation itself: never 0). Both are None
    where nothing was dealt. ``window`` is None for the whole time; ``counted`` are the codings in it.
    """

    window: Window | None
    counted: int
    score: float
    expected: float | None
    p: float | None
    members: tuple[tuple[str, ...], ...]


def polarisation(
    codings: Codings,
    rows: str,
    columns: str,
    windows: Iterable[Window | None] = (None,),
    *,
    qualifier: str = "agreement",
    draws: int = 199,
    seed: int = 0,
) -> Iterator[Polarisation]:
    """How polarised ``rows`` are over ``columns``, for each of the windows (None: the whole time), in their order.

    Two camps, of equal size but for one, of those who share an issue with somebody. The permutation test keeps who
    speaks how often about what, and how contested each issue is.
    """
    import numpy as np

    for n, window in enumerate(windows):
        inside = codings if window is None else replace(codings, rows=tuple(_inside(codings.rows, window)))
        random = np.random.default_rng((seed, n))
        table = _meeting(sides(inside, rows, columns, qualifier))
        found = _score(table, random)
        dealt = [_score(_dealt(table, random), random).score for _ in range(draws if found.sum else 0)]
        expected = float(np.mean(dealt)) if dealt else None
        p = (1 + sum(score >= found.score - 1e-12 for score in dealt)) / (1 + len(dealt)) if dealt else None
        members = tuple(tuple(table.rows[i] for i in camp) for camp in found.members) if found.sum else ()
        yield Polarisation(window, int((table.pro + table.contra).sum()), found.score, expected, p, members)


def camps(
    congruence: NDArray[np.float64], conflict: NDArray[np.float64], count: int = 2, *, starts: int = 8, seed: int = 0
) -> Camps:
    """Divide actors into ``count`` camps, of equal size but for one, so that the polarisation of Leifeld & Fisher
    (2025), as the Discourse Network Analyzer counts it, is highest.

    Each agreement within a camp counts by how much it differs from the mean, each conflict within by its weight, and
    between two camps the other way round. From ``starts`` random divisions pairs of actors change places as long as
    that helps; the best end wins. Both arguments are symmetric, their diagonals are left out.
    """
    import numpy as np

    return _best(congruence, conflict, count, starts, np.random.default_rng(seed))


def _best(
    congruence: NDArray[np.float64],
    conflict: NDArray[np.float64],
    count: int,
    starts: int,
    random: np.random.Generator,
) -> Camps:
    import numpy as np

    size = len(congruence)
    together, apart = np.abs(congruence), np.abs(conflict)
    for weights in (together, apart):
        np.fill_diagonal(weights, 0)
    total = float(together.sum() + apart.sum())
    if size < 2 or total == 0:
        return Camps(0.0, 0.0, (tuple(range(size)),))
    best, value = np.zeros(size, dtype=int), -1.0
    for _ in range(starts):
        camp = random.permutation(np.arange(size) % count)
        found = _swapped(together, apart, camp, count)
        if found > value + 1e-12:
            best, value = camp, found
    members = sorted(tuple(np.flatnonzero(best == n).tolist()) for n in range(count))
    return Camps(value / 2 / total, value / 2, tuple(each for each in members if each))


def _parts(together: NDArray[np.float64], apart: NDArray[np.float64], sizes: NDArray[np.int_]) -> NDArray[np.float64]:
    """What the pair i, j adds if i is in camp c and j in d, by [c, d, i, j]; it depends on the camps' sizes only."""
    import numpy as np

    size, count = len(together), len(sizes)
    within = float((sizes * (sizes - 1)).sum())
    between = size * (size - 1) - within
    parts = np.empty((count, count, size, size))
    for c in range(count):
        for d in range(count):
            if c == d:
                mean = (sizes[c] * (sizes[c] - 1) / within) * (together.sum() / within) if within else 0.0
                parts[c, d] = np.abs(together - mean) + apart
            else:
                mean = (sizes[c] * sizes[d] / between) * (apart.sum() / between) if between else 0.0
                parts[c, d] = together + np.abs(apart - mean)
            np.fill_diagonal(parts[c, d], 0)
    return parts


def _swapped(together: NDArray[np.float64], apart: NDArray[np.float64], camp: NDArray[np.int_], count: int) -> float:
    """Let pairs change places, the best one first, until none helps; ``camp`` is changed. What it comes to."""
    import numpy as np

    parts = _parts(together, apart, np.bincount(camp, minlength=count))
    everyone = np.arange(len(camp))
    while True:
        # What each actor would add in each camp, the others being where they are.
        adds = np.stack([parts[c, camp, :, everyone].sum(axis=0) for c in range(count)])
        gain, swap = 1e-12, None
        for c in range(count):
            for d in range(c + 1, count):
                here, there = np.flatnonzero(camp == c), np.flatnonzero(camp == d)
                pairs = np.ix_(here, there)
                change = (adds[d] - adds[c])[here][:, None] + (adds[c] - adds[d])[there][None, :]
                change = change - parts[d, d][pairs] - parts[c, c][pairs] + 2 * parts[c, d][pairs]
                if change.size and change.max() > gain:
                    i, j = np.unravel_index(int(change.argmax()), change.shape)
                    gain, swap = float(change.max()), (here[i], there[j])
        if swap is None:
            return float(adds[camp, everyone].sum())
        i, j = swap
        camp[i], camp[j] = camp[j], camp[i]


def _inside(rows: Iterable[Coding], window: Window) -> Iterator[Coding]:
    yield from (row for row in rows if window.start <= row.date <= window.stop)


def _meeting(table: Sides) -> Sides:
    """Those who share an issue with somebody; others agree with nobody and are in conflict with nobody."""
    together, apart = agreement(table)
    met = (together + apart).any(axis=1)
    rows = tuple(row for row, has_met in zip(table.rows, met, strict=True) if has_met)
    return replace(table, rows=rows, pro=table.pro[met], contra=table.contra[met])


def _score(table: Sides, random: np.random.Generator) -> Camps:
    together, apart = (average(weights, table) for weights in agreement(table))
    return _best(together, apart, 2, 4, random)


def _dealt(table: Sides, random: np.random.Generator) -> Sides:
    """The same table with the stances of each column dealt out anew among those who took one."""
    import numpy as np

    said = table.pro + table.contra
    pro = np.stack(
        [
            random.multivariate_hypergeometric(said[:, j].astype(int), int(table.pro[:, j].sum())).astype(float)
            for j in range(len(table.columns))
        ],
        axis=1,
    )
    return replace(table, pro=pro, contra=said - pro)
