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
    0. Empty where fewer than two actors or sides are left. Whoever said all of one thing alone lies far out: leave out
    those with few codings first.
    """
    import numpy as np

    counts = np.hstack([table.pro, table.contra])
    names = tuple(f"{name} +" for name in table.columns) + tuple(f"{name} -" for name in table.columns)
    used = counts.sum(axis=0) > 0
    counts, names = counts[:, used], tuple(name for name, is_used in zip(names, used, strict=True) if is_used)
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
    signs = _directions(at, table.rows, anchor)
    found = []
    for kind, labels, places, masses in (("actor", table.rows, at, rows), ("side", names, of_sides, columns)):
        for label, (x, y), mass in zip(labels, (places * signs).tolist(), masses.tolist(), strict=True):
            found.append(Point(label, kind, x, y, mass, (first, second)))
    return tuple(found)


def _directions(at: NDArray[np.float64], labels: tuple[str, ...], anchor: str | None) -> NDArray[np.float64]:
    import numpy as np

    far = np.abs(at).argmax(axis=0)
    if anchor in labels:
        far = np.full(at.shape[1], labels.index(str(anchor)))
    return np.where(at[far, np.arange(at.shape[1])] < 0, -1.0, 1.0)
