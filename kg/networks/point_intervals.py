"""Points that say where actors stand, with intervals for the uncertainty of the model and, by resampling, for that of
the reading and of the choice of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.networks.measures.correspondence import Point, correspondence
from kg.networks.measures.ideal_plane import PlanePoint, ideal_plane
from kg.networks.measures.ideal_points import IdealPoint, ideal_points
from kg.networks.measures.resampling import HIGH, LOW, resampled
from kg.networks.measures.sides import Sides
from kg.networks.report_intervals import Resampling
from kg.networks.side_measures import sides_of
from kg.networks.study import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PlacedPoint", "correspondence_points", "line_points", "plane_points"]

DRAWS_PER_RESAMPLE: Final = 150
"""Draws of the model for each resampled set of codings, after as many for burn-in."""
INTERVAL_WIDTH: Final = 3.92
"""The width of a 95 % interval in standard deviations."""

type Place = tuple[Sequence[float], Sequence[float]]
"""The means of a point's coordinates, and their standard deviations."""


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point of a correspondence analysis, and the ends of its 95 % interval on each dimension (None if nothing was
    resampled, or no resample has it)."""

    point: Point
    low: tuple[float, float] | None = None
    high: tuple[float, float] | None = None


def line_points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[IdealPoint, ...]:
    """The points of `ideal_points`; if codings are resampled, with intervals over all resamples."""
    estimate = partial(ideal_points, anchor=anchor, seed=resampling.seed)
    estimates = estimate(table)
    estimate_again = partial(estimate, draws=DRAWS_PER_RESAMPLE, burn_in=DRAWS_PER_RESAMPLE)

    def place(point: IdealPoint) -> Place:
        return [point.mean], [(point.high - point.low) / INTERVAL_WIDTH]

    intervals = _intervals(estimates, study, resampling, estimate_again, place)
    return tuple(
        replace(point, low=interval[0][0], high=interval[1][0]) if interval else point
        for point, interval in zip(estimates, intervals, strict=True)
    )


def plane_points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[PlanePoint, ...]:
    """The points of `ideal_plane`; if codings are resampled, with intervals over all resamples."""
    estimate = partial(ideal_plane, anchor=anchor, seed=resampling.seed)
    estimates = estimate(table)
    estimate_again = partial(estimate, draws=DRAWS_PER_RESAMPLE, burn_in=DRAWS_PER_RESAMPLE)

    def place(point: PlanePoint) -> Place:
        widths = point.x_high - point.x_low, point.y_high - point.y_low
        return [point.x, point.y], [width / INTERVAL_WIDTH for width in widths]

    intervals = _intervals(estimates, study, resampling, estimate_again, place)
    return tuple(
        replace(point, x_low=interval[0][0], y_low=interval[0][1], x_high=interval[1][0], y_high=interval[1][1])
        if interval
        else point
        for point, interval in zip(estimates, intervals, strict=True)
    )


def correspondence_points(
    study: Study, table: Sides, anchor: str | None, resampling: Resampling
) -> tuple[PlacedPoint, ...]:
    """The points of `correspondence`; if codings are resampled, with intervals over all resamples."""
    estimate = partial(correspondence, anchor=anchor)
    estimates = estimate(table)

    def place(point: Point) -> Place:
        return [point.x, point.y], [0.0, 0.0]

    intervals = _intervals(estimates, study, resampling, estimate, place)
    return tuple(
        PlacedPoint(point, (interval[0][0], interval[0][1]), (interval[1][0], interval[1][1]))
        if interval
        else PlacedPoint(point)
        for point, interval in zip(estimates, intervals, strict=True)
    )


def _intervals[P: (IdealPoint, PlanePoint, Point)](
    reference_points: Sequence[P],
    study: Study,
    resampling: Resampling,
    estimate: Callable[[Sides], Sequence[P]],
    place: Callable[[P], Place],
) -> list[tuple[list[float], list[float]] | None]:
    """The lower and upper ends of the coordinates of each reference point, in their order; None for a point that no
    resample has. Each resample is rotated or mirrored onto the reference points (Procrustes), and contributes one draw
    from its own estimate of each point, so that the model's uncertainty is included."""
    import numpy as np

    if not resampling.draws or not reference_points:
        return [None] * len(reference_points)
    random = np.random.default_rng(resampling.seed)
    reference: NDArray[np.float64] = np.array([place(point)[0] for point in reference_points])
    index_of = {(point.kind, point.label): n for n, point in enumerate(reference_points)}
    is_actor = np.array([point.kind == "actor" for point in reference_points])
    draws = np.full((resampling.draws, *reference.shape), np.nan)
    for n, resampled_codings in enumerate(
        resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed)
    ):
        table = sides_of(replace(study, codings=resampled_codings))
        estimates = {
            index_of[point.kind, point.label]: place(point)
            for point in estimate(table)
            if (point.kind, point.label) in index_of
        }
        indices = np.array(list(estimates), dtype=int)
        if not is_actor[indices].any():
            continue
        mean, deviation = (np.array(part) for part in zip(*estimates.values(), strict=True))
        draw = mean + random.standard_normal(mean.shape) * deviation
        draws[n, indices] = draw @ _rotation(mean[is_actor[indices]], reference[indices][is_actor[indices]])
    return [_interval(draws[:, n]) for n in range(len(reference_points))]


def _rotation(points: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation or reflection that brings points as near as possible to a reference (orthogonal Procrustes)."""
    import numpy as np

    left, _, right = np.linalg.svd(points.T @ reference)
    return np.asarray(left @ right)


def _interval(draws: NDArray[np.float64]) -> tuple[list[float], list[float]] | None:
    """The ends of the 95 % interval of each coordinate; None if no draw has the point."""
    import numpy as np

    complete = draws[~np.isnan(draws).any(axis=1)]
    if not len(complete):
        return None
    low, high = np.quantile(complete, (LOW, HIGH), axis=0)
    return low.tolist(), high.tolist()
