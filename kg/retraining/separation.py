"""Whether learned weights separate right from wrong better than the shipped ones, in documents held out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.retraining.examples import Example
from kg.retraining.learning import SURE

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Separation", "separation"]


@dataclass(frozen=True, slots=True)
class Separation:
    """The areas under the ROC curve (AUC) of the shipped and of the learned weights: how likely a right proposal gets
    the higher confidence of a right and a wrong one. ``error`` is the standard error of their difference, with
    documents as the sampling units. Recalibration alone, which keeps the order of proposals, does not change an AUC.
    """

    shipped: float
    learned: float
    error: float

    @property
    def is_better(self) -> bool:
        """Whether the learned weights separate better by more than chance (`SURE`)."""
        return self.learned - self.shipped > SURE * self.error


def separation(examples: Sequence[Example], before: Sequence[float], after: Sequence[float]) -> Separation | None:
    """How two confidences of the same examples separate right from wrong; None where all are right or all are wrong.

    The difference is paired, and its variance is that of clustered data (DeLong et al. 1988; Obuchowski 1997).
    """
    import numpy as np

    is_right = np.array([each.right for each in examples], dtype=bool)
    if is_right.all() or not is_right.any():
        return None
    shipped, learned = (_placements(np.array(sure), is_right) for sure in (before, after))
    shipped_area, learned_area = float(shipped[is_right].mean()), float(learned[is_right].mean())
    counts = np.where(is_right, is_right.sum(), (~is_right).sum())
    deviations = (learned - shipped - (learned_area - shipped_area)) / counts
    documents = np.unique([each.document for each in examples], return_inverse=True)[1]
    sums = np.bincount(documents, deviations)
    variance = float((sums**2).sum()) * len(sums) / max(len(sums) - 1, 1)
    return Separation(shipped_area, learned_area, math.sqrt(variance))


def _placements(sure: np.ndarray, is_right: np.ndarray) -> np.ndarray:
    """For each example the share of those of the other kind that it is on the right side of; ties count half."""
    import numpy as np
    from scipy.stats import rankdata

    ranks = rankdata(sure)
    result = np.empty(len(sure))
    for own, is_own in ((1, is_right), (0, ~is_right)):
        others_below = (ranks[is_own] - rankdata(sure[is_own])) / (~is_own).sum()
        result[is_own] = others_below if own else 1 - others_below
    return result
