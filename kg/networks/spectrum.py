"""The spectrum of a network, by which whole networks are compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["spectral_loss", "spectrum"]

type Floats = NDArray[np.float64]


def spectrum(weights: Floats, as_dna: bool = False) -> Floats:
    """The eigenvalues of the graph's Laplacian, ascending, scaled to a sum of 1 (all 0 for a network without ties).

    Negative ties are ignored. DNA intends the same but uses the row sums in place of the eigenvalues.

    >>> spectrum(np.array([[0.0, 2.0], [2.0, 0.0]])).round(12).tolist()
    [0.0, 1.0]
    """
    ties = np.where(weights > 0, weights, 0)
    degrees = ties.sum(axis=1)
    if as_dna:
        values = np.sort(degrees)
    else:
        np.fill_diagonal(ties, 0)
        values = np.linalg.eigvalsh(np.diag(ties.sum(axis=1)) - ties)
    total = values.sum()
    return np.asarray(values / total if total else np.zeros_like(values), dtype=np.float64)


def spectral_loss(one: Floats, other: Floats) -> float:
    """The sum of the absolute differences of two spectra of the same length."""
    return float(np.abs(one - other).sum())
