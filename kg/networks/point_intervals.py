"""Points that say where actors stand, with intervals for the uncertainty of the model and, by resampling, for that of
the reading and of the choice of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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

__all__ = ["PlacedPoint", "correspondence_points", "plane_points", "points"]

DRAWS_PER_RESAMPLE: Final = 150
"""Draws of the model for each resampled set of codings, after as many for burn-in."""
INTERVAL_WIDTH: Final = 3.92
"""The width of a 95 % interval in standard deviations."""

type Estimates = dict[tuple[str, str], tuple[Sequence[float], Sequence[float]]]
"""Means and standard deviations of the coordinates, by kind and label."""


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point of a correspondence analysis, and the ends of its 95 % interval on each dimension (None if nothing was
    resampled, or no resample has it)."""

    point: Point
    low: tuple[float, float] | None = None
    high: tuple[float, float] | None = None


def points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[IdealPoint, ...]:
    """The points of `ideal_points`; if codings are resampled, with intervals over all resamples."""
    estimates = ideal_points(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not estimates:
        return estimates

    def estimate(resampled_table: Sides) -> Estimates:
        resampled_points = ideal_points(
            resampled_table, anchor=anchor, draws=DRAWS_PER_RESAMPLE, burn_in=DRAWS_PER_RESAMPLE, seed=resampling.seed
        )
        return {
            (point.kind, point.label): ([point.mean], [(point.high - point.low) / INTERVAL_WIDTH])
            for point in resampled_points
        }

    intervals = _intervals(
        {(point.kind, point.label): [point.mean] for point in estimates}, study, resampling, estimate
    )
    return tuple(
        replace(point, low=interval[0][0], high=interval[1][0]) if interval else point
        for point, interval in zip(estimates, intervals, strict=True)
    )


def plane_points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[PlanePoint, ...]:
    """The points of `ideal_plane`; if codings are resampled, with intervals over all resamples."""
    estimates = ideal_plane(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not estimates:
        return estimates

    def estimate(resampled_table: Sides) -> Estimates:
        resampled_points = ideal_plane(
            resampled_table, anchor=anchor, draws=DRAWS_PER_RESAMPLE, burn_in=DRAWS_PER_RESAMPLE, seed=resampling.seed
        )
        return {
            (p.kind, p.label): (
                [p.x, p.y],
                [(p.x_high - p.x_low) / INTERVAL_WIDTH, (p.y_high - p.y_low) / INTERVAL_WIDTH],
            )
            for p in resampled_points
        }

    intervals = _intervals(
        {(point.kind, point.label): [point.x, point.y] for point in estimates}, study, resampling, estimate
    )
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
    estimates = correspondence(table, anchor=anchor)
    if not resampling.draws or not estimates:
        return tuple(PlacedPoint(point) for point in estimates)

    def estimate(resampled_table: Sides) -> Estimates:
        resampled_points = correspondence(resampled_table, anchor=anchor)
        return {(point.kind, point.label): ([point.x, point.y], [0.0, 0.0]) for point in resampled_points}

    intervals = _intervals(
        {(point.kind, point.label): [point.x, point.y] for point in estimates}, study, resampling, estimate
    )
    return tuple(
        PlacedPoint(point, (interval[0][0], interval[0][1]), (interval[1][0], interval[1][1]))
        if interval
        else PlacedPoint(point)
        for point, interval in zip(estimates, intervals, strict=True)
    )


def _intervals(
    reference_points: dict[tuple[str, str], list[float]],
    study: Study,
    resampling: Resampling,
    estimate_points: Callable[[Sides], Estimates],
) -> list[tuple[list[float], list[float]] | None]:
    """The lower and upper ends of the coordinates of each reference point, in their order; None for a point that no
    resample has. Each resample is rotated or mirrored onto the reference points (Procrustes), and contributes one draw
    from its own estimate of each point, so that the model's uncertainty is included."""
    import numpy as np

    random = np.random.default_rng(resampling.seed)
    reference = np.array(list(reference_points.values()))
    index_of = {key: n for n, key in enumerate(reference_points)}
    is_actor = np.array([kind == "actor" for kind, _ in reference_points])
    draws = np.full((resampling.draws, *reference.shape), np.nan)
    for n, resampled_codings in enumerate(
        resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed)
    ):
        table = sides_of(replace(study, codings=resampled_codings))
        estimates = {index_of[key]: estimate for key, estimate in estimate_points(table).items() if key in index_of}
        indices = np.array(list(estimates), dtype=int)
        if not is_actor[indices].any():
            continue
        mean, deviation = (np.array([estimate[k] for estimate in estimates.values()]) for k in (0, 1))
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
