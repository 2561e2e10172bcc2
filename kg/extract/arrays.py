"""Arrays of what was learned: as files keep them, the large ones in eight bits a number, and as they are reckoned
with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

__all__ = ["SCALE", "Array", "widened"]

type Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
SCALE = ".scale"
"""What the name of an array ends in that tells what the numbers of another are worth."""


def widened(own: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays, those of eight bits a number times what one of them is worth in its row."""
    return {
        name: value * own[name + SCALE] if name + SCALE in own else value
        for name, value in own.items()
        if not name.endswith(SCALE)
    }
