"""How alike two levels of a qualifier are, from 0 to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.networks.counting.tally import Tally
from kg.networks.options import Aggregation

__all__ = ["likeness", "pair_weights"]


def likeness(tally: Tally, as_dna: bool = False) -> NDArray[np.float64]:
    """A matrix over the levels. Numbers are as alike as they are near on the scale from the least to the greatest;
    words and truths are the same or not. On a scale of one level everything is alike; to DNA it is not a number."""
    size = len(tally.level_values)
    if tally.level_kind != "integer":
        return np.eye(size)
    values = np.array(tally.level_values, dtype=np.float64)
    scale = values[-1] - values[0] if size else 0.0
    if scale == 0:
        return np.full((size, size), np.nan if as_dna else 1.0)
    alike: NDArray[np.float64] = 1 - np.abs(values[:, None] - values[None, :]) / scale
    return alike


def pair_weights(alike: NDArray[np.float64], aggregation: Aggregation) -> NDArray[np.float64]:
    """What two codings of a column weigh together, by the level of each."""
    match aggregation:
        case "congruence":
            return alike
        case "conflict":
            return 1 - alike
        case "subtract":
            return 2 * alike - 1
        case _:
            return np.ones_like(alike)
