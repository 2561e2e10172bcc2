"""Learn a heading's adjustment: the weights that fit the labels best, as near to the shipped ones as may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.extract.candidates.filter import Adjustment, Weights, confidence, log_odds, weights
from kg.retraining.examples import Example

__all__ = ["ENOUGH", "PROVEN", "learn"]

STRENGTH: Final = 0.2
"""Inverse of the strength with which the shipped weights hold: that by which they themselves were held near zero."""
SEEN: Final = 2
"""A feature must be in so many examples, or its weight stays."""
PROVEN: Final = 0.6
ENOUGH: Final = 5
"""How often what a rule has proposed with confidence should be right at least, and how many it must have proposed."""
DIGITS: Final = 4


def learn(examples: Sequence[Example], heading: str, threshold: float) -> Adjustment | None:
    """What the labels add to the heading's bias and weights; None where there are fewer than `ENOUGH`.

    A logistic regression whose penalty is the distance from the shipped weights, not from zero: scikit-learn has none
    with such an offset. ``threshold`` is the confidence from which a rule's proposals tell whether it is doubtful.
    """
    ours = [example for example in examples if example.heading == heading]
    if len(ours) < ENOUGH:
        return None
    shipped = weights().get(heading, Weights(0.0, 0.0, {}))
    seen = Counter(name for example in ours for name in example.features)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    added = _fitted(ours, names, shipped)
    told = tuple((name, value) for name, value in zip(names, added[1:], strict=True) if value)
    doubtful, proven = _rules(ours, heading, threshold, shipped)
    return Adjustment(heading, added[0], told, doubtful, proven)


def _fitted(examples: Sequence[Example], names: Sequence[str], shipped: Weights) -> list[float]:
    """What is added to the bias, then to the weights of these features, rounded."""
    import numpy as np
    from scipy.optimize import minimize

    table = np.array([[1.0, *(each.features.get(name, 0.0) for name in names)] for each in examples])
    offset = np.array([log_odds(shipped, each.features) for each in examples])
    sign = np.array([1.0 if each.right else -1.0 for each in examples])

    def loss(added: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (offset + table @ added)
        slope = -sign * np.exp(-np.logaddexp(0.0, margin))
        return (
            float(np.logaddexp(0.0, -margin).sum() + added @ added / (2 * STRENGTH)),
            table.T @ slope + added / STRENGTH,
        )

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B")
    return [round(float(value), DIGITS) + 0.0 for value in found.x]


def _rules(
    examples: Sequence[Example], heading: str, threshold: float, shipped: Weights
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that are doubtful by the labels, and the doubtful ones that are so no more."""
    stored: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for each in examples:
        # A doubtful rule's proposals are never sure: each of them that was judged tells.
        if each.rule in shipped.doubtful or confidence(heading, each.features) >= threshold:
            stored[each.rule] += 1
            right[each.rule] += each.right
    judged = sorted(rule for rule, count in stored.items() if count >= ENOUGH)
    bad = tuple(rule for rule in judged if right[rule] < PROVEN * stored[rule] and rule not in shipped.doubtful)
    good = tuple(rule for rule in judged if right[rule] >= PROVEN * stored[rule] and rule in shipped.doubtful)
    return bad, good
