"""Write names beside their nodes without overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["Name", "place_names", "shortened"]

LONGEST: Final = 34
_DIRECTIONS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
_REACHES: Final = (1.0, 2.2, 4.0)
"""The distances of a name from its node, in gaps; from the second on a thin line leads to it."""


@dataclass(frozen=True, slots=True)
class Name:
    """The text to write at a node (given by its index); ``size`` in points."""

    node: int
    text: str
    size: float
    slanted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Obstacles:
    """What names have to avoid, in pixels: nodes with the radii of their discs, ties, and the frame."""

    nodes: NDArray[np.float64]
    discs: NDArray[np.float64]
    lines: NDArray[np.float64]
    frame: NDArray[np.float64]
    gap: float


def shortened(label: str, longest: int = LONGEST) -> str:
    """The label, shortened between words if it is long; its last words stay, since they often distinguish names.

    >>> shortened("Ministry of Foreign Affairs of the Netherlands", 36)
    'Ministry of Foreign… Netherlands'
    >>> shortened("an end to the duties on steel and aluminium", 20)
    'an end to the duties…'
    """
    if len(label) <= longest:
        return label
    last = label[-(longest * 2 // 5) :].partition(" ")[2]
    room = longest - len(last) - 2 if last else longest
    cut = label[: room + 1].rpartition(" ")[0] or label[:room]
    return cut.rstrip(" ,;") + "…" + (f" {last}" if last else "")


def place_names(
    axes: Axes,
    names: Sequence[Name],
    nodes: NDArray[np.float64],
    radii: NDArray[np.float64],
    segments: NDArray[np.float64],
) -> int:
    """Write the names, the most important first, where they cover no name and no node, and as few ties as possible.

    ``nodes`` are positions in data coordinates, ``radii`` in points, ``segments`` the ties, of the shape (ties, 2, 2).
    Names without a free position are left out; returns their number.
    """
    import numpy as np

    figure = axes.get_figure(root=True)
    assert figure is not None, "the axes are on a figure"
    figure.draw_without_rendering()
    lines = axes.transData.transform(segments.reshape(-1, 2)).reshape(-1, 2, 2) if len(segments) else segments
    scale = figure.dpi / 72
    frame = np.asarray(axes.get_window_extent().extents)
    obstacles = _Obstacles(axes.transData.transform(nodes), radii * scale, lines, frame, 3 * scale)
    taken: list[tuple[float, float, float, float]] = []
    left_out = 0
    for name in names:
        text = axes.text(
            float(nodes[name.node, 0]),
            float(nodes[name.node, 1]),
            name.text,
            fontsize=name.size,
            fontstyle="italic" if name.slanted else "normal",
            color="#111111",
            ha="center",
            va="center",
            zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.65, "pad": 0.4},
        )
        extent = text.get_window_extent()
        half = np.array([extent.width, extent.height]) / 2 + np.array([1.5, 0.5])
        found = _free(obstacles, name.node, half, taken)
        if found is None:
            text.remove()
            left_out += 1
            continue
        centre, reach = found
        taken.append((*(centre - half), *(centre + half)))
        where = axes.transData.inverted().transform(centre)
        text.set_position((float(where[0]), float(where[1])))
        if reach > 1:
            start = nodes[name.node]
            axes.plot([start[0], where[0]], [start[1], where[1]], color="#777777", linewidth=0.5, zorder=2.5)
    return left_out


def _free(
    obstacles: _Obstacles, node: int, half: NDArray[np.float64], taken: list[tuple[float, float, float, float]]
) -> tuple[NDArray[np.float64], float] | None:
    """The centre and reach of the free box that the fewest ties cross, at the shortest reach that has one."""
    import numpy as np

    boxes = np.array(taken).reshape(-1, 4)
    for reach in _REACHES:
        best, least = None, np.inf
        for order, (x, y) in enumerate(_DIRECTIONS):
            away = obstacles.discs[node] + obstacles.gap * reach
            centre = obstacles.nodes[node] + np.array([x * (away + half[0]), y * (away + half[1])])
            low, high = centre - half, centre + half
            if (low < obstacles.frame[:2]).any() or (high > obstacles.frame[2:]).any():
                continue
            if len(boxes) and ((boxes[:, :2] < high) & (boxes[:, 2:] > low)).all(axis=1).any():
                continue
            nearest = np.clip(obstacles.nodes, low, high)
            if (np.linalg.norm(obstacles.nodes - nearest, axis=1) < obstacles.discs + 1).any():
                continue
            cost = _crossings(obstacles.lines, low, high) + order * 0.3
            if cost < least:
                best, least = centre, cost
        if best is not None:
            return best, reach
    return None


def _crossings(lines: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> int:
    """The number of segments that pass through the box (Liang & Barsky 1984)."""
    import numpy as np

    if not len(lines):
        return 0
    start, way = lines[:, 0], lines[:, 1] - lines[:, 0]
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    one, two = (low - start) / way, (high - start) / way
    enters = np.minimum(one, two).max(axis=1)
    leaves = np.maximum(one, two).min(axis=1)
    return int(((enters < leaves) & (leaves > 0) & (enters < 1)).sum())
