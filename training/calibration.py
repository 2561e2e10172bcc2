"""Calibrate the filter's probabilities of statements on passages of real texts.

A statement is learned as right where its cue and its content overlap an annotation. Whoever cites one wants more: the
words that were said, and who said them. A slope and an intercept on the filter's log-odds make its probability the
share that is right in this stricter sense: Platt 1999, "Probabilistic outputs for support vector machines".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.evaluate.attribution import Attribution, Span, touches
from kg.extract.candidates.filter import likelihood, log_odds_of
from training.crossvalidation import ScoredDocument
from training.examples import ATTRIBUTION, PASSAGES, STATEMENTS
from training.regression import DIGITS

__all__ = ["calibrated", "calibrated_probability", "calibration_of", "is_exact"]

SHARED = 0.5
"""The share of the characters in either of two contents that must be in both, for their words to be the same."""


def is_exact(made: Attribution, annotations: Iterable[Attribution]) -> bool:
    """Whether an attribution has the cue, the source and most of the words of an annotated one."""
    return any(
        touches(made.cue, one.cue)
        and (touches(made.source, one.source) or not (made.source or one.source))
        and _alike(made.content, one.content)
        for one in annotations
    )


def _alike(some: Sequence[Span], others: Sequence[Span]) -> bool:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)
    either = sum(b - a for a, b in (*some, *others)) - both
    return both >= SHARED * either


def calibration_of(scored: Iterable[ScoredDocument]) -> tuple[float, float]:
    """Slope and intercept of the calibration, from the statements of those passages that are learned from, each scored
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


def calibrated_probability(probability: float | None, calibration: tuple[float, float]) -> float | None:
    """The probability after calibration; None where there is none."""
    if probability is None:
        return None
    slope, intercept = calibration
    return round(likelihood(slope * log_odds_of(probability) + intercept), DIGITS)


def calibrated(learned: Mapping[str, Any], calibration: tuple[float, float]) -> dict[str, Any]:
    """A heading's weights and threshold, as `training.filter` writes them, after calibration."""
    slope, intercept = calibration
    return {
        **learned,
        "bias": round(slope * learned["bias"] + intercept, DIGITS),
        "threshold": calibrated_probability(learned["threshold"], calibration),
        "weights": {name: round(slope * weight, DIGITS) for name, weight in learned["weights"].items()},
    }
