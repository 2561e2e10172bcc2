"""From features for and against two actors being one to a probability, by the weights in ``weights.json``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["CHOICE", "FILE", "SIGNS", "Weights", "choice", "contributions", "probability", "weights"]

FILE = Path(__file__).with_name("weights.json")
CHOICE = "choice"
SIGNS = frozenset({"apart", "unproven"})
"""Features without a weight: they limit the probability."""
_SHORT_OF = 0.01


@dataclass(frozen=True, slots=True)
class Weights:
    """``bias`` and ``weights`` of the log-odds for each sort of comparison: of two full names (``person``, ``body``) or
    of a name with the actors that it may mean (``choice``). From the probability ``join`` on two actors are joined,
    from ``doubt`` on people are asked."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    join: float
    doubt: float


@cache
def weights() -> Weights:
    """The weights that ``python -m training.actors`` learned, read once.

    >>> 0 < weights().doubt < weights().join < 1
    True
    """
    read = json.loads(FILE.read_text(encoding="utf-8"))
    sorts = read["sorts"]
    return Weights(
        {sort: row["bias"] for sort, row in sorts.items()},
        {sort: row["weights"] for sort, row in sorts.items()},
        **read["thresholds"],
    )


def probability(found: Mapping[str, float], sort: str) -> float:
    """The probability that two actors are one by the features of `kg.resolve.likeness.compare`; 0 if they are "apart",
    and below `Weights.join` if they are "unproven": then people are asked.

    >>> probability({"apart": 1.0}, "person")
    0.0
    """
    if "apart" in found:
        return 0.0
    likely = 1 / (1 + math.exp(-_log_odds(found, sort)))
    return min(likely, weights().join - _SHORT_OF) if "unproven" in found else likely


def choice(compared: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The probability that a name means each of the actors that it may mean; the rest to 1 is for any other actor.

    >>> likely = choice({"person/liu-he": {"same title": 1.0}, "person/liu-kun": {"other title": 1.0}})
    >>> likely["person/liu-he"] > 0.8 > likely["person/liu-kun"]
    True
    """
    odds = {actor: math.exp(_log_odds(found, CHOICE)) for actor, found in compared.items() if "apart" not in found}
    whole = 1 + sum(odds.values())
    return {actor: each / whole for actor, each in odds.items()}


def contributions(found: Mapping[str, float], sort: str) -> dict[str, float]:
    """What each feature adds to the log-odds, the strongest first.

    >>> list(contributions({"same title": 1.0, "years apart": 0.1, "short": 1.0}, "choice"))[0]
    'same title'
    """
    known = weights().weights[sort]
    added = {name: round(known.get(name, 0.0) * value, 2) for name, value in found.items() if name not in SIGNS}
    return dict(sorted(added.items(), key=lambda item: (-abs(item[1]), item[0])))


def _log_odds(found: Mapping[str, float], sort: str) -> float:
    known = weights().weights[sort]
    return weights().bias[sort] + sum(known.get(name, 0.0) * value for name, value in found.items())
