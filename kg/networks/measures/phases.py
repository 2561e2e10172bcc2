"""Phases of a discourse: clusters of windows whose networks are similar."""

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

TOLERANCE: Final = 1e-9
"""Distances below this are rounding errors."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A window, its phase (numbered from 1 in order of appearance), and its distance from the window before (None for
    the first)."""

    window: Window | None
    counted: int
    phase: int
    change: float | None


def phases(networks: Sequence[Network], *, distance: str = "absdiff", most: int = 10) -> tuple[Phase, ...]:
    """The phase of each window, in the order of the networks.

    Windows are clustered by average linkage, into the number of phases (2 to ``most``) with the highest index of Dunn
    (1973), after Masuda & Holme (2019). Windows without ties are left out. Fewer than three windows, or equal ones, are
    one phase. Networks are compared by shares of their total weight. Raises `kg.errors.NetworkOptionError` for spectra
    of two-mode networks, `kg.errors.NetworkShapeError` for combined levels.
    """
    import numpy as np

    for network in networks:
        check_amounts(network.aggregation, "a phase")
    networks = [network for network in networks if network.weights.any()]
    distance_matrix = _distances(networks, distance)
    cluster_numbers = _phases(distance_matrix, most)
    order_of_phase = {number: n for n, number in enumerate(dict.fromkeys(cluster_numbers), 1)}
    changes: list[float | None] = [None, *np.diagonal(distance_matrix, 1).tolist()]
    return tuple(
        Phase(network.window, network.counted, order_of_phase[number], change)
        for network, number, change in zip(networks, cluster_numbers, changes, strict=False)
    )


def _distances(networks: Sequence[Network], method: str) -> NDArray[np.float64]:
    """The distances of the networks, with the same labels and each divided by the sum of its absolute weights."""
    import numpy as np

    from kg.networks.distances import distances

    rows = tuple(sorted({label for network in networks for label in network.rows}))
    columns = tuple(sorted({label for network in networks for label in network.columns}))
    scaled = []
    for network in networks:
        weights = aligned(network, rows, columns)
        scaled.append(replace(network, rows=rows, columns=columns, weights=weights / np.abs(weights).sum(), support={}))
    return distances(scaled, "spectral" if method == "spectral" else "absdiff")


def _phases(distances: NDArray[np.float64], most: int) -> list[int]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(distances) < 3 or distances.max() < TOLERANCE:
        return [1] * len(distances)
    # Equal distances may differ by rounding errors, which would make phases of windows that are all equally far apart.
    distances = np.round(distances, 9)
    tree = linkage(squareform(distances, checks=False), "average")
    best, best_dunn = [1] * len(distances), -1.0
    for count in range(2, min(most, len(distances) - 1) + 1):
        clusters = fcluster(tree, count, "maxclust")
        if (dunn := _dunn(distances, clusters)) > best_dunn:
            best, best_dunn = clusters.tolist(), dunn
    return best


def _dunn(distances: NDArray[np.float64], groups: NDArray[np.integer]) -> float:
    """Dunn's index: the least distance between two groups divided by the largest within one."""
    import numpy as np

    in_one_group = groups[:, None] == groups[None, :]
    if in_one_group.all():
        return -1.0
    widest_group = float(distances[in_one_group].max())
    nearest_groups = float(distances[~in_one_group].min())
    return nearest_groups / widest_group if widest_group > 0 else np.inf if nearest_groups > 0 else -1.0
