"""How often the intervals of ideal points contain the true points, on answers simulated from known points.

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
type Estimate = tuple[str, tuple[float, ...], tuple[float, ...], tuple[float, ...]]
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
        rows = [row(debate, pool.map(partial(coverage, debate), range(ROUNDS))) for debate in DEBATES]
    lines = [
        f"Of {ROUNDS} made-up debates each: points are normal with the spread told, discriminations normal with a "
        "spread of 1.5, difficulties of 0.6. An interval of 95 % is to hold the truth as often; truth is told as the "
        "scale tells it, and on the plane turned onto what was found.",
        "",
        *table(("dimensions", "actors", "issues", "spread", "answered", "intervals", "hold the truth", "width"), rows),
    ]
    publish("ideal-points", lines)


def row(debate: Debate, coverages: list[tuple[int, int, float]]) -> tuple[object, ...]:
    """A line of the table."""
    hits, count, width = (sum(column) for column in zip(*coverages, strict=True))
    cells = (len(debate.spread), debate.actors, debate.issues, " and ".join(map(str, debate.spread)))
    return (*cells, f"{debate.share:.0%}", count, f"{hits / count:.1%}", f"{width / ROUNDS:.2f}")


def coverage(debate: Debate, seed: int) -> tuple[int, int, float]:
    """The number of intervals that contain the truth, the number of all, and their mean width."""
    random_numbers = np.random.default_rng(seed)
    size = len(debate.spread)
    true_points = random_numbers.normal(size=(debate.actors, size)) * debate.spread
    slopes = random_numbers.normal(size=(debate.issues, size)) * 1.5
    yes = random_numbers.random((debate.actors, debate.issues)) < ndtr(
        true_points @ slopes.T - 0.6 * random_numbers.normal(size=debate.issues)
    )
    is_answered = random_numbers.random(yes.shape) < debate.share
    names = tuple(f"{n:03}" for n in range(debate.actors))
    issues = tuple(f"{n:03}" for n in range(debate.issues))
    pro, contra = (yes & is_answered).astype(np.float64), (~yes & is_answered).astype(np.float64)
    places, low, high = _estimates(Sides(names, issues, pro, contra), size, seed)
    truth = _on_the_scale(true_points, slopes)
    left_vectors, _, right_vectors = np.linalg.svd(truth.T @ places)
    truth = truth @ left_vectors @ right_vectors
    return int(((low <= truth) & (truth <= high)).sum()), truth.size, float((high - low).mean())


def _estimates(answers: Sides, size: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """The estimated points and the ends of their intervals, in the order of the names."""
    if size == 1:
        points: list[Estimate] = [
            (each.label, (each.mean,), (each.low,), (each.high,))
            for each in ideal_points(answers, seed=seed)
            if each.kind == "actor"
        ]
        return _as_arrays(points)
    plane: list[Estimate] = [
        (each.label, (each.x, each.y), (each.x_low, each.y_low), (each.x_high, each.y_high))
        for each in ideal_plane(answers, seed=seed)
        if each.kind == "actor"
    ]
    return _as_arrays(plane)


def _as_arrays(points: Sequence[Estimate]) -> tuple[Floats, Floats, Floats]:
    sorted_points = sorted(points)
    return (
        np.array([x for _, x, _, _ in sorted_points]),
        np.array([x for _, _, x, _ in sorted_points]),
        np.array([x for *_, x in sorted_points]),
    )


def _on_the_scale(true: Floats, slopes: Floats) -> Floats:
    """The truth on the estimated scale: centred, with the issues spread alike in all directions, and a mean variance of
    1."""
    values, vectors = np.linalg.eigh(slopes.T @ slopes / len(slopes))
    scaled: Floats = (true - true.mean(axis=0)) @ (vectors * np.sqrt(values)) @ vectors.T
    scaled /= np.sqrt((scaled**2).mean())
    return scaled


if __name__ == "__main__":
    main()
