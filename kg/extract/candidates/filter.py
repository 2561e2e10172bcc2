"""The learned filter: how likely each proposed fact is one.

Each heading has a logistic regression over named features, trained by ``training/filter.py`` on documents whose licence
allows it. The weights are data, ``data/learned/filter.json``:
``{heading: {"bias": b, "doubtful": [rule], "threshold": t, "weights": {feature: w}}}``. What a graph's judgements teach
(`kg.retraining`) is an adjustment of them.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

__all__ = [
    "DOUBTFUL",
    "Adjustment",
    "Weights",
    "adjusted",
    "adjusted_probability",
    "confidence",
    "contributions",
    "digest",
    "likelihood",
    "log_odds",
    "log_odds_of",
    "seen_by_reranker",
    "weights",
]

FILE = Path(__file__).parents[1] / "data" / "learned" / "filter.json"
CERTAIN = 0.9999
"""Probabilities are clipped to this and its complement before they become log-odds: beyond, they tell nothing more."""
DOUBTFUL = 0.59
"""The highest confidence of a doubtful rule's proposals: less than a graph keeps."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One heading's regression: log-odds are ``bias`` plus the weighted features; it keeps from ``threshold`` on.

    A rule is ``doubtful`` if fewer than six in ten of its surest proposals were right.
    """

    bias: float
    threshold: float
    weights: Mapping[str, float]
    doubtful: frozenset[str] = frozenset()


@cache
def weights() -> Mapping[str, Weights]:
    """The shipped weights by heading."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        heading: Weights(d["bias"], d["threshold"], d["weights"], frozenset(d["doubtful"]))
        for heading, d in data.items()
    }


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A change of one heading's log-odds: ``slope`` times the shipped ones, plus ``bias`` and ``weights``.

    ``doubtful`` rules become so, ``proven`` ones cease to be. With a ``proposer`` it changes what that proposer's
    reranker says, not the filter.
    """

    heading: str
    bias: float
    weights: tuple[tuple[str, float], ...] = ()
    doubtful: tuple[str, ...] = ()
    proven: tuple[str, ...] = ()
    slope: float = 1.0
    proposer: str = ""


type Adjustments = tuple[Adjustment, ...]


@lru_cache(maxsize=8)
def adjusted(adjustments: Adjustments) -> Mapping[str, Weights]:
    """The shipped weights by heading, with these adjustments."""
    adjusted_weights = dict(weights())
    for adjustment in (adjustment for adjustment in adjustments if not adjustment.proposer):
        shipped = adjusted_weights.get(adjustment.heading, Weights(0.0, 0.0, {}))
        changes = dict(adjustment.weights)
        names = [*shipped.weights, *(name for name in changes if name not in shipped.weights)]
        adjusted_weights[adjustment.heading] = Weights(
            shipped.bias * adjustment.slope + adjustment.bias,
            shipped.threshold,
            {name: shipped.weights.get(name, 0.0) * adjustment.slope + changes.get(name, 0.0) for name in names},
            (shipped.doubtful | set(adjustment.doubtful)) - set(adjustment.proven),
        )
    return adjusted_weights


def digest(adjustments: Sequence[Adjustment]) -> str:
    """Eight hexadecimal digits that stand for the adjustments in a reader's version."""
    text = json.dumps([dataclasses.asdict(each) for each in adjustments], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def confidence(heading: str, features: Mapping[str, float], rule: str = "", adjustments: Adjustments = ()) -> float:
    """How likely a candidate is a fact; 0.5 for a heading without weights, at most `DOUBTFUL` for a doubtful rule."""
    learned = (adjusted(adjustments) if adjustments else weights()).get(heading)
    if learned is None:
        return 0.5
    probability = likelihood(log_odds(learned, features))
    return min(probability, DOUBTFUL) if rule in learned.doubtful else probability


def adjusted_probability(
    heading: str, probability: float, seen: Mapping[str, float], adjustments: Adjustments = ()
) -> float:
    """A reranker's probability for a candidate, with the adjustments of it; ``seen`` is `seen_by_reranker`."""
    for adjustment in adjustments:
        if adjustment.proposer and adjustment.heading == heading:
            change = sum([weight * seen[name] for name, weight in adjustment.weights if name in seen])
            return likelihood(log_odds_of(probability) * adjustment.slope + adjustment.bias + change)
    return probability


def seen_by_reranker(rule: str, contributions: Mapping[str, float]) -> dict[str, float]:
    """The features that adjust a reranker: what each of its own features contributed, and the rule."""
    return {**contributions, f"rule={rule}": 1.0}


def log_odds(learned: Weights, features: Mapping[str, float]) -> float:
    """The log-odds that a candidate with these features is a fact."""
    known = learned.weights
    return learned.bias + sum([known[name] * value for name, value in features.items() if name in known])


def likelihood(log_odds: float) -> float:
    """The probability that log-odds stand for.

    >>> likelihood(0.0), likelihood(1000.0) < 1.0
    (0.5, True)
    """
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def log_odds_of(probability: float, certain: float = CERTAIN) -> float:
    """The log-odds that a probability stands for, those of ``certain`` at most.

    >>> log_odds_of(0.5), round(likelihood(log_odds_of(0.2)), 9)
    (0.0, 0.2)
    """
    clipped = min(max(probability, 1 - certain), certain)
    return math.log(clipped / (1 - clipped))


def contributions(heading: str, features: Mapping[str, float], adjustments: Adjustments = ()) -> dict[str, float]:
    """What each feature adds to the log-odds, in the features' order; nothing for a heading without weights."""
    learned = (adjusted(adjustments) if adjustments else weights()).get(heading)
    if learned is None:
        return {}
    return {name: learned.weights.get(name, 0.0) * value for name, value in features.items()}
