"""Ideal points by correspondence analysis: who stands near whom in the space of what was said."""

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
    """Where an actor or a side of an issue (``Tariffs +``, ``Tariffs -``) lies on the first two dimensions.

    ``inertia`` is the share of the table's inertia that each dimension shows; ``mass`` how much was said by or of it.
    """

    label: str
    kind: str
    x: float
    y: float
    mass: float
    inertia: tuple[float, float]


def correspondence(table: Sides, *, anchor: str | None = None) -> tuple[Point, ...]:
    """Correspondence analysis (Benzécri 1973; Greenacre 1984) of actors by the sides of issues: principal coordinates,
    actors (``actor``), then sides (``side``), each in the order of the labels.

    Each dimension's direction, which is arbitrary, is that in which ``anchor``, else the actor farthest out, lies above
    zero. Who shares no side with the others, by however many steps, is left out: the largest piece is shown. Empty
    where it has fewer than two actors or sides. Whoever said all of one thing alone lies far out: leave out those with
    few codings first.
    """
    import numpy as np

    counts = np.hstack([table.pro, table.contra])
    names = tuple(f"{name} +" for name in table.columns) + tuple(f"{name} -" for name in table.columns)
    actors, used = _largest_piece(counts)
    counts, names = counts[np.ix_(actors, used)], tuple(names[n] for n in used)
    labels = tuple(table.rows[n] for n in actors)
    if min(counts.shape) < 2:
        return ()
    shares = counts / counts.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    left, values, right = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    at = left[:, :2] * values[:2] / np.sqrt(rows)[:, None]
    of_sides = right[:2].T * values[:2] / np.sqrt(columns)[:, None]
    total = float((values**2).sum())
    first, second = (float(value**2) / total if total > 1e-12 else 0.0 for value in values[:2])
    signs = _directions(at, labels, anchor)
    found = []
    for kind, named, places, masses in (("actor", labels, at, rows), ("side", names, of_sides, columns)):
        for label, (x, y), mass in zip(named, (places * signs).tolist(), masses.tolist(), strict=True):
            found.append(Point(label, kind, x, y, mass, (first, second)))
    return tuple(found)


def _largest_piece(counts: NDArray[np.float64]) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The rows and columns that hang together by most of what was said."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    rows, columns = counts.shape
    ties = np.zeros((rows + columns, rows + columns), dtype=bool)
    ties[:rows, rows:] = counts > 0
    number = connected_components(ties, directed=False)[1]
    if not rows:
        return np.arange(0), np.arange(0)
    said = np.bincount(number[:rows], weights=counts.sum(axis=1), minlength=number.max() + 1)
    inside = number == int(said.argmax())
    return np.flatnonzero(inside[:rows]), np.flatnonzero(inside[rows:])


def _directions(at: NDArray[np.float64], labels: tuple[str, ...], anchor: str | None) -> NDArray[np.float64]:
    import numpy as np

    far = np.abs(at).argmax(axis=0)
    if anchor in labels:
        far = np.full(at.shape[1], labels.index(str(anchor)))
    return np.where(at[far, np.arange(at.shape[1])] < 0, -1.0, 1.0)
