"""A picture of one network as nodes and lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.networks.measures.tie_confidence import Sure
from kg.networks.network import Network
from kg.networks.pictures.canvas import bare, note, paper, style
from kg.networks.pictures.drawing import PALE, Drawing, draw_nodes, draw_ties, drawing, line_style
from kg.networks.pictures.labels import Name, place_names, shortened
from kg.networks.pictures.layout import layout

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["network_picture", "write_names"]

NAMED: Final = 200
"""The most names, those of the strongest nodes."""


def network_picture(
    network: Network,
    *,
    groups: Mapping[str, str] | None = None,
    sure: Sure | None = None,
    title: str = "",
    seed: int = 0,
) -> Figure:
    """Draw a network of one or two modes. ``groups`` colours the nodes of a one-mode network, ``sure`` tells which ties
    are in doubt, see `drawing`.

    Raises `kg.errors.PicturesMissingError`.
    """
    drawn = drawing(network, groups, sure=sure)
    size = len(drawn.labels)
    with style():
        width = 8.0 if size <= 15 else 11.0 if size <= 80 else 17.0
        figure = paper(width, width * 0.74)
        axes = figure.add_axes((0.02, 0.04, 0.96, 0.905 if title else 0.95))
        bare(axes)
        places = layout(drawn.weights, seed=seed)
        axes.set_xlim(-0.09, 1.09)
        axes.set_ylim(-0.06, 1.06)
        draw_ties(axes, drawn, places)
        draw_nodes(axes, drawn, places)
        left_out = write_names(axes, drawn, places, NAMED, 9.5 if size <= 25 else 8 if size <= 80 else 6.5)
        _legend(figure, drawn)
        if title:
            figure.text(0.5, 0.985, title, ha="center", va="top", fontsize=12)
        notes = [*drawn.left_out, f"{left_out} names left out for want of room" if left_out else ""]
        note(figure, "; ".join(text for text in notes if text))
    return figure


def write_names(axes: Axes, drawn: Drawing, places: NDArray[np.float64], most: int, size: float) -> int:
    """Write the names of the ``most`` strongest nodes, and return how many of all nodes have no name."""
    import numpy as np

    order = sorted(range(len(drawn.labels)), key=lambda n: (-drawn.strength[n], drawn.labels[n]))
    names = [
        Name(n, shortened(drawn.labels[n].removesuffix(" (column)")), size, slanted=drawn.column[n])
        for n in order[:most]
    ]
    segments = np.array([[places[tie.source], places[tie.target]] for tie in drawn.ties]).reshape(-1, 2, 2)
    return place_names(axes, names, places, drawn.radii, segments) + max(0, len(order) - most)


def _legend(figure: Figure, drawn: Drawing) -> None:
    """Explain the lines if there are several kinds of them, or if all are conflict that is not in doubt."""
    from matplotlib.lines import Line2D

    kinds = sorted({(tie.weight < 0, tie.doubtful) for tie in drawn.ties})
    if len(kinds) < 2 and kinds != [(True, False)]:
        return
    names = ("for", "against") if any(drawn.column) else ("agreement", "conflict")
    handles = []
    for against, doubtful in kinds:
        colour, dashes = line_style(agreement=not against, doubtful=doubtful)
        label = names[against] + (", in doubt" if doubtful else "")
        handles.append(
            Line2D([], [], color=colour, linewidth=2, linestyle=dashes, alpha=PALE if doubtful else 1, label=label)
        )
    figure.legend(handles=handles, loc="lower right", ncols=4, frameon=False, fontsize=8, borderaxespad=0.2)
