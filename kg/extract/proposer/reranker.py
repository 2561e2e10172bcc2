"""The probability that a proposed position is right, given what the rules' filter and the network say of it.

A logistic regression with few features in three groups: what a rule proposes (``rule``), what the network proposes
where a rule proposes something for the same actor (``beside``), and what it proposes alone (``alone``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidates.candidate import Reranked
from kg.extract.candidates.filter import likelihood, log_odds_of
from kg.model import Stance

__all__ = ["SHOWN", "UNSEEN", "Proposed", "Reranker", "features_of", "log_odds"]

CERTAIN = 0.995
"""The largest probability that counts, and the complement of the smallest: beyond, differences mean nothing."""
UNSEEN = 1 - CERTAIN
"""The probability of what a network does not find."""
SHOWN = 0.1
"""The least probability with which a proposal of the network alone becomes a candidate, kept or not."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A position that a rule or the network proposes: an actor's ``stance`` on a matter, the ``words``
    ``[start, end)`` of the scene.

    The other fields are probabilities, 0 to 1. ``by_rule`` is the filter's, None for a proposal of the network. The
    network's: ``held`` that the actor has this stance, ``any`` that it has one; ``tagged`` that the words are the
    matter of this stance, ``inside`` that they are the matter of any, and ``begun`` that the first of them begins one.
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
    """A logistic regression with a ``bias`` and ``weights`` by feature; what reaches the ``threshold`` is kept.
    ``slope`` and ``shift`` calibrate the probability of positions (Platt 1999; see `sure`)."""

    bias: float
    threshold: float
    weights: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability that the features speak for, 0 to 1."""
        return likelihood(self.bias + sum(self.contributions(features).values()))

    def rerank(self, features: Mapping[str, float]) -> Reranked:
        """The probability with the threshold and the contribution of each feature."""
        return Reranked(self.probability(features), self.threshold, self.contributions(features))

    def sure(self, proposal: Proposed, features: Mapping[str, float]) -> float:
        """The calibrated probability of a position. Where the filter is surer of a rule's than the reranker, the mean
        of both is taken: on unseen texts precision is the same, and recall is higher."""
        probability = self.probability(features)
        combined = probability if proposal.by_rule is None else max(probability, (probability + proposal.by_rule) / 2)
        return likelihood(self.shift + self.slope * log_odds(combined))

    def contributions(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log-odds."""
        return {name: self.weights[name] * value for name, value in features.items()}


def features_of(proposal: Proposed, rules: Sequence[Proposed], learned: Sequence[Proposed]) -> dict[str, float]:
    """The features of one proposal, among those of the rules and of the network in its sentence."""
    rivals = [other for other in (*rules, *learned) if other.meets(proposal)]
    of_actor = [other for other in rivals if other.actor == proposal.actor]
    same_stance = _best(o.by_rule for o in of_actor if o.by_rule is not None and o.stance == proposal.stance)
    other_stance = _best(o.by_rule for o in of_actor if o.by_rule is not None and o.stance != proposal.stance)
    of_others = [o for o in rivals if o.actor != proposal.actor]
    network_features = {"any": proposal.any, "labelled": proposal.tagged, "inside": proposal.inside}
    if proposal.by_rule is not None:
        near = _best(o.held for o in of_actor if o.by_rule is None and o.stance == proposal.stance)
        group, by_group = (
            "rule",
            {"near": max(proposal.held, near), "held": proposal.held, "by_rule": proposal.by_rule, **network_features},
        )
        by_group["other_stance"] = other_stance
    elif same_stance or other_stance:
        group, by_group = (
            "beside",
            {"held": proposal.held, "begun": proposal.begun, "by_rule": same_stance, **network_features},
        )
        by_group["other_stance"] = other_stance
    else:
        group, by_group = "alone", {"held": proposal.held, "begun": proposal.begun, **network_features}
        by_group["other_holder_by_rule"] = _best(o.by_rule for o in of_others if o.by_rule is not None)
    return {
        group: 1.0,
        **{f"{group}.{name}": log_odds(value) for name, value in by_group.items()},
        "other_holder": log_odds(_best(o.held for o in of_others if o.by_rule is None)),
        "length": math.log(proposal.words[1] - proposal.words[0]),
    }


def _best(probabilities: Iterable[float]) -> float:
    return max(probabilities, default=0.0)


def log_odds(probability: float) -> float:
    """The log-odds of a probability, which is first brought between `UNSEEN` and `CERTAIN`."""
    return log_odds_of(probability, CERTAIN)
