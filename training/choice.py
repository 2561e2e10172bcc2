"""Which of several options is right: a conditional logit (McFadden 1974), fitted by Newton's method."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy

__all__ = ["DIGITS", "Choice", "fit_choice", "write"]

PENALTY = 1.0
STEPS = 25
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """The signs of each option, and the place of the right one; ``weight``: how much the case counts."""

    options: tuple[Mapping[str, float], ...]
    right: int
    weight: float = 1.0


def fit_choice(choices: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """The rounded weight of each sign in ``names``, fitted with a quadratic penalty; the same for the same cases."""
    tables = [numpy.array([[row.get(name, 0.0) for name in names] for row in choice.options]) for choice in choices]
    weights = numpy.zeros(len(names))
    for _ in range(STEPS):
        gradient, curvature = -PENALTY * weights, PENALTY * numpy.eye(len(names))
        for choice, table in zip(choices, tables, strict=True):
            scores = table @ weights
            odds = numpy.exp(scores - scores.max())
            probabilities = odds / odds.sum()
            mean = probabilities @ table
            gradient += choice.weight * (table[choice.right] - mean)
            curvature += choice.weight * ((table - mean).T @ ((table - mean) * probabilities[:, None]))
        weights += numpy.linalg.solve(curvature, gradient)
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def write(weights: Mapping[str, float], path: Path, comment: str) -> None:
    """Write the weights as a list that the reader loads: a comment, then each sign with its weight."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {comment}\n")
        csv.writer(file, lineterminator="\n").writerows([("sign", "weight"), *weights.items()])
