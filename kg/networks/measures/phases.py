"""Phases of a discourse: stretches of time in which its network stays much the same, and the turns between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.networks.conversion import aligned
from kg.networks.network import Network, Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DISTANCES", "Phase", "distances", "phases"]

DISTANCES: Final = ("absolute", "spectral")
"""Between two networks, each divided by its sum of weights: the sum of the differences of their cells; or that of the
eigenvalues of their Laplacians, which tells shape and not who is who."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A window, which phase it belongs to (from 1, in order of appearance), and how far it is from the window before
    (None for the first)."""

    window: Window | None
    counted: int
    phase: int
    change: float | None


def phases(networks: Sequence[Network], *, distance: str = "absolute", most: int = 10) -> tuple[Phase, ...]:
    """The phase of each window, in the order of the networks.

    Windows are joined by average linkage, into as many phases (2 to ``most``) as give the highest index of Dunn (1973),
    after Masuda & Holme (2019). Windows without a tie are left out. Fewer than three windows, or windows without any
    difference, are one phase.
    """
    import numpy as np

    networks = [network for network in networks if network.weights.any()]
    between = distances(networks, distance)
    numbers = _phases(between, most)
    order = {number: n for n, number in enumerate(dict.fromkeys(numbers), 1)}
    changes: list[float | None] = [None, *np.diagonal(between, 1).tolist()]
    return tuple(
        Phase(network.window, network.counted, order[number], change)
        for network, number, change in zip(networks, numbers, changes, strict=False)
    )


def distances(networks: Sequence[Network], distance: str = "absolute") -> NDArray[np.float64]:
    """How far each two networks are from one another, by one of `DISTANCES`: a symmetric matrix.

    Labels that a network lacks are isolates in it. The spectral distance leaves out conflict (weights below 0), and
    takes a two-mode network as one of both kinds of nodes.
    """
    import numpy as np

    rows = sorted({label for network in networks for label in network.rows})
    columns = sorted({label for network in networks for label in network.columns})
    matrices = [aligned(network, rows, columns) for network in networks]
    found = np.zeros((len(networks), len(networks)))
    if distance == "spectral":
        described = [_spectrum(m, n.one_mode) for m, n in zip(matrices, networks, strict=True)]
    else:
        described = [(m / np.abs(m).sum() if m.any() else m).ravel() for m in matrices]
    for i in range(len(networks)):
        for j in range(i + 1, len(networks)):
            found[i, j] = found[j, i] = np.abs(described[i] - described[j]).sum()
    return found


def _spectrum(weights: NDArray[np.float64], one_mode: bool) -> NDArray[np.float64]:
    """The eigenvalues of the Laplacian, ascending, divided by their sum."""
    import numpy as np

    good = np.maximum(weights, 0)
    if one_mode:
        good = (good + good.T) / 2
        np.fill_diagonal(good, 0)
    else:
        rows, columns = good.shape
        good = np.block([[np.zeros((rows, rows)), good], [good.T, np.zeros((columns, columns))]])
    values = np.linalg.eigvalsh(np.diag(good.sum(axis=1)) - good)
    return np.asarray(values / values.sum() if values.sum() > 0 else np.zeros(len(good)))


def _phases(between: NDArray[np.float64], most: int) -> list[int]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(between) < 3 or not between.any():
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
