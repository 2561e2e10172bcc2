"""Kernels: the weight of a coding in a window, by its distance from the middle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.networks.options import Kernel

__all__ = ["kernel_weights"]

type Floats = NDArray[np.float64]


def kernel_weights(kernel: Kernel, distance: Floats) -> Floats:
    """The kernel at distances from the middle, in half windows: 0 beyond 1, except for a gaussian.

    >>> kernel_weights("triangular", np.array([-0.5, 0.0, 0.25, 2.0]))
    array([0.5 , 1.  , 0.75, 0.  ])
    """
    far = np.abs(distance)
    weights: Floats
    match kernel:
        case "gaussian":
            return np.asarray(np.exp(-(far**2) / 2) / np.sqrt(2 * np.pi), dtype=np.float64)
        case "triangular":
            weights = 1 - far
        case "epanechnikov":
            weights = 0.75 * (1 - far**2)
        case _:
            weights = np.full_like(far, 0.5)
    return np.where(far <= 1, weights, 0)
