"""Matrices of zeros that take memory only where something is written: large networks are mostly empty."""

from __future__ import annotations

import mmap
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["blank"]

LARGE: Final = 1 << 26
"""Bytes from which on it matters."""


def blank(rows: int, columns: int) -> NDArray[np.float64]:
    """Zeros. Those of numpy lie in pages of 2 MiB, each of which is taken whole by a single cell; these in small ones.

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
