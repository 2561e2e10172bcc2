"""Logistic regression, reproducible to the last digit that is written."""

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
"""Inverse of the regularisation strength (scikit-learn's ``C``)."""
SEEN = 2
"""Features that occur in fewer examples are left out."""


@dataclass(frozen=True, slots=True)
class Model:
    """The log-odds are ``bias`` plus the weighted features; all are rounded as they ship."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, row: Row) -> float:
        """The probability that `kg.extract.candidates.filter.confidence` gives a row if its rule is not doubtful."""
        return likelihood(log_odds(Weights(self.bias, 0.0, self.weights), row))


def fit_regression(rows: Sequence[Row], labels: Sequence[bool]) -> Model | None:
    """The regression learned from labelled rows; None where all labels are the same."""
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
