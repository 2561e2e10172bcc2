"""Matrices of zeros that take memory only where they are written: large networks are mostly empty."""

from __future__ import annotations

import mmap
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["blank"]

LARGE: Final = 1 << 26
"""The size in bytes from which this matters."""


def blank(rows: int, columns: int) -> NDArray[np.float64]:
    """A matrix of zeros, a large one in small pages of memory: numpy may use pages of 2 MiB, and writing one cell takes
    up a whole page.

    >>> blank(2, 3).tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    size = rows * columns * np.dtype(np.float64).itemsize
    if size < LARGE:
        return np.zeros((rows, columns))
    memory = mmap.mmap(-1, size)
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        memory.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(memory, dtype=np.float64).reshape(rows, columns)
