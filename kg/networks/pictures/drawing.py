"""Choose and draw the nodes and ties of a network; used for pictures of one network and of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.networks.conversion import edges, node_names, sign
from kg.networks.measures.tie_confidence import Sure, is_doubtful
from kg.networks.network import Network
from kg.networks.pictures.palette import AGREEMENT, CONFLICT, GREY, INK, group_colour

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["PALE", "Drawing", "Tie", "draw_nodes", "draw_ties", "drawing", "line_style"]

MOST_NODES: Final = 250
TIES_PER_NODE: Final = 5
"""The limits of a picture of one network."""
PALE: Final = 0.6
"""The opacity of a tie in doubt, relative to others."""
FAINTEST, THINNEST = 0.35, 0.6
"""The least opacity, and the least width in points, of a tie: less is invisible in print."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The indices of two nodes, the weight of their tie (below 0 for conflict), and whether it is in doubt."""

    source: int
    target: int
    weight: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """The part of a network that is drawn. ``colours``, ``radii`` (in points) and ``strength`` are those of the nodes;
    ``column`` says which are columns of a two-mode network. ``left_out`` says in words what is not drawn."""

    labels: tuple[str, ...]
    column: tuple[bool, ...]
    colours: tuple[str, ...]
    radii: NDArray[np.float64]
    strength: NDArray[np.float64]
    ties: tuple[Tie, ...]
    directed: bool
    left_out: tuple[str, ...]

    @property
    def weights(self) -> NDArray[np.float64]:
        """The ties as a symmetric matrix."""
        import numpy as np

        found = np.zeros((len(self.labels), len(self.labels)))
        for tie in self.ties:
            found[tie.source, tie.target] += tie.weight
            found[tie.target, tie.source] += tie.weight
        return found


def drawing(
    network: Network,
    groups: Mapping[str, str] | None = None,
    *,
    most: int = MOST_NODES,
    ties_per_node: float = TIES_PER_NODE,
    sure: Sure | None = None,
) -> Drawing:
    """Choose what to draw: the ``most`` strongest nodes, without isolates, and the strongest ties between them.

    ``groups`` has the group (a number from 1, as text) of labels in a one-mode network, which decides their colour;
    ``sure`` tells which ties are in doubt; without it none is.
    """
    import numpy as np

    rows, columns = node_names(network)
    names = rows if network.one_mode else rows + columns
    shift = 0 if network.one_mode else len(rows)
    found = [
        Tie(i, j + shift, -abs(weight) if sign(network, weight) == "conflict" else weight)
        for i, j, weight in edges(network)
    ]
    strength = np.zeros(len(names))
    for tie in found:
        strength[[tie.source, tie.target]] += abs(tie.weight)
    order = sorted(np.flatnonzero(strength).tolist(), key=lambda n: (-strength[n], names[n]))
    kept = sorted(order[:most])
    at = {n: k for k, n in enumerate(kept)}
    inside = [Tie(at[t.source], at[t.target], t.weight) for t in found if t.source in at and t.target in at]
    strongest = _strongest(inside, max(60, round(ties_per_node * len(kept))))

    def doubted(ties: list[Tie]) -> list[Tie]:
        if sure is None:
            return ties
        own = [rows[n] if n < len(rows) else network.columns[n - shift] for n in kept]
        return [replace(tie, doubtful=is_doubtful(sure(own[tie.source], own[tie.target]))) for tie in ties]

    left_out = []
    if len(names) > len(order):
        left_out.append(f"{len(names) - len(order)} without ties not shown")
    if len(order) > len(kept):
        left_out.append(f"the strongest {len(kept)} of {len(order)} nodes")
    if len(inside) > len(strongest):
        left_out.append(f"the strongest {len(strongest)} of {len(inside)} ties")
    largest = 15 if len(kept) <= 15 else 12 if len(kept) <= 60 else 8
    share = np.sqrt(strength[kept] / strength[kept].max()) if kept else np.zeros(0)
    return Drawing(
        tuple(names[n] for n in kept),
        tuple(not network.one_mode and n >= shift for n in kept),
        tuple(_colour(network, names[n], n >= shift, groups) for n in kept),
        largest * (0.3 + 0.7 * share),
        strength[kept],
        tuple(reversed(doubted(strongest))),
        network.directed,
        tuple(left_out),
    )


def _strongest(ties: list[Tie], most: int) -> list[Tie]:
    """The ``most`` strongest ties, and the strongest of each node, so that no node with ties looks isolated."""
    ordered = sorted(ties, key=lambda tie: -abs(tie.weight))
    kept, tied = [], set[int]()
    for n, tie in enumerate(ordered):
        if n < most or not {tie.source, tie.target} <= tied:
            kept.append(tie)
            tied |= {tie.source, tie.target}
    return kept


def _colour(network: Network, label: str, is_column: bool, groups: Mapping[str, str] | None) -> str:
    if not network.one_mode:
        return "#F3E6C4" if is_column else group_colour(0)
    number = (groups or {}).get(label, "1")
    return group_colour(int(number) - 1) if number.isdecimal() else GREY


def line_style(*, agreement: bool, doubtful: bool) -> tuple[str, Any]:
    """The colour and the dashes of a tie."""
    if agreement:
        return AGREEMENT, (0, (1, 1.6)) if doubtful else "solid"
    return CONFLICT, (0, (4, 1.6, 1, 1.6)) if doubtful else (0, (4, 2))


def draw_nodes(axes: Axes, drawn: Drawing, places: NDArray[np.float64], *, only: Sequence[int] | None = None) -> None:
    """Draw actors as discs, columns of a two-mode network as squares, of areas that grow with strength; with ``only``,
    just the nodes of these indices."""
    import numpy as np

    column = np.array(drawn.column, dtype=bool)
    shown = np.isin(np.arange(len(column)), range(len(column)) if only is None else only)
    for is_column, marker in ((False, "o"), (True, "s")):
        chosen = np.flatnonzero((column == is_column) & shown)
        axes.scatter(
            places[chosen, 0],
            places[chosen, 1],
            s=(2 * drawn.radii[chosen]) ** 2 * (0.8 if is_column else 1),
            c=[drawn.colours[n] for n in chosen],
            marker=marker,
            edgecolors=INK,
            linewidths=0.6,
            zorder=3,
        )


def draw_ties(
    axes: Axes, drawn: Drawing, places: NDArray[np.float64], *, scale: float = 1.0, strongest: float = 0.0
) -> None:
    """Draw agreement as solid blue lines, conflict as dashed orange ones, stronger ties wider and on top. Ties in doubt
    are pale, and dotted (agreement) or dash-dotted (conflict).

    ``strongest`` is the weight that has the full width, by default that of the strongest tie drawn.
    """
    from matplotlib.collections import LineCollection
    from matplotlib.patches import FancyArrowPatch

    if not drawn.ties:
        return
    strongest = strongest or max(abs(tie.weight) for tie in drawn.ties)
    thin = 0.45 if len(drawn.ties) > 150 else 0.65
    for tie in drawn.ties:
        share = (abs(tie.weight) / strongest) ** 0.5
        colour, dashes = line_style(agreement=tie.weight > 0, doubtful=tie.doubtful)
        pale = PALE if tie.doubtful else 1.0
        alpha = max(FAINTEST, pale * thin * (0.4 + 0.6 * share))
        ends = [places[tie.source], places[tie.target]]
        if not drawn.directed:
            style = {"colors": colour, "linewidths": max(THINNEST, scale * (0.3 + 3.2 * share)), "alpha": alpha}
            axes.add_collection(LineCollection([ends], linestyles=[dashes], zorder=1 + share / 2, **style))
            continue
        axes.add_patch(
            FancyArrowPatch(
                *ends,
                arrowstyle="-|>,head_length=3.5,head_width=2",
                connectionstyle="arc3,rad=0.12",
                shrinkA=drawn.radii[tie.source] * scale,
                shrinkB=drawn.radii[tie.target] * scale + 1,
                color=colour,
                linestyle=dashes,
                linewidth=max(THINNEST, scale * (0.5 + 2 * share)),
                alpha=min(1.0, alpha + 0.2 * pale),
                zorder=1 + share / 2,
            )
        )
