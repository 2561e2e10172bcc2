"""Phases of a discourse: stretches of time in which its network stays much the same, and the turns between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.networks.conversion import aligned, check_amounts
from kg.networks.network import Network, Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Phase", "phases"]

ALIKE: Final = 1e-9
"""What is nearer than this is the same but for rounding."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A window, which phase it belongs to (from 1, in order of appearance), and how far it is from the window before
    (None for the first)."""

    window: Window | None
    counted: int
    phase: int
    change: float | None


def phases(networks: Sequence[Network], *, distance: str = "absdiff", most: int = 10) -> tuple[Phase, ...]:
    """The phase of each window, in the order of the networks.

    Windows are joined by average linkage, into as many phases (2 to ``most``) as give the highest index of Dunn (1973),
    after Masuda & Holme (2019). Windows without a tie are left out. Fewer than three windows, or windows without any
    difference, are one phase. Networks compare by their shares of all weight. Raises `kg.errors.NetworkOptionError` for
    spectra of two-mode networks, `kg.errors.NetworkShapeError` for combined levels.
    """
    import numpy as np

    for network in networks:
        check_amounts(network.aggregation, "a phase")
    networks = [network for network in networks if network.weights.any()]
    between = _distances(networks, distance)
    numbers = _phases(between, most)
    order = {number: n for n, number in enumerate(dict.fromkeys(numbers), 1)}
    changes: list[float | None] = [None, *np.diagonal(between, 1).tolist()]
    return tuple(
        Phase(network.window, network.counted, order[number], change)
        for network, number, change in zip(networks, numbers, changes, strict=False)
    )


def _distances(networks: Sequence[Network], method: str) -> NDArray[np.float64]:
    """Between networks under one set of labels, each divided by its sum of weights: only shares compare."""
    import numpy as np

    from kg.networks.distances import distances

    rows = tuple(sorted({label for network in networks for label in network.rows}))
    columns = tuple(sorted({label for network in networks for label in network.columns}))
    scaled = []
    for network in networks:
        weights = aligned(network, rows, columns)
        scaled.append(replace(network, rows=rows, columns=columns, weights=weights / np.abs(weights).sum(), support={}))
    return distances(scaled, "spectral" if method == "spectral" else "absdiff")


def _phases(between: NDArray[np.float64], most: int) -> list[int]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(between) < 3 or between.max() < ALIKE:
        return [1] * len(between)
    tree = linkage(squareform(between, checks=False), "average")
    best, value = [1] * len(between), -1.0
    for count in range(2, min(most, len(between) - 1) + 1):
        found = fcluster(tree, count, "maxclust")
        if (dunn := _dunn(between, found)) > value:
            best, value = found.tolist(), dunn
    return best


def _dunn(between: NDArray[np.float64], groups: NDArray[np.integer]) -> float:
    """The least distance between two groups over the widest within one."""
    import numpy as np

    same = groups[:, None] == groups[None, :]
    if same.all():
        return -1.0
    widest = float(between[same].max())
    apart = float(between[~same].min())
    return apart / widest if widest > 0 else np.inf if apart > 0 else -1.0
