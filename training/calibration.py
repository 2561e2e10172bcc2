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
        touches(made.cue, annotated_attribution.cue)
        and (touches(made.source, annotated_attribution.source) or not (made.source or annotated_attribution.source))
        and _alike(made.content, annotated_attribution.content)
        for annotated_attribution in annotations
    )


def _alike(some: Sequence[Span], others: Sequence[Span]) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)
    united = sum(b - a for a, b in (*some, *others)) - shared
    return shared >= SHARED * united


def calibration_of(scored: Iterable[ScoredDocument]) -> tuple[float, float]:
    """Slope and intercept of the calibration, from the statements of those passages that are learned from, each scored
    by models of other folds."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    odds, exact = [], []
    for scored_document in scored:
        if scored_document.document.collection == PASSAGES and scored_document.document.ships:
            for example, sure in zip(scored_document.document.examples, scored_document.probabilities, strict=True):
                if example.candidate.heading == STATEMENTS and sure is not None:
                    odds.append([log_odds_of(sure)])
                    exact.append(is_exact(example.fact[ATTRIBUTION], scored_document.document.said))
    if len(set(exact)) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=1e6).fit(odds, exact)
    return round(float(model.coef_[0][0]), 2), round(float(model.intercept_[0]), 2)


def calibrated_probability(probability: float | None, calibration: tuple[float, float]) -> float | None:
    """The probability after calibration; None where there is none."""
    if probability is None:
        return None
    slope, intercept = calibration
    return round(likelihood(slope * log_odds_of(probability) + intercept), DIGITS)


def calibrated(weights: Mapping[str, Any], calibration: tuple[float, float]) -> dict[str, Any]:
    """A heading's weights and threshold, as `training.filter` writes them, after calibration."""
    slope, intercept = calibration
    return {
        **weights,
        "bias": round(slope * weights["bias"] + intercept, DIGITS),
        "threshold": calibrated_probability(weights["threshold"], calibration),
        "weights": {name: round(slope * weight, DIGITS) for name, weight in weights["weights"].items()},
    }
