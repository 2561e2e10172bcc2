"""How likely a proposed position is one, by what the rules' filter and the network say of it together.

A logistic regression with few features in three groups: what a rule proposes (``rule``), what the network proposes
beside a rule (``beside``), and what it proposes alone (``alone``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidates.candidate import Reranked
from kg.extract.candidates.filter import likelihood, log_odds_of
from kg.model import Stance

__all__ = ["SHOWN", "UNSEEN", "Proposed", "Reranker", "features", "log_odds"]

CERTAIN = 0.995
"""Probabilities are looked at from its complement to here: beyond, they tell nothing more."""
UNSEEN = 1 - CERTAIN
"""The probability of what a network does not see."""
SHOWN = 0.1
"""The probability from which one of the network's alone is a candidate, kept or not."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A position that a rule or the network proposes: an actor's ``stance`` on a matter, the ``words``
    ``[start, end)`` of the scene.

    All else are probabilities between 0 and 1. ``by_rule`` is the filter's, None where the network proposes. By the
    network: ``held`` that the actor has this stance, ``any`` that it has one; ``tagged`` that the words carry this
    stance, ``inside`` that they are of the matter of some position, and ``begun`` that the first of them begins one.
    """

    actor: str
    stance: Stance
    words: tuple[int, int]
    by_rule: float | None
    held: float = 0.01
    any: float = 0.01
    tagged: float = 0.01
    inside: float = 0.01
    begun: float = 0.01

    def meets(self, other: Proposed) -> bool:
        """Whether two matters share a word."""
        return self.words[0] < other.words[1] and other.words[0] < self.words[1]


@dataclass(frozen=True)
class Reranker:
    """``bias`` and ``weights`` by feature. ``slope`` and ``shift`` say how sure may be who weighs the reranker's own
    probability and the filter's (Platt 1999); positions are kept from ``threshold`` on, of what comes out."""

    bias: float
    threshold: float
    weights: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0

    def probability(self, looked_at: Mapping[str, float]) -> float:
        """Between 0 and 1."""
        return likelihood(self.bias + sum(self.contributions(looked_at).values()))

    def rerank(self, looked_at: Mapping[str, float]) -> Reranked:
        """The probability with what it is made of."""
        return Reranked(self.probability(looked_at), self.threshold, self.contributions(looked_at))

    def sure(self, one: Proposed, looked_at: Mapping[str, float]) -> float:
        """How likely a proposal is a position, all told. Where a rule is surer than the reranker the truth is taken to
        lie halfway: on texts that neither has seen what is kept is as often right, and more of it is found."""
        ranked = self.probability(looked_at)
        halfway = ranked if one.by_rule is None else max(ranked, (ranked + one.by_rule) / 2)
        return likelihood(self.shift + self.slope * log_odds(halfway))

    def contributions(self, looked_at: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds."""
        return {name: self.weights[name] * value for name, value in looked_at.items()}


def features(one: Proposed, rules: Sequence[Proposed], learned: Sequence[Proposed]) -> dict[str, float]:
    """What the reranker looks at, of one proposal among those of the rules and of the network."""
    rivals = [other for other in (*rules, *learned) if other.meets(one)]
    mine = [other for other in rivals if other.actor == one.actor]
    same = _best(o.by_rule for o in mine if o.by_rule is not None and o.stance == one.stance)
    other = _best(o.by_rule for o in mine if o.by_rule is not None and o.stance != one.stance)
    elsewhere = [o for o in rivals if o.actor != one.actor]
    seen = {"any": one.any, "labelled": one.tagged, "inside": one.inside}
    if one.by_rule is not None:
        near = _best(o.held for o in mine if o.by_rule is None and o.stance == one.stance)
        group, by_group = "rule", {"near": max(one.held, near), "held": one.held, "by_rule": one.by_rule, **seen}
        by_group["other_stance"] = other
    elif same or other:
        group, by_group = "beside", {"held": one.held, "begun": one.begun, "by_rule": same, **seen}
        by_group["other_stance"] = other
    else:
        group, by_group = "alone", {"held": one.held, "begun": one.begun, **seen}
        by_group["other_holder_by_rule"] = _best(o.by_rule for o in elsewhere if o.by_rule is not None)
    return {
        group: 1.0,
        **{f"{group}.{name}": log_odds(value) for name, value in by_group.items()},
        "other_holder": log_odds(_best(o.held for o in elsewhere if o.by_rule is None)),
        "length": math.log(one.words[1] - one.words[0]),
    }


def _best(probabilities: Iterable[float]) -> float:
    return max(probabilities, default=0.0)


def log_odds(probability: float) -> float:
    """The log-odds of a probability, as far as it tells something."""
    return log_odds_of(probability, CERTAIN)
