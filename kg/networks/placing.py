"""Where actors stand, with intervals for what answers leave open and, where it is asked for, for what the reading and
the choice of documents leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.networks.measures.correspondence import Point, correspondence
from kg.networks.measures.ideal_plane import PlanePoint, ideal_plane
from kg.networks.measures.ideal_points import IdealPoint, ideal_points
from kg.networks.measures.resampling import HIGH, LOW, resampled
from kg.networks.measures.sides import Sides, sides
from kg.networks.report_intervals import Resampling
from kg.networks.study import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Placed", "mapped", "plane_points", "points"]

STEPS: Final = 150
"""Draws of the model, and as many before them, for each set of codings."""
WIDE: Final = 3.92
"""How many standard deviations an interval of 95 % is wide."""

type Where = dict[tuple[str, str], tuple[Sequence[float], Sequence[float]]]
"""The place and the spread of each, by kind and label."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A point of a correspondence analysis, and on each dimension what 95 % of the draws lie between (None where
    nothing was drawn, or no draw has it)."""

    point: Point
    low: tuple[float, float] | None = None
    high: tuple[float, float] | None = None


def points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[IdealPoint, ...]:
    """`kg.networks.measures.ideal_points.ideal_points`; with draws, intervals are those of all draws together."""
    found = ideal_points(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not found:
        return found

    def placed(other: Sides) -> Where:
        made = ideal_points(other, anchor=anchor, draws=STEPS, burn_in=STEPS, seed=resampling.seed)
        return {(each.kind, each.label): ([each.mean], [(each.high - each.low) / WIDE]) for each in made}

    bounds = _bounds({(each.kind, each.label): [each.mean] for each in found}, study, resampling, placed)
    told = zip(found, bounds, strict=True)
    return tuple(replace(each, low=ends[0][0], high=ends[1][0]) if ends else each for each, ends in told)


def plane_points(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[PlanePoint, ...]:
    """`kg.networks.measures.ideal_plane.ideal_plane`; with draws, intervals are those of all draws together."""
    found = ideal_plane(table, anchor=anchor, seed=resampling.seed)
    if not resampling.draws or not found:
        return found

    def placed(other: Sides) -> Where:
        made = ideal_plane(other, anchor=anchor, draws=STEPS, burn_in=STEPS, seed=resampling.seed)
        return {
            (p.kind, p.label): ([p.x, p.y], [(p.x_high - p.x_low) / WIDE, (p.y_high - p.y_low) / WIDE]) for p in made
        }

    bounds = _bounds({(each.kind, each.label): [each.x, each.y] for each in found}, study, resampling, placed)
    return tuple(
        replace(each, x_low=ends[0][0], y_low=ends[0][1], x_high=ends[1][0], y_high=ends[1][1]) if ends else each
        for each, ends in zip(found, bounds, strict=True)
    )


def mapped(study: Study, table: Sides, anchor: str | None, resampling: Resampling) -> tuple[Placed, ...]:
    """`kg.networks.measures.correspondence.correspondence`, each draw turned onto what was found."""
    found = correspondence(table, anchor=anchor)
    if not resampling.draws or not found:
        return tuple(Placed(point) for point in found)

    def placed(other: Sides) -> Where:
        made = correspondence(other, anchor=anchor)
        return {(each.kind, each.label): ([each.x, each.y], [0.0, 0.0]) for each in made}

    bounds = _bounds({(each.kind, each.label): [each.x, each.y] for each in found}, study, resampling, placed)
    told = zip(found, bounds, strict=True)
    return tuple(
        Placed(each, (ends[0][0], ends[0][1]), (ends[1][0], ends[1][1])) if ends else Placed(each)
        for each, ends in told
    )


def _bounds(
    places: dict[tuple[str, str], list[float]], study: Study, resampling: Resampling, placed: Callable[[Sides], Where]
) -> list[tuple[list[float], list[float]] | None]:
    """The lower and upper ends for each place. Each draw is turned or mirrored onto the places (Procrustes), and gives
    one place of each out of its own spread, so that what it leaves open counts as well."""
    import numpy as np

    options = study.options
    random = np.random.default_rng(resampling.seed)
    usual = np.array(list(places.values()))
    at = {key: n for n, key in enumerate(places)}
    is_actor = np.array([kind == "actor" for kind, _ in places])
    told = np.full((resampling.draws, *usual.shape), np.nan)
    for n, other in enumerate(
        resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed)
    ):
        found = {
            at[key]: where
            for key, where in placed(sides(other, options.variable1, options.variable2, options.sides_by)).items()
            if key in at
        }
        here = np.array(list(found), dtype=int)
        if not is_actor[here].any():
            continue
        middle, spread = (np.array([where[k] for where in found.values()]) for k in (0, 1))
        one = middle + random.standard_normal(middle.shape) * spread
        told[n, here] = one @ _turn(middle[is_actor[here]], usual[here][is_actor[here]])
    return [_ends(told[:, n]) for n in range(len(places))]


def _turn(found: NDArray[np.float64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """What turns or mirrors places so that they lie as near to the usual ones as can be."""
    import numpy as np

    left, _, right = np.linalg.svd(found.T @ usual)
    return np.asarray(left @ right)


def _ends(told: NDArray[np.float64]) -> tuple[list[float], list[float]] | None:
    import numpy as np

    known = told[~np.isnan(told).any(axis=1)]
    if not len(known):
        return None
    low, high = np.quantile(known, (LOW, HIGH), axis=0)
    return low.tolist(), high.tolist()
