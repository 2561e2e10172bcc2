"""Cut a square into tiles, one for each connected component of a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Tile", "tiles"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle in the unit square: its lower left corner and its extent."""

    x: float
    y: float
    width: float
    height: float


def tiles(sizes: Sequence[float], aspect: float = 1.0) -> tuple[Tile, ...]:
    """Cut the unit square into tiles with areas proportional to the ``sizes``, which are descending: a squarified
    treemap (Bruls, Huizing & van Wijk 2000). The square is shown ``aspect`` times as wide as high.

    >>> tiles([2, 1, 1])[0]
    Tile(x=0.0, y=0.0, width=0.5, height=1.0)
    """
    total = sum(sizes)
    areas = [size / total * aspect for size in sizes]
    found: list[Tile] = []
    x, y, width, height = 0.0, 0.0, aspect, 1.0
    while len(found) < len(areas):
        side = min(width, height)
        row = [areas[len(found)]]
        for area in areas[len(found) + 1 :]:
            if _worst([*row, area], side) > _worst(row, side):
                break
            row.append(area)
        depth = sum(row) / side
        along = 0.0
        for area in row:
            length = area / depth
            tile = (x, y + along, depth, length) if width >= height else (x + along, y, length, depth)
            found.append(Tile(tile[0] / aspect, tile[1], tile[2] / aspect, tile[3]))
            along += length
        if width >= height:
            x, width = x + depth, width - depth
        else:
            y, height = y + depth, height - depth
    return tuple(found)


def _worst(row: Sequence[float], side: float) -> float:
    """The highest aspect ratio of the tiles in a row."""
    total = sum(row)
    return max(side**2 * max(row) / total**2, total**2 / (side**2 * min(row)))
