"""Estimate where actors stand, with intervals for the uncertainty of the model and, by resampling, for that of the
reading and of the choice of documents."""

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
from kg.networks.sided import sides_of
from kg.networks.study import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PlacedPoint", "correspondence_points", "plane_points", "points"]

STEPS: Final = 150
"""Draws of the model for each resampled set of codings, after as many for burn-in."""
WIDTH: Final = 3.92
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
    found = ideal_points(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not found:
        return found

    def estimated(other: Sides) -> Estimates:
        made = ideal_points(other, anchor=anchor, draws=STEPS, burn_in=STEPS, seed=resampling.seed)
        return {(each.kind, each.label): ([each.mean], [(each.high - each.low) / WIDTH]) for each in made}

    bounds = _bounds({(each.kind, each.label): [each.mean] for each in found}, study, resampling, estimated)
    pairs = zip(found, bounds, strict=True)
    return tuple(replace(each, low=ends[0][0], high=ends[1][0]) if ends else each for each, ends in pairs)


def plane_points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[PlanePoint, ...]:
    """The points of `ideal_plane`; if codings are resampled, with intervals over all resamples."""
    found = ideal_plane(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not found:
        return found

    def estimated(other: Sides) -> Estimates:
        made = ideal_plane(other, anchor=anchor, draws=STEPS, burn_in=STEPS, seed=resampling.seed)
        return {
            (p.kind, p.label): ([p.x, p.y], [(p.x_high - p.x_low) / WIDTH, (p.y_high - p.y_low) / WIDTH]) for p in made
        }

    bounds = _bounds({(each.kind, each.label): [each.x, each.y] for each in found}, study, resampling, estimated)
    return tuple(
        replace(each, x_low=ends[0][0], y_low=ends[0][1], x_high=ends[1][0], y_high=ends[1][1]) if ends else each
        for each, ends in zip(found, bounds, strict=True)
    )


def correspondence_points(
    study: Study, table: Sides, anchor: str | None, resampling: Resampling
) -> tuple[PlacedPoint, ...]:
    """The points of `correspondence`; if codings are resampled, with intervals over all resamples."""
    found = correspondence(table, anchor=anchor)
    if not resampling.draws or not found:
        return tuple(PlacedPoint(point) for point in found)

    def estimated(other: Sides) -> Estimates:
        made = correspondence(other, anchor=anchor)
        return {(each.kind, each.label): ([each.x, each.y], [0.0, 0.0]) for each in made}

    bounds = _bounds({(each.kind, each.label): [each.x, each.y] for each in found}, study, resampling, estimated)
    return tuple(
        PlacedPoint(each, (ends[0][0], ends[0][1]), (ends[1][0], ends[1][1])) if ends else PlacedPoint(each)
        for each, ends in zip(found, bounds, strict=True)
    )


def _bounds(
    places: dict[tuple[str, str], list[float]],
    study: Study,
    resampling: Resampling,
    estimated: Callable[[Sides], Estimates],
) -> list[tuple[list[float], list[float]] | None]:
    """The lower and upper ends for each place. Each resample is rotated or mirrored onto the places (Procrustes), and
    contributes one draw from its own estimate of each point, so that the model's uncertainty is included."""
    import numpy as np

    random = np.random.default_rng(resampling.seed)
    reference = np.array(list(places.values()))
    at = {key: n for n, key in enumerate(places)}
    is_actor = np.array([kind == "actor" for kind, _ in places])
    drawn = np.full((resampling.draws, *reference.shape), np.nan)
    for n, other in enumerate(
        resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed)
    ):
        table = sides_of(replace(study, codings=other))
        found = {at[key]: estimate for key, estimate in estimated(table).items() if key in at}
        here = np.array(list(found), dtype=int)
        if not is_actor[here].any():
            continue
        mean, deviation = (np.array([estimate[k] for estimate in found.values()]) for k in (0, 1))
        point = mean + random.standard_normal(mean.shape) * deviation
        drawn[n, here] = point @ _rotation(mean[is_actor[here]], reference[here][is_actor[here]])
    return [_ends(drawn[:, n]) for n in range(len(places))]


def _rotation(found: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rotation or reflection that brings places as near as possible to the reference (orthogonal Procrustes)."""
    import numpy as np

    left, _, right = np.linalg.svd(found.T @ reference)
    return np.asarray(left @ right)


def _ends(drawn: NDArray[np.float64]) -> tuple[list[float], list[float]] | None:
    import numpy as np

    known = drawn[~np.isnan(drawn).any(axis=1)]
    if not len(known):
        return None
    low, high = np.quantile(known, (LOW, HIGH), axis=0)
    return low.tolist(), high.tolist()
