"""The precision of the reader, estimated from the judgements of its facts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.judgements import Judgement, Verdict

__all__ = ["Precision", "precision"]

Z: Final = 1.959963984540054
"""The quantile of the standard normal distribution for a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Precision:
    """``right`` of ``judged`` facts were right as they were read. ``low`` and ``high`` are the ends of Wilson's 95 %
    interval, which is 0 to 1 where nothing has been judged."""

    right: int
    judged: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that was right; 0 where nothing has been judged."""
        return self.right / self.judged if self.judged else 0.0

    def __str__(self) -> str:
        if not self.judged:
            return "nothing judged yet"
        share, low, high = (f"{100 * value:.0f}" for value in (self.share, self.low, self.high))
        return f"{self.right} of {self.judged} right: {share} % ({low} to {high} %)"


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The ends of Wilson's score interval of 95 %.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not judged:
        return 0.0, 1.0
    share, z_squared = right / judged, Z * Z
    center = share + z_squared / (2 * judged)
    margin = Z * math.sqrt(share * (1 - share) / judged + z_squared / (4 * judged * judged))
    divisor = 1 + z_squared / judged
    # Here the formula gives exactly 0 and 1, but floating-point numbers do not.
    low = 0.0 if right == 0 else (center - margin) / divisor
    high = 1.0 if right == judged else (center + margin) / divisor
    return low, high


def precision(judgements: Iterable[Judgement]) -> Precision:
    """The precision by these judgements: a confirmed fact was right, a rejected or corrected one was not.

    Of several judgements of one fact the latest counts. Added facts and undone judgements are left out.
    """
    latest: dict[object, Judgement] = {}
    for judgement in sorted(judgements, key=lambda each: each.order):
        if judgement.verdict.is_of_fact and judgement.verdict is not Verdict.ADDED and judgement.undone is None:
            latest[repr(judgement.about)] = judgement
    right = sum(judgement.code is Verdict.CONFIRMED for judgement in latest.values())
    return Precision(right, len(latest), *wilson(right, len(latest)))
