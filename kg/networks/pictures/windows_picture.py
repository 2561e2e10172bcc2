"""A picture of a network over time: a small one for each window, with nodes at the same positions in all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.networks.conversion import aligned
from kg.networks.measures.tie_confidence import Sure
from kg.networks.network import Network, Window
from kg.networks.pictures.canvas import bare, note, paper, style
from kg.networks.pictures.drawing import Drawing, draw_nodes, draw_ties, drawing
from kg.networks.pictures.labels import Name, place_names, shortened
from kg.networks.pictures.layout import layout

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["windows_picture"]

MOST: Final = 30
"""The most windows shown, evenly chosen."""
NAMED: Final = 12
NODES: Final = 60
TIES_PER_NODE: Final = 1.6
"""The limits of a small picture."""
DOUBT: Final = "dotted: in doubt"


def windows_picture(
    networks: Sequence[Network],
    *,
    groups: Mapping[str, str] | None = None,
    sure: Sequence[Sure] | None = None,
    title: str = "",
    seed: int = 0,
) -> Figure:
    """Draw a network for each window, in chronological order. Positions come from all windows together; nodes without
    ties in a window are grey dots there. Windows without ties are left out. The widths of ties are comparable across
    windows. ``sure`` tells for each network which of its ties are in doubt.

    Raises `kg.errors.PicturesMissingError`.
    """
    import numpy as np

    tied = [n for n, network in enumerate(networks) if network.weights.any()]
    step = math.ceil(len(tied) / MOST) or 1
    chosen = [networks[n] for n in tied[::step]]
    doubts = [sure[n] if sure else None for n in tied[::step]]
    rows = sorted({label for network in chosen for label in network.rows})
    columns = sorted({label for network in chosen for label in network.columns})
    matrices = [aligned(network, rows, columns) for network in chosen]
    total = np.sum(matrices, axis=0) if matrices else np.zeros((0, 0))
    sizes = np.sum([np.abs(matrix) for matrix in matrices], axis=0) if matrices else np.zeros((0, 0))
    signed = np.where(total < 0, -sizes, sizes)
    template = replace(networks[0], rows=tuple(rows), columns=tuple(columns), weights=signed, support={})
    whole = drawing(template, groups, most=NODES)
    with style():
        across = min(len(chosen), 3 if len(chosen) <= 9 else 5)
        down = math.ceil(len(chosen) / across)
        width, height = 4.2 * across, 3.3 * down + 0.6
        figure = paper(width, height)
        places = layout(whole.weights, seed=seed)
        strongest = max((float(np.abs(matrix).max()) for matrix in matrices if matrix.size), default=1.0)
        for n, (network, matrix, doubt) in enumerate(zip(chosen, matrices, doubts, strict=True)):
            left, low = 4.2 * (n % across), height - 0.35 - 3.3 * (n // across + 1)
            axes = figure.add_axes(((left + 0.1) / width, (low + 0.1) / height, 4.0 / width, 2.95 / height))
            small = replace(template, weights=matrix)
            part = drawing(small, groups, ties_per_node=len(rows) + len(columns), sure=doubt)
            _panel(axes, whole, places, part, strongest)
            axes.set_title(_heading(network.window, network.counted), fontsize=9, loc="left", pad=3)
        if title:
            figure.text(0.5, 1 - 0.06 / height, title, ha="center", va="top", fontsize=12)
        notes = [text for text in whole.left_out if not text.endswith(" ties")]
        if len(tied) < len(networks):
            notes.append(f"{len(networks) - len(tied)} windows without ties not shown")
        notes += [f"one window in {step}"] if step > 1 else []
        note(figure, "; ".join([*notes, "of the ties the strongest", *([DOUBT] if sure else [])]))
    return figure


def _panel(axes: Axes, whole: Drawing, places: NDArray[np.float64], part: Drawing, strongest: float) -> None:
    import numpy as np

    bare(axes)
    for spine in axes.spines.values():
        spine.set(visible=True, color="#DDDDDD")
    axes.set_xlim(-0.12, 1.12)
    axes.set_ylim(-0.1, 1.1)
    at = {label: n for n, label in enumerate(whole.labels)}
    here = [n for n, label in enumerate(part.labels) if label in at]
    axes.scatter(places[:, 0], places[:, 1], s=4, c="#D5D5D5", zorder=0.5)
    if not here:
        return
    where = np.array([places[at[label]] if label in at else (np.nan, np.nan) for label in part.labels])
    inside = set(here)
    ties = tuple(tie for tie in part.ties if tie.source in inside and tie.target in inside)
    drawn = replace(part, ties=ties[-round(max(40, TIES_PER_NODE * len(here))) :], radii=part.radii * 0.5)
    draw_ties(axes, drawn, where, scale=0.7, strongest=strongest)
    draw_nodes(axes, drawn, where, only=here)
    order = sorted(here, key=lambda n: (-part.strength[n], part.labels[n]))[:NAMED]
    names = [Name(n, shortened(part.labels[n].removesuffix(" (column)"), 20), 6.5, part.column[n]) for n in order]
    kept = np.array(here)
    index = {n: k for k, n in enumerate(here)}
    segments = np.array([[where[tie.source], where[tie.target]] for tie in ties]).reshape(-1, 2, 2)
    moved = [replace(name, node=index[name.node]) for name in names]
    place_names(axes, moved, where[kept], drawn.radii[kept], segments)


def _heading(window: Window | None, counted: int) -> str:
    if window is None:
        return ""
    start, stop = window.start.date(), window.stop.date()
    period = start.isoformat() if start == stop else f"{start} – {stop}"
    return f"{period}  ({counted})" if counted else period
