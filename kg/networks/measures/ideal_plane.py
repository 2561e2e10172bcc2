"""Two-dimensional ideal points by an item-response model, with credible intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.measures.ideal_points import answer_matrix, drawn_latent, drawn_precision
from kg.networks.measures.sides import Sides

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PlanePoint", "first_share", "ideal_plane"]


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """The point of an actor, or the discriminations of an issue (``kind`` ``issue``: actors farther in the direction of
    (x, y) say yes): posterior means, and the 95 % interval on each dimension.

    ``answers`` counts the issues on which the actor took a side, or the actors that took one on the issue.
    """

    label: str
    kind: str
    x: float
    x_low: float
    x_high: float
    y: float
    y_low: float
    y_high: float
    answers: int


def ideal_plane(
    table: Sides, *, anchor: str | None = None, draws: int = 2000, burn_in: int = 1000, seed: int = 0
) -> tuple[PlanePoint, ...]:
    """Scale actors as `kg.networks.measures.ideal_points.ideal_points` does, with the same priors, on two dimensions:
    an actor says yes to an issue with probability Φ(discriminations · point - difficulty).

    The answers identify the plane only up to an affine transformation. So in each draw the actors' mean point is set to
    0, their mean variance over both dimensions to 1, and the discriminations are made isotropic; each draw is then
    rotated onto the mean of all draws (Procrustes), and all are rotated so that actors vary most on the first
    dimension. The direction of each dimension is chosen so that ``anchor``, else the actor farthest out, lies above 0.

    Actors, then issues, each in the order of the first dimension, then labels. Empty if fewer than two issues divide
    actors.
    """
    import numpy as np

    answers, rows, columns = answer_matrix(table)
    if len(columns) < 2 or len(rows) < 2:
        return ()
    points, slopes = _normalise(*_sample(answers, draws, burn_in, np.random.default_rng(seed)))
    rotations = _rotations(points)
    points, slopes = points @ rotations, slopes @ rotations
    mean = points.mean(axis=0)
    poles = [rows.index(anchor)] * 2 if anchor in rows else np.abs(mean).argmax(axis=0)
    signs = np.where(mean[poles, [0, 1]] < 0, -1.0, 1.0)
    summaries = [
        *_summarise("actor", rows, points * signs, (answers != 0).sum(axis=1)),
        *_summarise("issue", columns, slopes * signs, (answers != 0).sum(axis=0)),
    ]
    return tuple(sorted(summaries, key=lambda point: (point.kind, point.x, point.label)))


def first_share(points: tuple[PlanePoint, ...]) -> float:
    """The first dimension's share of the actors' variance: 0.5 if both are equal, 1 if the second has none."""
    import numpy as np

    places = np.array([(point.x, point.y) for point in points if point.kind == "actor"]).reshape(-1, 2)
    spread = ((places - places.sum(axis=0) / max(len(places), 1)) ** 2).sum(axis=0)
    return float(spread[0] / spread.sum()) if spread.sum() > 0 else 1.0


def _summarise(kind: str, labels: list[str], draws: NDArray[np.float64], answers: NDArray[np.int_]) -> list[PlanePoint]:
    import numpy as np

    mean, (low, high) = draws.mean(axis=0), np.quantile(draws, (0.025, 0.975), axis=0)
    bounds = np.stack([mean, low, high], axis=2).tolist()
    rows = zip(labels, bounds, answers.tolist(), strict=True)
    return [PlanePoint(label, kind, x[0], x[1], x[2], y[0], y[1], y[2], n) for label, (x, y), n in rows]


def _sample(
    answers: NDArray[np.float64], draws: int, burn_in: int, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draws of the points and of the discriminations, each (draws, labels, 2), not yet rotated onto one another."""
    import numpy as np

    is_answered = answers != 0
    start = np.linalg.svd(answers, full_matrices=False)[0][:, :2]
    spread = start.std(axis=0)
    point = start / np.where(spread > 1e-9, spread, 1.0)
    item, prior = np.zeros((answers.shape[1], 3)), np.full(3, 0.25)
    points, slopes = np.empty((draws, len(answers), 2)), np.empty((draws, answers.shape[1], 2))
    for n in range(-burn_in, draws):
        latent = drawn_latent(point @ item[:, :2].T - item[:, 2], answers, random)
        item = _draw_coefficients(
            latent.T, np.column_stack([point, -np.ones(len(point))]), is_answered.T, prior, random
        )
        prior[:2], prior[2] = drawn_precision(item[:, :2], random), drawn_precision(item[:, 2], random)
        point = _draw_coefficients((latent + item[:, 2]) * is_answered, item[:, :2], is_answered, np.ones(2), random)
        if n >= 0:
            points[n], slopes[n] = point, item[:, :2]
    return points, slopes


def _draw_coefficients(
    outcome: NDArray[np.float64],
    regressors: NDArray[np.float64],
    is_known: NDArray[np.bool_],
    prior: NDArray[np.float64],
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """A draw of each row's coefficients, where ``outcome[row] = regressors @ coefficients + noise`` for the entries
    that are ``is_known`` (the others are 0), and the prior precisions of the coefficients are ``prior``."""
    import numpy as np

    size = regressors.shape[1]
    squares = (regressors[:, :, None] * regressors[:, None, :]).reshape(len(regressors), -1)
    precision = np.diag(prior) + (is_known @ squares).reshape(-1, size, size)
    # With precision = L L', the mean is precision⁻¹ b, and L'⁻¹ z has its covariance.
    root = np.linalg.cholesky(precision)
    half = np.linalg.solve(root, (outcome @ regressors)[:, :, None])
    noise = random.standard_normal(half.shape)
    return np.asarray(np.linalg.solve(np.swapaxes(root, 1, 2), half + noise)[:, :, 0])


def _normalise(
    points: NDArray[np.float64], slopes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The draws normalised so that any two that give every answer the same probability become equal up to a rotation.
    What only the priors identify would make intervals too narrow."""
    import numpy as np

    squares = np.swapaxes(slopes, 1, 2) @ slopes / slopes.shape[1]
    values, vectors = np.linalg.eigh(squares)
    roots = np.sqrt(np.maximum(values, 1e-12))[:, None, :]
    straight = (vectors * roots) @ np.swapaxes(vectors, 1, 2)
    back = (vectors / roots) @ np.swapaxes(vectors, 1, 2)
    points = (points - points.mean(axis=1, keepdims=True)) @ straight
    size = np.sqrt((points**2).mean(axis=(1, 2), keepdims=True))
    return points / size, slopes @ back * size


def _rotations(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each draw the rotation or reflection (2 x 2) onto the mean of all draws, and to its principal axes."""
    import numpy as np

    mean = points[-1]
    for _ in range(5):
        left, _, right = np.linalg.svd(np.swapaxes(points, 1, 2) @ mean)
        rotations = left @ right
        mean = (points @ rotations).mean(axis=0)
    axes = np.linalg.svd(mean - mean.mean(axis=0), full_matrices=False)[2].T
    return np.asarray(rotations @ axes)
