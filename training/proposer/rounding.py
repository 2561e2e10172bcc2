"""Matrices in eight bits a number, so that a wholly learned network is small enough to ship."""

from __future__ import annotations

import numpy as np

from kg.extract.arrays import Array

__all__ = ["rounded"]

MOST = 127


def rounded(
    matrix: Array,
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int8]], np.ndarray[tuple[int, ...], np.dtype[np.float16]]]:
    """A matrix in whole numbers of eight bits, and for each row what one of them is worth.

    >>> numbers, worth = rounded(np.array([[0.0, 2.54, -1.27]], dtype=np.float32))
    >>> numbers.tolist(), round(float(worth[0, 0]), 3)
    ([[0, 127, -63]], 0.02)
    """
    worth = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / MOST, np.finfo(np.float16).smallest_normal)
    worth = worth.astype(np.float16)
    return np.clip(np.rint(matrix / worth.astype(np.float32)), -MOST, MOST).astype(np.int8), worth
