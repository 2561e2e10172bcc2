"""Precision, recall and F1, added up over documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.evaluate.scoring import FACT_HEADINGS, HEADINGS, SIGN, Outcome, Score

__all__ = ["Figures", "by_rule", "figures_of", "total"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The number of predicted facts, of gold facts, and of predicted facts that are right."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of predicted facts that are right, 0 if none is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of gold facts that are found, 0 if there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Figures(right=1, predicted=2, gold=2).f1
        0.5
        """
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)


def figures_of(outcome: Outcome) -> Figures:
    """The figures of one document and heading."""
    right = len(outcome.right)
    return Figures(right, right + len(outcome.added), right + len(outcome.missed))


def total(scores: Iterable[Score]) -> dict[str, Figures]:
    """Micro-averages by heading over documents: the headings in the order of the annotation guide, then
    ``positions_sign`` (positions of which only the sign is compared), then ``facts`` (all headings but the actors)."""
    sums = {heading: Figures() for heading in (*HEADINGS, SIGN)}
    for score in scores:
        for heading, outcome in score.outcomes.items():
            sums[heading] += figures_of(outcome)
    return {**sums, "facts": sum((sums[heading] for heading in FACT_HEADINGS), Figures())}


def by_rule(scores: Iterable[Score]) -> dict[tuple[str, str], Figures]:
    """How many of the facts that each rule found are right, by heading and rule; ``gold`` is left at 0.

    A fact without a rule counts under ``-``.
    """
    sums: dict[tuple[str, str], Figures] = {}
    for score in scores:
        for heading in FACT_HEADINGS:
            outcome = score.outcomes[heading]
            for fact, right in [*((p, 1) for _, p in outcome.right), *((p, 0) for p in outcome.added)]:
                key = (heading, _rule(fact))
                sums[key] = sums.get(key, Figures()) + Figures(right, 1)
    return dict(sorted(sums.items()))


def _rule(fact: Mapping[str, object]) -> str:
    evidence = fact.get("evidence")
    return str(evidence.get("rule", "-")) if isinstance(evidence, Mapping) else "-"
