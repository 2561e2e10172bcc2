"""The layout of a network: nodes that agree lie near one another, nodes in conflict farther apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.networks.pictures.tiling import Tile, tiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["layout"]

CONFLICT_LENGTH: Final = 2.5
"""The length of a conflict relative to an agreement of the same weight."""
ROUNDS: Final = 300
CROWD: Final = 30
"""From this number of nodes on, positions are moved half way to even distances; for fewer nodes, less."""
ASPECT: Final = 1.35
"""The ratio of the figure's width to its height."""


def layout(weights: NDArray[np.float64], *, seed: int = 0) -> NDArray[np.float64]:
    """Positions in the unit square, of the shape (nodes, 2), for a symmetric matrix of ties, which may be negative.

    Each connected component has a tile of its own. Within it, stress majorisation (Gansner, Koren & North 2005) fits
    distances to the lengths of shortest paths, in which strong ties are shorter than weak ones, and conflicts longer
    than agreements. Finally crowded positions are spread, and overlapping nodes are moved apart.
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    size = len(weights)
    place = np.full((size, 2), 0.5)
    if size < 2:
        return place
    random = np.random.default_rng(seed)
    number = connected_components(weights != 0, directed=False)[1]
    components = sorted((np.flatnonzero(number == n) for n in range(number.max() + 1)), key=lambda each: -len(each))
    for nodes, tile in zip(components, tiles([len(each) + 0.7 for each in components], ASPECT), strict=True):
        place[nodes] = _in_tile(weights[np.ix_(nodes, nodes)], tile, random, is_alone=len(components) == 1)
    return place


def _in_tile(
    weights: NDArray[np.float64], tile: Tile, random: np.random.Generator, *, is_alone: bool
) -> NDArray[np.float64]:
    import numpy as np

    size = len(weights)
    if size == 1:
        place = np.full((1, 2), 0.5)
    else:
        place = _rotated(_majorised(_lengths(weights), random.normal(size=(size, 2))))
        if tile.height > tile.width * ASPECT:
            place = place[:, ::-1]
        place = place - place.min(axis=0)
        # A thin layout is widened, but not out of shape: a pair stays a line.
        extent = place.max(axis=0)
        extent = np.maximum(extent, extent.max() * (0.3 + 0.5 * min(1.0, size / CROWD)))
        place = 0.5 + (place - place.max(axis=0) / 2) / extent
        share = 0.5 * min(1.0, size / CROWD)
        place = _separated((1 - share) * place + share * _even(place), 0.9 / np.sqrt(size) / 2)
    if is_alone:
        return np.asarray(place)
    margin = min(0.04, tile.width / 4, tile.height / 4)
    room = np.array([tile.width - 2 * margin, tile.height - 2 * margin])
    # A pair does not need all of a long tile.
    used = np.minimum(room, 0.18 * np.sqrt(size))
    return np.asarray(np.array([tile.x, tile.y]) + margin + (room - used) / 2 + place * used)


def _lengths(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The ideal distance of each two nodes of a connected network."""
    import numpy as np
    from scipy.sparse.csgraph import shortest_path

    sizes = np.abs(weights)
    length = np.zeros_like(sizes)
    np.divide(float(np.median(sizes[sizes > 0])), sizes, out=length, where=sizes > 0)
    length[sizes > 0] = np.clip(length[sizes > 0] ** 0.5, 0.6, 1.6)
    length[weights < 0] *= CONFLICT_LENGTH
    found = shortest_path(length, directed=False)
    np.fill_diagonal(found, 0)
    return np.asarray(found)


def _majorised(ideal: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stress majorisation for ideal distances, starting from ``place``."""
    import numpy as np

    size = len(ideal)
    with np.errstate(divide="ignore"):
        force = np.where(ideal > 0, ideal**-2.0, 0.0)
    inverse = np.linalg.pinv(np.diag(force.sum(axis=1)) - force)
    place = place * ideal.mean()
    for _ in range(ROUNDS):
        gap = np.linalg.norm(place[:, None] - place[None, :], axis=2)
        pull = -np.divide(force * ideal, gap, out=np.zeros((size, size)), where=gap > 1e-12)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        moved = inverse @ (pull @ place)
        converged = float(np.abs(moved - place).max()) < 1e-4 * float(np.abs(moved).max())
        place = moved
        if converged:
            break
    return place


def _rotated(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rotated so that the longest extent is horizontal, as figures are wider than high, and labels are long."""
    import numpy as np

    centred = place - place.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    rotated = centred @ axes.T
    for k in range(2):
        if rotated[np.abs(rotated[:, k]).argmax(), k] < 0:
            rotated[:, k] *= -1
    return np.asarray(rotated)


def _even(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """The positions at even distances on each axis, in their order."""
    import numpy as np

    return np.argsort(np.argsort(place, axis=0, kind="stable"), axis=0, kind="stable") / max(len(place) - 1, 1)


def _separated(place: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """The positions, with nodes nearer than ``least`` pushed apart within the square."""
    import numpy as np

    for _ in range(60):
        between = place[:, None] - place[None, :]
        gap = np.linalg.norm(between, axis=2)
        np.fill_diagonal(gap, np.inf)
        if gap.min() >= least * 0.98:
            break
        close = gap < least
        # Two nodes at one position are separated horizontally, in their order.
        order = np.sign(np.arange(len(place))[:, None] - np.arange(len(place))[None, :])
        way = np.where((gap > 1e-9)[..., None], between / np.maximum(gap, 1e-9)[..., None], order[..., None] * [1.0, 0])
        step = np.where(close, (least - np.minimum(gap, least)) / 2, 0)
        place = np.clip(place + (way * step[..., None]).sum(axis=1), 0, 1)
    return place
