"""How well weights tell right from wrong, on documents that they have not learned from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.candidates.filter import Adjustment, adjusted_probability, confidence
from kg.retraining.examples import Example
from kg.retraining.learning import dealt, learn

__all__ = ["Scores", "adjustments_of", "held_out", "scored", "sure_of"]

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Scores:
    """Of ``labels`` judged proposals ``right`` are right; ``kept`` would become facts, ``kept_right`` of them rightly.
    ``log_loss`` is the mean surprise at the labels, ``gap`` by how much confidence and the share that is right differ
    (the mean over tenths of confidence, by how many have it): of both, less is better."""

    labels: int
    right: int
    kept: int
    kept_right: int
    log_loss: float
    gap: float = 0.0

    @property
    def precision(self) -> float | None:
        """How often what is kept is right; None where nothing is kept."""
        return self.kept_right / self.kept if self.kept else None

    @property
    def recall(self) -> float | None:
        """How much of what is right is kept; None where nothing is right."""
        return self.kept_right / self.right if self.right else None

    @property
    def f1(self) -> float:
        """The harmonic mean of the two.

        >>> Scores(10, 6, 8, 6, 0.4).f1
        0.8571428571428571
        """
        return 2 * self.kept_right / max(self.kept + self.right, 1)


def scored(examples: Sequence[Example], sure: Sequence[float], threshold: float) -> Scores:
    """The scores of these confidences; facts are kept from ``threshold`` on."""
    kept = [example.right for example, value in zip(examples, sure, strict=True) if value >= threshold]
    losses = [
        -math.log(max(value if example.right else 1 - value, _LEAST))
        for example, value in zip(examples, sure, strict=True)
    ]
    right = sum(example.right for example in examples)
    return Scores(len(examples), right, len(kept), sum(kept), sum(losses) / max(len(losses), 1), _gap(examples, sure))


def _gap(examples: Sequence[Example], sure: Sequence[float]) -> float:
    tenths: dict[int, list[float]] = defaultdict(list)
    for example, value in zip(examples, sure, strict=True):
        tenths[min(int(value * 10), 9)].append(value - example.right)
    return sum(abs(sum(each)) for each in tenths.values()) / max(len(examples), 1)


def held_out(examples: Sequence[Example], threshold: float) -> list[float]:
    """The confidence of each example by what the labels of other documents teach (`kg.retraining.learning.dealt`)."""
    fold = dealt(examples)
    taught = {
        number: adjustments_of([each for each in examples if fold[each.document] != number], threshold)
        for number in sorted(set(fold.values()))
    }
    return [sure_of(each, taught[fold[each.document]]) for each in examples]


def adjustments_of(examples: Sequence[Example], threshold: float) -> tuple[Adjustment, ...]:
    """What the labels teach, heading by heading in the order of the alphabet, the filter before a reranker."""
    learned: Iterable[Adjustment | None] = (
        learn(examples, heading, threshold, proposer)
        for heading, proposer in sorted({(each.heading, each.proposer) for each in examples})
    )
    return tuple(each for each in learned if each is not None)


def sure_of(example: Example, adjustments: tuple[Adjustment, ...] = ()) -> float:
    """The confidence of an example by the shipped weights with these adjustments."""
    if example.sure is not None:
        return adjusted_probability(example.heading, example.sure, example.features, adjustments)
    return confidence(example.heading, example.features, example.rule, adjustments)
