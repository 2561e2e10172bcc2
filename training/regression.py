"""One logistic regression a heading, reproducible to the last digit that is written."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidates.filter import Weights, likelihood, log_odds

__all__ = ["DIGITS", "Model", "Row", "fit_regression"]

type Row = Mapping[str, float]

DIGITS = 4
STRENGTH = 0.2
"""Inverse of the regularisation's strength."""
SEEN = 2
"""A feature must be in so many examples, or it is left out."""


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds are ``bias`` plus the weighted features, rounded as they are shipped."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, row: Row) -> float:
        """Between 0 and 1, as `kg.extract.candidates.filter.confidence` computes it where no rule is doubtful."""
        return likelihood(log_odds(Weights(self.bias, 0.0, self.weights), row))


def fit_regression(rows: Sequence[Row], labels: Sequence[bool]) -> Model | None:
    """Learn from labelled rows; None where all labels are alike."""
    if len(set(labels)) < 2:
        return None
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    seen = Counter(name for row in rows for name in row)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([{n: v for n, v in row.items() if seen[n] >= SEEN} for row in rows])
    # liblinear takes 32-bit indices only, and newer SciPy makes 64-bit ones.
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=1000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        regression.fit(table, [int(label) for label in labels])
    weights = {
        str(name): round(float(weight), DIGITS)
        for name, weight in zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True)
    }
    return Model(round(float(regression.intercept_[0]), DIGITS), {n: w for n, w in sorted(weights.items()) if w})
