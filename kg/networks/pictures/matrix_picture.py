"""A picture of a network as a matrix: similar rows and columns side by side, with dendrograms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.networks.measures.tie_confidence import Sure, is_doubtful
from kg.networks.network import Network
from kg.networks.pictures.canvas import bare, note, paper, style
from kg.networks.pictures.labels import shortened
from kg.networks.pictures.palette import scale
from kg.printing.quantities import quantity

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["matrix_picture"]

MOST: Final = 200
"""The most rows and columns shown: the strongest."""
LETTER: Final = 0.52
"""The width of a letter, in ems."""


def matrix_picture(network: Network, *, sure: Sure | None = None, title: str = "") -> Figure:
    """Draw a network as a matrix, with rows and columns in the order of average-linkage dendrograms of their cosine
    distances. Rows and columns without weight are left out. Cells that are in doubt according to ``sure`` are hollow.

    Raises `kg.errors.PicturesMissingError`.
    """
    import numpy as np

    shown, left_out = _strongest(network)
    weights = shown.weights
    with style():
        cell = min(0.3, max(0.11, 9.0 / max(*weights.shape, 1)))
        size = min(9.0, cell * 72 * 0.82)
        names = [[shortened(label, 30) for label in labels] for labels in (shown.rows, shown.columns)]
        right, below = (0.25 + LETTER * size / 72 * max(map(len, each), default=0) for each in names)
        tree = 0.9
        inside = np.array([cell * weights.shape[1], cell * weights.shape[0]])
        above = 0.45 if title else 0.15
        width, height = max(tree + inside[0] + right, 4.5), tree + inside[1] + below + above + 0.45
        figure = paper(float(width), float(height))

        def axes_at(x: float, y: float, wide: float, high: float) -> Axes:
            return figure.add_axes((x / width, y / height, wide / width, high / height))

        low = below + 0.45
        order = _dendrogram(axes_at(0.05, low, tree - 0.1, inside[1]), "left", _profiles(shown, rows=True))
        above_cells = axes_at(tree, low + inside[1] + 0.05, inside[0], tree - 0.1)
        across = _dendrogram(above_cells, "top", _profiles(shown, rows=False))
        axes = axes_at(tree, low, *inside)
        _cells(axes, axes_at(0.1, low - 0.3, tree - 0.25, 0.08), weights[np.ix_(order, across)])
        hollow = _hollow(axes, shown, order, across, sure, cell)
        axes.set_yticks(range(len(order)), [names[0][n] for n in order], fontsize=size)
        axes.set_xticks(range(len(across)), [names[1][n] for n in across], fontsize=size, rotation=90)
        axes.yaxis.tick_right()
        axes.tick_params(length=0, pad=2)
        if title:
            figure.text(0.5, 1 - 0.12 / height, title, ha="center", va="top", fontsize=12)
        note(figure, "; ".join(text for text in (left_out, "hollow: in doubt" if hollow else "") if text))
    return figure


def _strongest(network: Network) -> tuple[Network, str]:
    """The network without rows and columns of no weight, and with only the strongest if there are too many; and a note
    on what is left out."""
    import numpy as np

    weights = network.weights.copy()
    if network.one_mode:
        np.fill_diagonal(weights, 0)
    rows, columns = np.abs(weights).sum(axis=1), np.abs(weights).sum(axis=0)
    if network.one_mode:
        rows = columns = rows + columns
    kept = [np.sort(np.argsort(-sums, kind="stable")[: min(MOST, np.count_nonzero(sums))]) for sums in (rows, columns)]
    found = replace(
        network,
        rows=tuple(network.rows[n] for n in kept[0]),
        columns=tuple(network.columns[n] for n in kept[1]),
        weights=weights[np.ix_(*kept)],
        support={},
    )
    gone = [len(all_) - len(some) for all_, some in ((network.rows, kept[0]), (network.columns, kept[1]))]
    if network.one_mode:
        return found, f"{gone[0]} not shown, weak or without ties" if gone[0] else ""
    kinds = zip(gone, ("row", "column"), strict=True)
    counts = [quantity(count, kind) for count, kind in kinds if count]
    return found, " and ".join(counts) + " not shown, weak or without ties" if counts else ""


def _profiles(network: Network, *, rows: bool) -> NDArray[np.float64]:
    """The vectors by which rows or columns are compared; in a one-mode network with a diagonal, so that partners are
    similar."""
    import numpy as np

    weights = network.weights if rows else network.weights.T
    return weights + np.diag(np.abs(weights).max(axis=1)) if network.one_mode and weights.size else weights


def _dendrogram(axes: Axes, side: str, profiles: NDArray[np.float64]) -> list[int]:
    """Draw a dendrogram, and return the order of its leaves."""
    import numpy as np
    from scipy.cluster.hierarchy import dendrogram, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import pdist

    bare(axes)
    if len(profiles) < 3:
        return list(range(len(profiles)))
    distances = np.clip(np.nan_to_num(pdist(profiles, "cosine"), nan=1.0), 0, None)
    tree = optimal_leaf_ordering(linkage(distances, "average"), distances)
    drawn = dendrogram(tree, no_plot=True)
    for leaves, heights in zip(drawn["icoord"], drawn["dcoord"], strict=True):
        if side == "left":
            axes.plot(heights, leaves, color="#555555", linewidth=0.7)
        else:
            axes.plot(leaves, heights, color="#555555", linewidth=0.7)
    span, deep = (0, 10 * len(profiles)), float(max(map(max, drawn["dcoord"]))) * 1.02 or 1.0
    if side == "left":
        axes.set(xlim=(deep, 0), ylim=span[::-1])
    else:
        axes.set(xlim=span, ylim=(0, deep))
    return list(drawn["leaves"])


def _cells(axes: Axes, bar: Axes, weights: NDArray[np.float64]) -> None:
    """Draw the cells, and the scale of their colours, which is by square root, since few are far stronger than the
    rest."""
    import numpy as np
    from matplotlib.colors import FuncNorm

    signed = bool((weights < 0).any())
    most = (float(np.abs(weights).max()) if weights.size else 0.0) or 1.0
    roots = FuncNorm((_root, _square), vmin=-most if signed else 0, vmax=most)
    image = axes.imshow(weights, cmap=scale(signed=signed), norm=roots, aspect="auto", interpolation="nearest")
    axes.set_xticks(np.arange(-0.5, weights.shape[1]), minor=True)
    axes.set_yticks(np.arange(-0.5, weights.shape[0]), minor=True)
    axes.grid(which="minor", color="#EEEEEE", linewidth=0.4)
    axes.tick_params(which="minor", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    shown = axes.figure.colorbar(image, cax=bar, orientation="horizontal")
    ticks = [-most, 0, most] if signed else [0, most]
    shown.set_ticks(ticks, labels=[f"{tick:.3g}" for tick in ticks])
    bar.tick_params(labelsize=6, length=2)
    shown.outline.set_visible(False)


def _hollow(axes: Axes, shown: Network, order: list[int], across: list[int], sure: Sure | None, cell: float) -> bool:
    """Leave only a frame of the cells that are in doubt, and return whether there are any."""
    import numpy as np

    if sure is None:
        return False
    weights = shown.weights[np.ix_(order, across)]
    places = [
        (x, y)
        for y, x in zip(*np.nonzero(weights), strict=True)
        if is_doubtful(sure(shown.rows[order[y]], shown.columns[across[x]]))
    ]
    if places:
        columns, rows = zip(*places, strict=True)
        axes.scatter(columns, rows, marker="s", s=(cell * 72 * 0.55) ** 2, color="white", linewidths=0, zorder=2)
    return bool(places)


def _root(values: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(np.sign(values) * np.abs(values) ** 0.5)


def _square(values: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.asarray(np.sign(values) * np.abs(values) ** 2)
