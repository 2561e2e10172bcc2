"""The learned filter: how likely each proposed fact is one.

A logistic regression a heading over named features, trained by ``training/filter.py`` on documents whose licence
allows it. The weights are data, ``data/learned/filter.json``:
``{heading: {"bias": b, "doubtful": [rule], "threshold": t, "store_threshold": s, "weights": {feature: w}}}``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["DOUBTFUL", "Weights", "confidence", "contributions", "likelihood", "weights"]

FILE = Path(__file__).parents[1] / "data" / "learned" / "filter.json"
DOUBTFUL = 0.59
"""The confidence of a doubtful rule's proposals at most: less than a graph keeps."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One heading's regression: log-odds are ``bias`` plus the weighted features; kept from ``threshold`` on.

    ``doubtful`` are the rules of whose surest proposals fewer than six in ten were right.
    """

    bias: float
    threshold: float
    weights: Mapping[str, float]
    doubtful: frozenset[str] = frozenset()


@cache
def weights() -> Mapping[str, Weights]:
    """The shipped weights by heading; empty when there is no file (then every candidate is kept)."""
    if not FILE.exists():
        return {}
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        heading: Weights(d["bias"], d["threshold"], d["weights"], frozenset(d["doubtful"]))
        for heading, d in data.items()
    }


def confidence(heading: str, features: Mapping[str, float], rule: str = "") -> float:
    """Between 0 and 1; 0.5 for a heading without weights; `DOUBTFUL` at most for a doubtful rule."""
    learned = weights().get(heading)
    if learned is None:
        return 0.5
    known = learned.weights
    score = learned.bias + sum([known[name] * value for name, value in features.items() if name in known])
    sure = likelihood(score)
    return min(sure, DOUBTFUL) if rule in learned.doubtful else sure


def likelihood(log_odds: float) -> float:
    """The probability that log-odds stand for.

    >>> likelihood(0.0), likelihood(1000.0) < 1.0
    (0.5, True)
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def contributions(heading: str, features: Mapping[str, float]) -> dict[str, float]:
    """What each feature adds to the log-odds, in the features' order; nothing for a heading without weights."""
    learned = weights().get(heading)
    if learned is None:
        return {}
    return {name: learned.weights.get(name, 0.0) * value for name, value in features.items()}
