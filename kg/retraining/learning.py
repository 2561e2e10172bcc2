"""Learn a heading's adjustment: what fits the labels best, as near to the shipped weights as may be."""

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

__all__ = ["ENOUGH", "FOLDS", "dealt", "learn"]

STRENGTHS: Final = ((0.1, 0.0), (0.5, 0.0), (0.1, 0.01), (0.5, 0.05))
"""How far the labels may draw the adjustment away from none: the variances of slope and bias, and of the weights. Which
of them, if any, the labels tell, each fold of the documents judged by what the others teach."""
SEEN: Final = 2
"""A feature must be in so many examples, or its weight stays."""
ENOUGH: Final = 20
"""Labels from which on a heading learns."""
DOCUMENTS: Final = 5
"""Documents from which on it learns: what holds in fewer may hold there alone."""
SURE: Final = 2.0
"""By how many standard errors, over documents, learning must pay in documents that it has not seen."""
FOLDS: Final = 5
PROVEN: Final = 0.6
"""How often what a rule has proposed with confidence should be right at least."""
DIGITS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The examples as numbers: a row each of 1, the shipped log-odds and the features' values; the shipped log-odds;
    and 1 for right, else -1."""

    rows: np.ndarray
    offset: np.ndarray
    sign: np.ndarray

    def part(self, chosen: np.ndarray) -> _Table:
        return _Table(self.rows[chosen], self.offset[chosen], self.sign[chosen])


def learn(examples: Sequence[Example], heading: str, threshold: float, proposer: str = "") -> Adjustment | None:
    """What the labels change of the filter's word on a heading, or of that of a proposer's reranker. None where they
    are fewer than `ENOUGH` or from fewer than `DOCUMENTS`, or where nothing that they teach tells right from wrong
    better than the shipped weights do in documents that it has not seen, by more than may be chance (`SURE`).

    A logistic regression whose penalty is the distance from the shipped weights, not from zero: scikit-learn has none
    with such an offset. Slope and bias recalibrate (Platt 1999); the weights tell one proposal from another.
    ``threshold`` is the confidence from which a rule's proposals tell whether it is doubtful.
    """
    ours = [each for each in examples if (each.heading, each.proposer) == (heading, proposer)]
    if len(ours) < ENOUGH:
        return None
    shipped = weights().get(heading, Weights(0.0, 0.0, {}))
    names = _names(ours)
    table = _table(ours, names, shipped)
    strength = _strength(ours, table)
    added = [0.0] * (len(names) + 2)
    if strength is not None:
        added = [round(float(value), DIGITS) + 0.0 for value in _fitted(table, strength)]
    doubtful, proven = ((), ()) if proposer else _rules(ours, heading, threshold, shipped)
    if not any(added) and not doubtful and not proven:
        return None
    told = tuple((name, value) for name, value in zip(names, added[2:], strict=True) if value)
    return Adjustment(heading, added[0], told, doubtful, proven, round(1.0 + added[1], DIGITS), proposer)


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

    offset = [log_odds(shipped, each.features) if each.sure is None else log_odds_of(each.sure) for each in examples]
    rows = [
        [1.0, sure, *(each.features.get(name, 0.0) for name in names)]
        for sure, each in zip(offset, examples, strict=True)
    ]
    return _Table(np.array(rows), np.array(offset), np.array([1.0 if each.right else -1.0 for each in examples]))


def _strength(examples: Sequence[Example], table: _Table) -> tuple[float, float] | None:
    """The strength that tells right from wrong best in documents not learned from; None where none does so better than
    the shipped weights, and by more than may be chance. Documents are what chance deals out, not their examples."""
    import numpy as np

    fold = dealt(examples)
    if len(fold) < DOCUMENTS:
        return None
    folds = np.array([fold[each.document] for each in examples])
    documents = np.unique([each.document for each in examples], return_inverse=True)[1]
    gains: dict[tuple[float, float], np.ndarray] = {}
    before = np.logaddexp(0.0, -table.sign * table.offset)
    for strength in STRENGTHS:
        after = np.empty(len(examples))
        for number in sorted(set(fold.values())):
            held = folds == number
            added = _fitted(table.part(~held), strength)
            after[held] = np.logaddexp(0.0, -table.sign[held] * (table.offset[held] + table.rows[held] @ added))
        gains[strength] = np.bincount(documents, before - after)
    best = max(STRENGTHS, key=lambda strength: float(gains[strength].sum()))
    error = float(gains[best].std(ddof=1)) * math.sqrt(len(fold))
    return best if float(gains[best].sum()) > SURE * error else None


def _fitted(table: _Table, strength: tuple[float, float]) -> np.ndarray:
    """What is added to the bias, to the slope, and to the weights of the features."""
    import numpy as np
    from scipy.optimize import minimize

    count = table.rows.shape[1]
    variance = np.array([strength[0]] * 2 + [strength[1]] * (count - 2))
    moved = variance > 0
    rows, variance = table.rows[:, moved], variance[moved]

    def loss(added: np.ndarray) -> tuple[float, np.ndarray]:
        margin = table.sign * (table.offset + rows @ added)
        slope = -table.sign * np.exp(-np.logaddexp(0.0, margin))
        value = float(np.logaddexp(0.0, -margin).sum() + (added**2 / variance).sum() / 2)
        return value, rows.T @ slope + added / variance

    found = np.zeros(count)
    found[moved] = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
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
