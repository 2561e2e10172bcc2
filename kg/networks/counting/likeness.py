"""The similarity of two levels of a qualifier, from 0 to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.networks.counting.tally import Tally
from kg.networks.options import Aggregation

__all__ = ["likeness", "pair_weights"]


def likeness(tally: Tally, as_dna: bool = False) -> NDArray[np.float64]:
    """The matrix of similarities of levels. The similarity of numbers falls linearly with their distance on the scale
    from the least to the greatest; that of texts and booleans is 1 or 0. With only one number it is 1; in DNA, NaN."""
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
    """The weight of a pair of codings of one column, by the level of each."""
    match aggregation:
        case "congruence":
            return alike
        case "conflict":
            return 1 - alike
        case "subtract":
            return 2 * alike - 1
        case _:
            return np.ones_like(alike)
