"""How polarised a debate is: how well its actors fall into camps that agree within and disagree across.

After Leifeld and Fisher (2025), doi 10.17645/pag.9933. For k camps of n_c actors, W = sum of n_c (n_c - 1) the pairs
within, B the pairs across, C and F the sums of all congruence and all conflict, the score of a division is

    sum over pairs within a camp c:     | congruence - n_c (n_c - 1) / W * C / W |  +  | conflict |
    sum over pairs across camps c, d:   | congruence |  +  | conflict - n_c n_d / B * F / B |

halved, or divided by 2 (C + F) to be from 0 to 1. As in DNA, it is the greatest score that counts.
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


@dataclass(frozen=True, slots=True)
class Polarisation:
    """``camps`` has the number of each label's camp, the first label's being 0."""

    score: float
    labels: tuple[str, ...]
    camps: tuple[int, ...]


def polarisation(
    congruence: Network, conflict: Network, camps: int = 2, normalised: bool = True, starts: int = 32, seed: int = 0
) -> Polarisation:
    """The best division into camps as equal in size as can be.

    From each of so many random starts the pair of actors changes camps that raises the score most, until none does. The
    same seed gives the same division. Raises `NetworkOptionError` where the networks are not one-mode over the same
    labels, or there are fewer actors than camps.
    """
    agreed, disputed = _weights(congruence, conflict)
    size = len(agreed)
    if not 1 <= camps <= max(1, size):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {size} actors")
    chance = np.random.default_rng(seed)
    even = np.arange(size, dtype=np.int64) * camps // max(1, size)
    gains = _gains(agreed, disputed, np.bincount(even, minlength=camps))
    best, best_score = even, -np.inf
    for _ in range(starts):
        found = _climbed(gains, chance.permutation(even))
        score = _score(gains, found)
        if score > best_score + 1e-12:
            best, best_score = found, score
    return Polarisation(
        _scaled(best_score, agreed, disputed, normalised), congruence.rows, tuple(int(c) for c in _renamed(best))
    )


def polarisation_score(
    congruence: Network, conflict: Network, camps: tuple[int, ...], normalised: bool = True
) -> float:
    """The score of a given division, a camp's number for each label.

    Raises `NetworkOptionError` where the networks are not one-mode over the same labels, or a label has no camp.
    """
    agreed, disputed = _weights(congruence, conflict)
    if len(camps) != len(agreed):
        raise NetworkOptionError(option="camps", value=camps, detail=f"there are {len(agreed)} actors")
    places = np.unique(np.array(camps, dtype=np.int64), return_inverse=True)[1].astype(np.int64)
    gains = _gains(agreed, disputed, np.bincount(places))
    return _scaled(_score(gains, places), agreed, disputed, normalised)


def _weights(congruence: Network, conflict: Network) -> tuple[Floats, Floats]:
    for name, network in (("congruence", congruence), ("conflict", conflict)):
        if not network.one_mode or network.rows != congruence.rows:
            raise NetworkOptionError(option=name, value=network.rows, detail="both are one-mode, over the same labels")
    agreed, disputed = congruence.weights.copy(), conflict.weights.copy()
    np.fill_diagonal(agreed, 0)
    np.fill_diagonal(disputed, 0)
    return agreed, disputed


def _gains(agreed: Floats, disputed: Floats, sizes: Camps) -> Floats:
    """What a pair of actors adds, by the camp of each: shape (camps, camps, actors, actors)."""
    size, camps = len(agreed), len(sizes)
    within = float((sizes * (sizes - 1)).sum())
    across = size * (size - 1) - within
    result = np.empty((camps, camps, size, size))
    for one in range(camps):
        for other in range(camps):
            if one == other:
                share = sizes[one] * (sizes[one] - 1) / within if within else 0.0
                mean = np.abs(agreed).sum() / within if within else 0.0
                result[one, other] = np.abs(agreed - share * mean) + np.abs(disputed)
            else:
                share = sizes[one] * sizes[other] / across
                mean = np.abs(disputed).sum() / across
                result[one, other] = np.abs(agreed) + np.abs(disputed - share * mean)
            np.fill_diagonal(result[one, other], 0)
    return result


def _score(gains: Floats, camps: Camps) -> float:
    each = np.arange(len(camps))
    return float(gains[camps[:, None], camps[None, :], each[:, None], each[None, :]].sum())


def _climbed(gains: Floats, camps: Camps) -> Camps:
    """Exchange two actors of different camps while that raises the score, always the pair that raises it most."""
    camps = camps.copy()
    each = np.arange(len(camps))
    while len(camps):
        # What an actor would add in each camp, the others being where they are.
        alone = gains[:, camps[None, :], each[:, None], each[None, :]].sum(axis=2).T
        moved = alone[:, camps]
        stays = alone[each, camps]
        rise = moved + moved.T - stays[:, None] - stays[None, :]
        # In this sum the two of the pair have not seen each other move: they are across before and after.
        mine, theirs = camps[:, None], camps[None, :]
        at = each[:, None], each[None, :]
        rise -= gains[theirs, theirs, *at] + gains[mine, mine, *at]
        rise += gains[mine, theirs, *at] + gains[theirs, mine, *at]
        rise[mine == theirs] = 0
        one, other = np.unravel_index(int(rise.argmax()), rise.shape)
        if rise[one, other] <= 1e-12:
            break
        camps[one], camps[other] = camps[other], camps[one]
    return camps


def _scaled(score: float, agreed: Floats, disputed: Floats, normalised: bool) -> float:
    if not normalised:
        return score / 2
    total = 2 * float(np.abs(agreed).sum() + np.abs(disputed).sum())
    return score / total if total else 0.0


def _renamed(camps: Camps) -> Camps:
    """The camps by the order of their first actor: a division has one name."""
    order: dict[int, int] = {}
    return np.array([order.setdefault(int(camp), len(order)) for camp in camps], dtype=np.int64)
