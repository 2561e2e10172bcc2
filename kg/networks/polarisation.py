"""Polarisation: how near a debate is to camps that agree within and dispute across, and which camps these are.

After Leifeld and Fisher (2025), doi 10.17645/pag.9933; `kg.networks.measures.cleavage` is another measure, with a test
against chance. In an ideally polarised debate all congruence lies within camps and all conflict across, the same for
every pair of actors. For a division into camps, with C and F the sums of all congruence and all conflict, W and B the
ordered pairs within and across, the distance from the ideal is

    Q  =  sum over pairs within:  | congruence - C / W | + | conflict |
        + sum over pairs across:  | congruence | + | conflict - F / B |

It is 2 (C + F) at most. The score is 1 - Q / (2 (C + F)): 1 in the ideal debate. The camps are those of the greatest
score.

DNA (``as_dna``) has the camp's share n_c (n_c - 1) / W in the first mean and n_c n_d / B in the second; its score is
Q / (2 (C + F)), and yet it looks for the greatest: for the camps that the debate is farthest from.
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

LEAST = 1e-12
"""A rise that is none."""


@dataclass(frozen=True, slots=True)
class Polarisation:
    """``camps`` has the number of each label's camp, the first label's being 0."""

    score: float
    labels: tuple[str, ...]
    camps: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """Congruence and conflict of each pair of actors, and by whose measure."""

    agreed: Floats
    disputed: Floats
    as_dna: bool

    def gains(self, sizes: Camps) -> Floats:
        """What a pair of actors adds to what is to be as great as can be, by the camp of each: of the shape (camps,
        camps, actors, actors)."""
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
        """The score of what all pairs have added."""
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
    """The best division into so many camps that is found from each of so many random starts.

    As long as the score rises, two actors of different camps change places, or one goes to another camp (not in DNA,
    where all camps are of one size, or of two next to each other). Memory goes with the squares of the numbers of
    actors and of camps. The same seed gives the same division. Without ``normalised``, the score is times C + F. Raises
    `NetworkOptionError` where the networks are not one-mode over the same labels, or there are fewer actors than camps.
    """
    ties = _ties(congruence, conflict, as_dna)
    size = len(ties.agreed)
    if not 1 <= camps <= max(1, size):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {size} actors")
    chance = np.random.default_rng(seed)
    even = np.arange(size, dtype=np.int64) * camps // max(1, size)
    best, most = even, -np.inf
    for _ in range(starts):
        found, gain = _climbed(ties, chance.permutation(even), camps)
        if gain > most + LEAST:
            best, most = found, gain
    return Polarisation(ties.scaled(most, normalised), congruence.rows, tuple(int(camp) for camp in _renamed(best)))


def polarisation_score(
    congruence: Network, conflict: Network, camps: tuple[int, ...], normalised: bool = True, as_dna: bool = False
) -> float:
    """The score of a given division, a camp's number for each label.

    Raises `NetworkOptionError` where the networks are not one-mode over the same labels, or a label has no camp.
    """
    ties = _ties(congruence, conflict, as_dna)
    if len(camps) != len(ties.agreed):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {len(ties.agreed)} actors")
    places = np.unique(np.array(camps, dtype=np.int64), return_inverse=True)[1].astype(np.int64)
    return ties.scaled(_gained(ties.gains(np.bincount(places)), places), normalised)


def _ties(congruence: Network, conflict: Network, as_dna: bool) -> _Ties:
    weights = []
    for name, network in (("congruence", congruence), ("conflict", conflict)):
        if not network.one_mode or network.rows != congruence.rows:
            raise NetworkOptionError(option=name, value=network.rows, detail="both are one-mode, over the same labels")
        ties = np.abs(network.weights)
        np.fill_diagonal(ties, 0)
        weights.append(ties)
    return _Ties(weights[0], weights[1], as_dna)


def _gained(gains: Floats, camps: Camps) -> float:
    each = np.arange(len(camps))
    return float(gains[camps[:, None], camps[None, :], each[:, None], each[None, :]].sum())


def _climbed(ties: _Ties, camps: Camps, number: int) -> tuple[Camps, float]:
    """The division that no exchange and no move makes better, and what it gains."""
    while True:
        sizes = np.bincount(camps, minlength=number)
        camps = _exchanged(ties.gains(sizes), camps)
        gain = _gained(ties.gains(sizes), camps)
        if ties.as_dna:
            return camps, gain
        actor, camp, moved = _best_move(ties, camps, sizes)
        if moved <= gain + LEAST:
            return camps, gain
        camps = camps.copy()
        camps[actor] = camp


def _exchanged(gains: Floats, camps: Camps) -> Camps:
    """Exchange two actors of different camps while that gains, always the two that gain most."""
    camps = camps.copy()
    each = np.arange(len(camps))
    at = each[:, None], each[None, :]
    while len(camps):
        alone = _by_camp(gains, camps)
        moved = alone[:, camps]
        stays = alone[each, camps]
        rise = moved + moved.T - stays[:, None] - stays[None, :]
        # In this sum the two have not seen each other move: they are across before and after.
        mine, theirs = camps[:, None], camps[None, :]
        rise -= gains[theirs, theirs, *at] + gains[mine, mine, *at]
        rise += gains[mine, theirs, *at] + gains[theirs, mine, *at]
        rise[mine == theirs] = 0
        one, other = np.unravel_index(int(rise.argmax()), rise.shape)
        if rise[one, other] <= LEAST:
            break
        camps[one], camps[other] = camps[other], camps[one]
    return camps


def _best_move(ties: _Ties, camps: Camps, sizes: Camps) -> tuple[int, int, float]:
    """The actor that had best go to another camp, which, and what all pairs gain then. No camp is left empty."""
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
            total = _gained(gains, camps) + 2 * (alone[:, target] - alone[:, source])
            actors = np.flatnonzero(camps == source)
            actor = int(actors[total[actors].argmax()])
            if total[actor] > best[2]:
                best = (actor, target, float(total[actor]))
    return best


def _by_camp(gains: Floats, camps: Camps) -> Floats:
    """What an actor would add in each camp, the others being where they are: of the shape (actors, camps)."""
    each = np.arange(len(camps))
    result: Floats = gains[:, camps[None, :], each[:, None], each[None, :]].sum(axis=2).T
    return result


def _renamed(camps: Camps) -> Camps:
    """The camps by the order of their first actor: a division has one name."""
    order: dict[int, int] = {}
    return np.array([order.setdefault(int(camp), len(order)) for camp in camps], dtype=np.int64)
