"""How well weights predict the labels of documents that they were not learned from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.candidates.filter import Adjustment, adjusted_probability, confidence
from kg.retraining.examples import Example
from kg.retraining.learning import folds_of, learn

__all__ = ["Scores", "adjustments_of", "confidence_of", "held_out", "scored"]

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Scores:
    """Of ``labels`` judged proposals ``right`` are right; ``kept`` would become facts, ``kept_right`` of them right.
    ``log_loss`` is the mean log loss in nats, ``gap`` the expected calibration error: the difference between confidence
    and share of right ones, averaged over ten bins of confidence. Of both, less is better."""

    labels: int
    right: int
    kept: int
    kept_right: int
    log_loss: float
    gap: float = 0.0

    @property
    def precision(self) -> float | None:
        """The share of kept proposals that are right; None where none is kept."""
        return self.kept_right / self.kept if self.kept else None

    @property
    def recall(self) -> float | None:
        """The share of right proposals that are kept; None where none is right."""
        return self.kept_right / self.right if self.right else None

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Scores(10, 6, 8, 6, 0.4).f1
        0.8571428571428571
        """
        return 2 * self.kept_right / max(self.kept + self.right, 1)


def scored(examples: Sequence[Example], sure: Sequence[float], threshold: float) -> Scores:
    """The scores of these confidences of the examples; proposals are kept from ``threshold`` on."""
    kept_labels = [example.right for example, value in zip(examples, sure, strict=True) if value >= threshold]
    losses = [
        -math.log(max(value if example.right else 1 - value, _LEAST))
        for example, value in zip(examples, sure, strict=True)
    ]
    right = sum(example.right for example in examples)
    return Scores(
        len(examples),
        right,
        len(kept_labels),
        sum(kept_labels),
        sum(losses) / max(len(losses), 1),
        _gap(examples, sure),
    )


def _gap(examples: Sequence[Example], sure: Sequence[float]) -> float:
    errors_by_tenth: dict[int, list[float]] = defaultdict(list)
    for example, value in zip(examples, sure, strict=True):
        errors_by_tenth[min(int(value * 10), 9)].append(value - example.right)
    return sum(abs(sum(errors)) for errors in errors_by_tenth.values()) / max(len(examples), 1)


def held_out(examples: Sequence[Example], threshold: float) -> list[float]:
    """The confidence of each example by what the other folds of documents teach (`kg.retraining.learning.folds_of`)."""
    fold = folds_of(examples)
    adjustments_by_fold = {
        number: adjustments_of([each for each in examples if fold[each.document] != number], threshold)
        for number in sorted(set(fold.values()))
    }
    return [confidence_of(each, adjustments_by_fold[fold[each.document]]) for each in examples]


def adjustments_of(examples: Sequence[Example], threshold: float) -> tuple[Adjustment, ...]:
    """The learned adjustments in alphabetical order of headings, those of the filter before those of a reranker."""
    adjustments: Iterable[Adjustment | None] = (
        learn(examples, heading, threshold, proposer)
        for heading, proposer in sorted({(each.heading, each.proposer) for each in examples})
    )
    return tuple(each for each in adjustments if each is not None)


def confidence_of(example: Example, adjustments: tuple[Adjustment, ...] = ()) -> float:
    """The confidence of an example with the shipped weights and these adjustments."""
    if example.sure is not None:
        return adjusted_probability(example.heading, example.sure, example.features, adjustments)
    return confidence(example.heading, example.features, example.rule, adjustments)
