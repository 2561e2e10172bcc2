"""Fit a reranker: a logistic regression on its features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.extract.proposer.reranker import Reranker

__all__ = ["RerankerRow", "fit_reranker"]


@dataclass(frozen=True)
class RerankerRow:
    """A proposed fact, as the gold writes it, with the reranker's features, and whether it is right and the first that
    says so."""

    fact: Mapping[str, Any]
    features: Mapping[str, float]
    right: bool


def fit_reranker(
    rows: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    strength: float,
    threshold: float,
    *,
    scaled: bool = True,
) -> Reranker:
    """The reranker fitted to the rows; ``strength``: inverse of the regularisation strength (scikit-learn's ``C``);
    ``scaled``: whether features are scaled to a standard deviation of 1."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    table = DictVectorizer(sparse=False)
    x = table.fit_transform(rows)
    spread = x.std(axis=0) if scaled else np.ones(x.shape[1])
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=5000).fit(x / spread, right)
    weights = zip(table.get_feature_names_out(), model.coef_[0] / spread, strict=True)
    return Reranker(round(float(model.intercept_[0]), 4), threshold, {str(n): round(float(w), 4) for n, w in weights})
