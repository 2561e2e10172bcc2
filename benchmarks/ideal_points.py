"""How often the intervals of ideal points hold the truth, where it is known: answers are made from points.

``python -m benchmarks.ideal_points``: a few minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from benchmarks.page import publish, table
from kg.networks.measures.ideal_plane import ideal_plane
from kg.networks.measures.ideal_points import ideal_points
from kg.networks.measures.sides import Sides

__all__ = ["main"]

type Floats = NDArray[np.float64]
type Told = tuple[str, tuple[float, ...], tuple[float, ...], tuple[float, ...]]
"""A name, its point, and the lower and upper ends of its intervals."""

ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Debate:
    """``spread`` is how far actors lie apart on each dimension; ``share`` how many of the issues an actor speaks of."""

    actors: int
    issues: int
    spread: tuple[float, ...]
    share: float = 1.0


DEBATES = (
    Debate(24, 40, (1.0,)),
    Debate(24, 40, (1.0,), 0.4),
    Debate(24, 80, (1.0, 1.0)),
    Debate(24, 80, (1.3, 0.9)),
    Debate(40, 40, (1.0, 1.0), 0.5),
    Debate(15, 20, (1.0, 1.0)),
)


def main() -> None:
    """Measure, print, and write the page."""
    with get_context("spawn").Pool(1) as pool:
        rows = [row(debate, pool.map(partial(held, debate), range(ROUNDS))) for debate in DEBATES]
    lines = [
        f"Of {ROUNDS} made-up debates each: points are normal with the spread told, discriminations normal with a "
        "spread of 1.5, difficulties of 0.6. An interval of 95 % is to hold the truth as often; truth is told as the "
        "scale tells it, and on the plane turned onto what was found.",
        "",
        *table(("dimensions", "actors", "issues", "spread", "answered", "intervals", "hold the truth", "width"), rows),
    ]
    publish("ideal-points", lines)


def row(debate: Debate, found: list[tuple[int, int, float]]) -> tuple[object, ...]:
    """A line of the table."""
    hits, count, width = (sum(each) for each in zip(*found, strict=True))
    told = (len(debate.spread), debate.actors, debate.issues, " and ".join(map(str, debate.spread)))
    return (*told, f"{debate.share:.0%}", count, f"{hits / count:.1%}", f"{width / ROUNDS:.2f}")


def held(debate: Debate, seed: int) -> tuple[int, int, float]:
    """How many intervals hold the truth, of how many, and how wide they are on average."""
    chance = np.random.default_rng(seed)
    size = len(debate.spread)
    true = chance.normal(size=(debate.actors, size)) * debate.spread
    slopes = chance.normal(size=(debate.issues, size)) * 1.5
    yes = chance.random((debate.actors, debate.issues)) < ndtr(
        true @ slopes.T - 0.6 * chance.normal(size=debate.issues)
    )
    given = chance.random(yes.shape) < debate.share
    names = tuple(f"{n:03}" for n in range(debate.actors))
    issues = tuple(f"{n:03}" for n in range(debate.issues))
    pro, contra = (yes & given).astype(np.float64), (~yes & given).astype(np.float64)
    places, low, high = _found(Sides(names, issues, pro, contra), size, seed)
    told = _told(true, slopes)
    left, _, right = np.linalg.svd(told.T @ places)
    told = told @ left @ right
    return int(((low <= told) & (told <= high)).sum()), told.size, float((high - low).mean())


def _found(asked: Sides, size: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Points and the ends of their intervals, in the order of the names."""
    if size == 1:
        points: list[Told] = [
            (each.label, (each.mean,), (each.low,), (each.high,))
            for each in ideal_points(asked, seed=seed)
            if each.kind == "actor"
        ]
        return _stacked(points)
    plane: list[Told] = [
        (each.label, (each.x, each.y), (each.x_low, each.y_low), (each.x_high, each.y_high))
        for each in ideal_plane(asked, seed=seed)
        if each.kind == "actor"
    ]
    return _stacked(plane)


def _stacked(points: Sequence[Told]) -> tuple[Floats, Floats, Floats]:
    ordered = sorted(points)
    return (
        np.array([x for _, x, _, _ in ordered]),
        np.array([x for _, _, x, _ in ordered]),
        np.array([x for *_, x in ordered]),
    )


def _told(true: Floats, slopes: Floats) -> Floats:
    """The truth as the scale tells it: in the middle, issues alike in all directions, with a mean variance of 1."""
    values, vectors = np.linalg.eigh(slopes.T @ slopes / len(slopes))
    told: Floats = (true - true.mean(axis=0)) @ (vectors * np.sqrt(values)) @ vectors.T
    told /= np.sqrt((told**2).mean())
    return told


if __name__ == "__main__":
    main()
