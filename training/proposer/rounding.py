"""Matrices in eight bits a number, so that a whole network is small enough to ship."""

from __future__ import annotations

import numpy as np

from kg.extract.arrays import Array

__all__ = ["rounded"]

LARGEST = 127


def rounded(
    matrix: Array,
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int8]], np.ndarray[tuple[int, ...], np.dtype[np.float16]]]:
    """A matrix as eight-bit integers, and for each row the number that an integer of 1 stands for.

    >>> numbers, worth = rounded(np.array([[0.0, 2.54, -1.27]], dtype=np.float32))
    >>> numbers.tolist(), round(float(worth[0, 0]), 3)
    ([[0, 127, -63]], 0.02)
    """
    worth = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / LARGEST, np.finfo(np.float16).smallest_normal)
    worth = worth.astype(np.float16)
    return np.clip(np.rint(matrix / worth.astype(np.float32)), -LARGEST, LARGEST).astype(np.int8), worth
