"""Ideal points by correspondence analysis: actors and the sides of issues in one space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.measures.sides import Sides

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Point", "correspondence"]


@dataclass(frozen=True, slots=True)
class Point:
    """The coordinates of an actor or a side of an issue (``Tariffs +``, ``Tariffs -``) on the first two dimensions.

    ``inertia`` is the share of the table's inertia on each dimension; ``mass`` the point's share of the codings.
    """

    label: str
    kind: str
    x: float
    y: float
    mass: float
    inertia: tuple[float, float]


def correspondence(table: Sides, *, anchor: str | None = None) -> tuple[Point, ...]:
    """Correspondence analysis (Benzécri 1973; Greenacre 1984) of actors by sides of issues, in principal coordinates:
    actors (``actor``), then sides (``side``), each in the order of the labels.

    The direction of each dimension, which is arbitrary, is chosen so that ``anchor``, else the actor farthest out, lies
    above 0. Only the largest connected component of actors and sides is analysed; empty if it has fewer than two actors
    or sides. An actor that alone took a side lies far out: leave out actors with few codings first.
    """
    import numpy as np

    counts = np.hstack([table.pro, table.contra])
    side_names = tuple(f"{name} +" for name in table.columns) + tuple(f"{name} -" for name in table.columns)
    actors, sides_in_component = _largest_component(counts)
    counts, side_names = counts[np.ix_(actors, sides_in_component)], tuple(side_names[n] for n in sides_in_component)
    labels = tuple(table.rows[n] for n in actors)
    if min(counts.shape) < 2:
        return ()
    shares = counts / counts.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    left, values, right = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    actor_places = left[:, :2] * values[:2] / np.sqrt(rows)[:, None]
    side_places = right[:2].T * values[:2] / np.sqrt(columns)[:, None]
    total = float((values**2).sum())
    first, second = (float(value**2) / total if total > 1e-12 else 0.0 for value in values[:2])
    signs = _signs(actor_places, labels, anchor)
    points = []
    for kind, point_labels, coordinates, masses in (
        ("actor", labels, actor_places, rows),
        ("side", side_names, side_places, columns),
    ):
        for label, (x, y), mass in zip(point_labels, (coordinates * signs).tolist(), masses.tolist(), strict=True):
            points.append(Point(label, kind, x, y, mass, (first, second)))
    return tuple(points)


def _largest_component(counts: NDArray[np.float64]) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The rows and columns of the connected component with the most codings."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    rows, columns = counts.shape
    ties = np.zeros((rows + columns, rows + columns), dtype=bool)
    ties[:rows, rows:] = counts > 0
    component_of = connected_components(ties, directed=False)[1]
    if not rows:
        return np.arange(0), np.arange(0)
    totals = np.bincount(component_of[:rows], weights=counts.sum(axis=1), minlength=component_of.max() + 1)
    inside = component_of == int(totals.argmax())
    return np.flatnonzero(inside[:rows]), np.flatnonzero(inside[rows:])


def _signs(places: NDArray[np.float64], labels: tuple[str, ...], anchor: str | None) -> NDArray[np.float64]:
    import numpy as np

    farthest = np.abs(places).argmax(axis=0)
    if anchor in labels:
        farthest = np.full(places.shape[1], labels.index(str(anchor)))
    return np.where(places[farthest, np.arange(places.shape[1])] < 0, -1.0, 1.0)
