"""Arrays of learned weights: the large ones quantized to eight bits in their files, floating-point in use."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

__all__ = ["SCALE", "Array", "dequantized"]

type Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
SCALE = ".scale"
"""Suffix of the name of an array that holds the scale of each row of a quantized one."""


def dequantized(stored: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays, the quantized ones multiplied by the scale of each row."""
    return {
        name: value * stored[name + SCALE] if name + SCALE in stored else value
        for name, value in stored.items()
        if not name.endswith(SCALE)
    }
