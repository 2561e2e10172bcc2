"""Polarisation: how close a debate is to ideal camps, which agree within and dispute across, and which camps these are.

After Leifeld and Fisher (2025), doi 10.17645/pag.9933; `kg.networks.measures.cleavage` is another measure. In an
ideally polarised debate all congruence lies within camps and all conflict across, the same for every pair of actors.
For a division into camps, with C and F the sums of all congruence and all conflict, W and B the numbers of ordered
pairs within and across camps, the distance from the ideal is

    Q  =  sum over pairs within:  | congruence - C / W | + | conflict |
        + sum over pairs across:  | congruence | + | conflict - F / B |

which is at most 2 (C + F). The score is 1 - Q / (2 (C + F)), 1 in the ideal debate; the camps are those with the
highest score.

DNA (``as_dna``) multiplies the first mean by the camp's share n_c (n_c - 1) / W and the second by n_c n_d / B; its
score is Q / (2 (C + F)), which it also maximises: it finds the camps that the debate is farthest from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.errors import NetworkOptionError
from kg.networks.network import Network

__all__ = ["Polarisation", "polarisation", "polarisation_score"]

type Floats = NDArray[np.float64]
type Camps = NDArray[np.int64]

TOLERANCE = 1e-12
"""A gain of no more than this is none."""


@dataclass(frozen=True, slots=True)
class Polarisation:
    """``camps`` has the number of each label's camp; that of the first label is 0."""

    score: float
    labels: tuple[str, ...]
    camps: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """Congruence and conflict of each pair of actors, and whether to score as DNA does."""

    agreed: Floats
    disputed: Floats
    as_dna: bool

    def gains(self, sizes: Camps) -> Floats:
        """What each pair of actors contributes to the objective (-Q, or Q with ``as_dna``), by the camps of both: of
        the shape (camps, camps, actors, actors). ``sizes`` are those of the camps."""
        size, camps = len(self.agreed), len(sizes)
        within = float((sizes * (sizes - 1)).sum())
        across = size * (size - 1) - within
        result = np.empty((camps, camps, size, size))
        for one in range(camps):
            for other in range(camps):
                pairs, total = (within, self.agreed) if one == other else (across, self.disputed)
                mean = float(total.sum()) / pairs if pairs else 0.0
                if self.as_dna and pairs:
                    mean *= sizes[one] * (sizes[other] - (one == other)) / pairs
                ideal = (mean, 0.0) if one == other else (0.0, mean)
                result[one, other] = np.abs(self.agreed - ideal[0]) + np.abs(self.disputed - ideal[1])
                np.fill_diagonal(result[one, other], 0)
        return result if self.as_dna else -result

    def scaled(self, gain: float, normalised: bool) -> float:
        """The score for the sum of the contributions of all pairs."""
        total = float(self.agreed.sum() + self.disputed.sum())
        score = gain / 2 if self.as_dna else total + gain / 2
        return (score / total if total else 0.0) if normalised else score


def polarisation(
    congruence: Network,
    conflict: Network,
    camps: int = 2,
    normalised: bool = True,
    starts: int = 32,
    seed: int = 0,
    as_dna: bool = False,
) -> Polarisation:
    """The best division into ``camps`` camps found by local search from random ``starts``.

    As long as the score rises, two actors of different camps are swapped, or one is moved to another camp (not in DNA,
    where the sizes of camps differ by at most 1). Memory grows with the squares of the numbers of actors and of camps.
    The same seed gives the same division. Without ``normalised`` the score is not divided by C + F. Raises
    `NetworkOptionError` if the networks are not one-mode with the same labels, or there are fewer actors than camps.
    """
    ties = _ties(congruence, conflict, as_dna)
    size = len(ties.agreed)
    if not 1 <= camps <= max(1, size):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {size} actors")
    random = np.random.default_rng(seed)
    even = np.arange(size, dtype=np.int64) * camps // max(1, size)
    best, most = even, -np.inf
    for _ in range(starts):
        found, gain = _local_optimum(ties, random.permutation(even), camps)
        if gain > most + TOLERANCE:
            best, most = found, gain
    return Polarisation(ties.scaled(most, normalised), congruence.rows, tuple(int(camp) for camp in _renumbered(best)))


def polarisation_score(
    congruence: Network, conflict: Network, camps: tuple[int, ...], normalised: bool = True, as_dna: bool = False
) -> float:
    """The score of a given division, with a camp number for each label.

    Raises `NetworkOptionError` if the networks are not one-mode with the same labels, or a label has no camp.
    """
    ties = _ties(congruence, conflict, as_dna)
    if len(camps) != len(ties.agreed):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {len(ties.agreed)} actors")
    places = np.unique(np.array(camps, dtype=np.int64), return_inverse=True)[1].astype(np.int64)
    return ties.scaled(_total_gain(ties.gains(np.bincount(places)), places), normalised)


def _ties(congruence: Network, conflict: Network, as_dna: bool) -> _Ties:
    weights = []
    for name, network in (("congruence", congruence), ("conflict", conflict)):
        if not network.one_mode or network.rows != congruence.rows:
            raise NetworkOptionError(option=name, value=network.rows, detail="both are one-mode, over the same labels")
        ties = np.abs(network.weights)
        np.fill_diagonal(ties, 0)
        weights.append(ties)
    return _Ties(weights[0], weights[1], as_dna)


def _total_gain(gains: Floats, camps: Camps) -> float:
    each = np.arange(len(camps))
    return float(gains[camps[:, None], camps[None, :], each[:, None], each[None, :]].sum())


def _local_optimum(ties: _Ties, camps: Camps, number: int) -> tuple[Camps, float]:
    """A division, reached from ``camps``, that no swap and no move improves, and its total gain."""
    while True:
        sizes = np.bincount(camps, minlength=number)
        camps = _swapped(ties.gains(sizes), camps)
        gain = _total_gain(ties.gains(sizes), camps)
        if ties.as_dna:
            return camps, gain
        actor, camp, moved = _best_move(ties, camps, sizes)
        if moved <= gain + TOLERANCE:
            return camps, gain
        camps = camps.copy()
        camps[actor] = camp


def _swapped(gains: Floats, camps: Camps) -> Camps:
    """Swap two actors of different camps as long as that gains, always the two that gain most."""
    camps = camps.copy()
    each = np.arange(len(camps))
    at = each[:, None], each[None, :]
    while len(camps):
        alone = _by_camp(gains, camps)
        moved = alone[:, camps]
        stays = alone[each, camps]
        rise = moved + moved.T - stays[:, None] - stays[None, :]
        # The sum takes each of the two to stay while the other moves; in fact they are across before and after.
        mine, theirs = camps[:, None], camps[None, :]
        rise -= gains[theirs, theirs, *at] + gains[mine, mine, *at]
        rise += gains[mine, theirs, *at] + gains[theirs, mine, *at]
        rise[mine == theirs] = 0
        one, other = np.unravel_index(int(rise.argmax()), rise.shape)
        if rise[one, other] <= TOLERANCE:
            break
        camps[one], camps[other] = camps[other], camps[one]
    return camps


def _best_move(ties: _Ties, camps: Camps, sizes: Camps) -> tuple[int, int, float]:
    """The best move of one actor to another camp (actor, camp, total gain after it) that leaves no camp empty."""
    best = (0, 0, -np.inf)
    for source in range(len(sizes)):
        for target in range(len(sizes)):
            if source == target or sizes[source] < 2:
                continue
            changed = sizes.copy()
            changed[source] -= 1
            changed[target] += 1
            gains = ties.gains(changed)
            alone = _by_camp(gains, camps)
            total = _total_gain(gains, camps) + 2 * (alone[:, target] - alone[:, source])
            actors = np.flatnonzero(camps == source)
            actor = int(actors[total[actors].argmax()])
            if total[actor] > best[2]:
                best = (actor, target, float(total[actor]))
    return best


def _by_camp(gains: Floats, camps: Camps) -> Floats:
    """What each actor would contribute in each camp if all others stayed: of the shape (actors, camps)."""
    each = np.arange(len(camps))
    result: Floats = gains[:, camps[None, :], each[:, None], each[None, :]].sum(axis=2).T
    return result


def _renumbered(camps: Camps) -> Camps:
    """The camps numbered in the order of their first actors, so that equal divisions compare equal."""
    order: dict[int, int] = {}
    return np.array([order.setdefault(int(camp), len(order)) for camp in camps], dtype=np.int64)
