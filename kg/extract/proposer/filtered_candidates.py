"""The candidates of rules that the filter keeps, before any reranker decides."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.decisions import decision_on
from kg.extract.candidates.filter import Adjustment

__all__ = ["kept_by_filter"]


def kept_by_filter(
    heading: str, candidates: Sequence[Candidate], floor: float | None = None, adjustments: Sequence[Adjustment] = ()
) -> list[Candidate]:
    """The rules' candidates of a heading that the filter keeps, from the reader's own ``floor`` on if there is one."""
    ruled = [c for c in candidates if c.heading == heading and c.reranked is None]
    return [c for c in ruled if decision_on(c, floor, tuple(adjustments)).likely]
