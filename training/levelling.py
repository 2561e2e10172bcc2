"""Make the filter as sure of statements as they are right to the letter, on passages of real texts.

A statement is learned as right where its cue and what is said overlap what readers annotated. Who cites one wants more:
the words that were said, and who said them. The log-odds of the filter are stretched and moved so that its probability
is the share of those that are right so: Platt 1999, "Probabilistic outputs for support vector machines".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.evaluate.attribution import Attribution, Span, touches
from kg.extract.candidates.filter import likelihood, log_odds_of
from training.crossvalidation import ScoredDocument
from training.examples import ATTRIBUTION, PASSAGES, STATEMENTS
from training.regression import DIGITS

__all__ = ["is_exact", "level_of", "levelled", "levelled_probability"]

SHARED = 0.5
"""How much of what two spans hold together both must hold, for their words to be the same."""


def is_exact(made: Attribution, owed: Iterable[Attribution]) -> bool:
    """Whether an attribution has the cue, the source and most of the words of an annotated one."""
    return any(
        touches(made.cue, one.cue)
        and (touches(made.source, one.source) or not (made.source or one.source))
        and _alike(made.content, one.content)
        for one in owed
    )


def _alike(some: Sequence[Span], others: Sequence[Span]) -> bool:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)
    either = sum(b - a for a, b in (*some, *others)) - both
    return both >= SHARED * either


def level_of(scored: Iterable[ScoredDocument]) -> tuple[float, float]:
    """By how much log-odds are stretched, and then moved, for statements of passages that are learned from, each scored
    by models of other folds."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    odds, exact = [], []
    for one in scored:
        if one.document.collection == PASSAGES and one.document.ships:
            for example, sure in zip(one.document.examples, one.probabilities, strict=True):
                if example.candidate.heading == STATEMENTS and sure is not None:
                    odds.append([log_odds_of(sure)])
                    exact.append(is_exact(example.fact[ATTRIBUTION], one.document.said))
    if len(set(exact)) < 2:
        return 1.0, 0.0
    fitted = LogisticRegression(C=1e6).fit(odds, exact)
    return round(float(fitted.coef_[0][0]), 2), round(float(fitted.intercept_[0]), 2)


def levelled_probability(probability: float | None, level: tuple[float, float]) -> float | None:
    """What becomes of a probability, where there is one."""
    if probability is None:
        return None
    slope, moved = level
    return round(likelihood(slope * log_odds_of(probability) + moved), DIGITS)


def levelled(learned: Mapping[str, Any], level: tuple[float, float]) -> dict[str, Any]:
    """A heading's weights and thresholds, as `training.filter` writes them, with their log-odds stretched and moved."""
    slope, moved = level
    return {
        **learned,
        "bias": round(slope * learned["bias"] + moved, DIGITS),
        "threshold": levelled_probability(learned["threshold"], level),
        "weights": {name: round(slope * weight, DIGITS) for name, weight in learned["weights"].items()},
    }
