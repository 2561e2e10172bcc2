"""Learn a heading's adjustment: the weights that fit the labels best, as near to the shipped ones as may be."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.candidates.filter import Adjustment, Weights, confidence, log_odds, weights
from kg.retraining.examples import Example
from kg.review.precision import wilson

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ENOUGH", "FOLDS", "dealt", "learn"]

STRENGTHS: Final = (0.0005, 0.002, 0.01, 0.05, 0.2)
"""How far the labels may draw a weight away from the shipped one: variances, the least first. Which of them, if any,
the labels tell, each fold of the documents judged by what the others teach."""
SEEN: Final = 2
"""A feature must be in so many examples, or its weight stays."""
ENOUGH: Final = 10
"""Labels from which on a heading learns."""
FOLDS: Final = 5
PROVEN: Final = 0.6
"""How often what a rule has proposed with confidence should be right at least."""
DIGITS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The examples as numbers: a row each of the features' values, the shipped log-odds, and 1 for right, else -1."""

    rows: np.ndarray
    offset: np.ndarray
    sign: np.ndarray

    def part(self, chosen: np.ndarray) -> _Table:
        return _Table(self.rows[chosen], self.offset[chosen], self.sign[chosen])


def learn(examples: Sequence[Example], heading: str, threshold: float) -> Adjustment | None:
    """What the labels add to the heading's bias and weights; None where there are fewer than `ENOUGH`, or where nothing
    that they teach tells right from wrong better than the shipped weights do in documents that it has not seen.

    A logistic regression whose penalty is the distance from the shipped weights, not from zero: scikit-learn has none
    with such an offset. ``threshold`` is the confidence from which a rule's proposals tell whether it is doubtful.
    """
    ours = [example for example in examples if example.heading == heading]
    if len(ours) < ENOUGH:
        return None
    shipped = weights().get(heading, Weights(0.0, 0.0, {}))
    names = _names(ours)
    table = _table(ours, names, shipped)
    strength = _strength(ours, table)
    added = [0.0] * (len(names) + 1)
    if strength is not None:
        added = [round(float(value), DIGITS) + 0.0 for value in _fitted(table, strength)]
    doubtful, proven = _rules(ours, heading, threshold, shipped)
    if not any(added) and not doubtful and not proven:
        return None
    told = tuple((name, value) for name, value in zip(names, added[1:], strict=True) if value)
    return Adjustment(heading, added[0], told, doubtful, proven)


def dealt(examples: Sequence[Example]) -> Mapping[str, int]:
    """The fold of each document: dealt out to `FOLDS`, or to as many as there are documents, in the order of their
    keys' digests."""
    keys = sorted({each.document for each in examples}, key=lambda key: hashlib.sha256(key.encode()).digest())
    return {key: number % min(FOLDS, len(keys)) for number, key in enumerate(keys)}


def _names(examples: Sequence[Example]) -> list[str]:
    seen = Counter(name for example in examples for name in example.features)
    return sorted(name for name, count in seen.items() if count >= SEEN)


def _table(examples: Sequence[Example], names: Sequence[str], shipped: Weights) -> _Table:
    import numpy as np

    return _Table(
        np.array([[1.0, *(each.features.get(name, 0.0) for name in names)] for each in examples]),
        np.array([log_odds(shipped, each.features) for each in examples]),
        np.array([1.0 if each.right else -1.0 for each in examples]),
    )


def _strength(examples: Sequence[Example], table: _Table) -> float | None:
    """The strength that tells right from wrong best in documents not learned from; None where none does so better than
    the shipped weights by more than the error of that."""
    import numpy as np

    fold = dealt(examples)
    folds = np.array([fold[each.document] for each in examples])
    if len(set(fold.values())) < 2:
        return None
    gains: dict[float, np.ndarray] = {}
    before = np.logaddexp(0.0, -table.sign * table.offset)
    for strength in STRENGTHS:
        after = np.empty(len(examples))
        for number in sorted(set(fold.values())):
            held = folds == number
            added = _fitted(table.part(~held), strength)
            after[held] = np.logaddexp(0.0, -table.sign[held] * (table.offset[held] + table.rows[held] @ added))
        gains[strength] = before - after
    best = max(STRENGTHS, key=lambda strength: float(gains[strength].mean()))
    error = float(gains[best].std(ddof=1)) / math.sqrt(len(examples))
    return best if float(gains[best].mean()) > error else None


def _fitted(table: _Table, strength: float) -> np.ndarray:
    """What is added to the bias, then to the weights of the features."""
    import numpy as np
    from scipy.optimize import minimize

    def loss(added: np.ndarray) -> tuple[float, np.ndarray]:
        margin = table.sign * (table.offset + table.rows @ added)
        slope = -table.sign * np.exp(-np.logaddexp(0.0, margin))
        value = float(np.logaddexp(0.0, -margin).sum() + added @ added / (2 * strength))
        return value, table.rows.T @ slope + added / strength

    found: np.ndarray = minimize(loss, np.zeros(table.rows.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _rules(
    examples: Sequence[Example], heading: str, threshold: float, shipped: Weights
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that are doubtful by the labels, and the doubtful ones that are so no more: as far as chance leaves no
    doubt of it (Wilson's interval)."""
    stored: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for each in examples:
        # A doubtful rule's proposals are never sure: each of them that was judged tells.
        if each.rule in shipped.doubtful or confidence(heading, each.features) >= threshold:
            stored[each.rule] += 1
            right[each.rule] += each.right
    ends = {rule: wilson(right[rule], count) for rule, count in sorted(stored.items())}
    bad = tuple(rule for rule, (_, high) in ends.items() if high < PROVEN and rule not in shipped.doubtful)
    good = tuple(rule for rule, (low, _) in ends.items() if low > PROVEN and rule in shipped.doubtful)
    return bad, good
