"""Learning the adjustment of a heading: the best fit to the labels that stays near the shipped weights."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.candidates.filter import Adjustment, Weights, confidence, log_odds, log_odds_of, weights
from kg.retraining.examples import Example
from kg.review.precision import wilson

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ENOUGH", "FOLDS", "folds_of", "learn"]

STRENGTHS: Final = ((0.1, 0.0), (0.5, 0.0), (0.1, 0.01), (0.5, 0.05))
"""Prior variances of slope and bias, and of the weights: how far an adjustment may go. Cross-validation over documents
decides which of them is used, if any."""
SEEN: Final = 2
"""The number of examples that a feature must be in for its weight to be adjusted."""
ENOUGH: Final = 20
"""The number of labels that a heading needs."""
DOCUMENTS: Final = 5
"""The number of documents that it needs: what is learned from fewer may not generalize."""
SURE: Final = 2.0
"""By how many standard errors, over documents, learning must improve the loss in held-out documents."""
FOLDS: Final = 5
PROVEN: Final = 0.6
"""The precision that a rule's confident proposals should have at least."""
DIGITS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The examples as arrays: ``rows`` with 1, the shipped log-odds and the values of the features; ``offset``, the
    shipped log-odds; ``sign``, 1 for right and -1 for wrong."""

    rows: np.ndarray
    offset: np.ndarray
    sign: np.ndarray

    def part(self, chosen: np.ndarray) -> _Table:
        return _Table(self.rows[chosen], self.offset[chosen], self.sign[chosen])


def learn(examples: Sequence[Example], heading: str, threshold: float, proposer: str = "") -> Adjustment | None:
    """The adjustment of the filter, or of a proposer's reranker, for a heading. None with fewer labels than `ENOUGH`.
    Weights are adjusted only with labels from `DOCUMENTS` documents, and if that predicts the labels of held-out
    documents better than the shipped weights do, by more than chance (`SURE`).

    A logistic regression whose penalty is the distance from the shipped weights, not from zero: scikit-learn has none
    with such an offset. Slope and bias recalibrate (Platt 1999); the weights distinguish proposals.
    ``threshold`` is the confidence from which on proposals count for judging whether a rule is doubtful.
    """
    own_examples = [example for example in examples if (example.heading, example.proposer) == (heading, proposer)]
    if len(own_examples) < ENOUGH:
        return None
    shipped = weights().get(heading, Weights(0.0, 0.0, {}))
    names = _names(own_examples)
    table = _table(own_examples, names, shipped)
    strength = _strength(own_examples, table)
    adjustments = [0.0] * (len(names) + 2)
    if strength is not None:
        adjustments = [round(float(value), DIGITS) + 0.0 for value in _fit(table, strength)]
    doubtful, reliable = ((), ()) if proposer else _rules(own_examples, heading, threshold, shipped)
    if not any(adjustments) and not doubtful and not reliable:
        return None
    adjusted_weights = tuple((name, value) for name, value in zip(names, adjustments[2:], strict=True) if value)
    return Adjustment(
        heading, adjustments[0], adjusted_weights, doubtful, reliable, round(1.0 + adjustments[1], DIGITS), proposer
    )


def folds_of(examples: Sequence[Example]) -> Mapping[str, int]:
    """The fold of each document: documents are dealt to `FOLDS` folds (or fewer, if they are fewer) by a hash."""
    keys = sorted({each.document for each in examples}, key=lambda key: hashlib.sha256(key.encode()).digest())
    return {key: number % min(FOLDS, len(keys)) for number, key in enumerate(keys)}


def _names(examples: Sequence[Example]) -> list[str]:
    counts = Counter(name for example in examples for name in example.features)
    return sorted(name for name, count in counts.items() if count >= SEEN)


def _table(examples: Sequence[Example], names: Sequence[str], shipped: Weights) -> _Table:
    import numpy as np

    offset = [log_odds(shipped, each.features) if each.sure is None else log_odds_of(each.sure) for each in examples]
    rows = [
        [1.0, sure, *(each.features.get(name, 0.0) for name in names)]
        for sure, each in zip(offset, examples, strict=True)
    ]
    return _Table(np.array(rows), np.array(offset), np.array([1.0 if each.right else -1.0 for each in examples]))


def _strength(examples: Sequence[Example], table: _Table) -> tuple[float, float] | None:
    """The strength with the best loss in held-out documents; None with fewer than `DOCUMENTS`, or where no strength is
    better than the shipped weights by more than chance. Documents are the sampling units, not examples."""
    import numpy as np

    fold = folds_of(examples)
    if len(fold) < DOCUMENTS:
        return None
    folds = np.array([fold[each.document] for each in examples])
    documents = np.unique([each.document for each in examples], return_inverse=True)[1]
    gains: dict[tuple[float, float], np.ndarray] = {}
    shipped_losses = np.logaddexp(0.0, -table.sign * table.offset)
    for strength in STRENGTHS:
        adjusted_losses = np.empty(len(examples))
        for number in sorted(set(fold.values())):
            is_held_out = folds == number
            adjustments = _fit(table.part(~is_held_out), strength)
            adjusted_losses[is_held_out] = np.logaddexp(
                0.0, -table.sign[is_held_out] * (table.offset[is_held_out] + table.rows[is_held_out] @ adjustments)
            )
        gains[strength] = np.bincount(documents, shipped_losses - adjusted_losses)
    best = max(STRENGTHS, key=lambda strength: float(gains[strength].sum()))
    error = float(gains[best].std(ddof=1)) * math.sqrt(len(fold))
    return best if float(gains[best].sum()) > SURE * error else None


def _fit(table: _Table, strength: tuple[float, float]) -> np.ndarray:
    """The adjustments of bias, slope and the weights of the features."""
    import numpy as np
    from scipy.optimize import minimize

    count = table.rows.shape[1]
    variance = np.array([strength[0]] * 2 + [strength[1]] * (count - 2))
    is_adjusted = variance > 0
    rows, variance = table.rows[:, is_adjusted], variance[is_adjusted]

    def loss(adjustments: np.ndarray) -> tuple[float, np.ndarray]:
        margin = table.sign * (table.offset + rows @ adjustments)
        slope = -table.sign * np.exp(-np.logaddexp(0.0, margin))
        value = float(np.logaddexp(0.0, -margin).sum() + (adjustments**2 / variance).sum() / 2)
        return value, rows.T @ slope + adjustments / variance

    result = np.zeros(count)
    result[is_adjusted] = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return result


def _rules(
    examples: Sequence[Example], heading: str, threshold: float, shipped: Weights
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that the labels show to be doubtful, and the doubtful ones that they show to be reliable, both by
    Wilson's 95 % interval."""
    stored_counts: Counter[str] = Counter()
    right_counts: Counter[str] = Counter()
    for example in examples:
        # Proposals of a doubtful rule never reach the threshold: all that were judged count.
        if example.rule in shipped.doubtful or confidence(heading, example.features) >= threshold:
            stored_counts[example.rule] += 1
            right_counts[example.rule] += example.right
    ends = {rule: wilson(right_counts[rule], count) for rule, count in sorted(stored_counts.items())}
    bad = tuple(rule for rule, (_, high) in ends.items() if high < PROVEN and rule not in shipped.doubtful)
    good = tuple(rule for rule, (low, _) in ends.items() if low > PROVEN and rule in shipped.doubtful)
    return bad, good
