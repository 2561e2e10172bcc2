"""The reranker looks at what rules and network say of the same words, in three groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.proposer.network import STANCES, HolderProbabilities
from kg.extract.proposer.proposer import with_features
from kg.extract.proposer.reranker import Proposed, Reranker, features_of
from kg.extract.proposer.scores import MatterScores
from kg.model import Stance

RULE = Proposed("a0", Stance.OPPOSE, (2, 4), 0.8, held=0.7)
BESIDE = Proposed("a0", Stance.OPPOSE, (1, 4), None, held=0.7)
ALONE = Proposed("a1", Stance.SUPPORT, (2, 4), None, held=0.6)


@pytest.mark.parametrize(("one", "group"), [(RULE, "rule"), (BESIDE, "beside"), (ALONE, "alone")])
def test_a_proposal_is_of_one_group(one: Proposed, group: str) -> None:
    values = features_of(one, [RULE], [BESIDE, ALONE])
    assert {name.split(".")[0] for name in values} == {group, "other_holder", "length"}


def test_the_probability_of_a_rival_is_a_feature() -> None:
    assert features_of(RULE, [RULE], [ALONE])["other_holder"] > features_of(RULE, [RULE], [])["other_holder"]
    assert features_of(ALONE, [RULE], [ALONE])["alone.other_holder_by_rule"] > 0


def test_contributions_add_up_to_the_log_odds() -> None:
    reranker = Reranker(-0.5, 0.4, {"rule": 0.2, "rule.held": 1.5})
    values = {"rule": 1.0, "rule.held": 0.4}
    assert sum(reranker.contributions(values).values()) == pytest.approx(0.8)
    assert reranker.probability(values) == pytest.approx(1 / (1 + 2.718281828**-(0.3)))


def test_a_surer_rule_lifts_the_probability_halfway_before_calibration() -> None:
    reranker = Reranker(0.0, 0.4, {})
    values: dict[str, float] = {}
    assert reranker.sure(ALONE, values) == pytest.approx(0.5)
    assert reranker.sure(RULE, values) == pytest.approx(0.65)
    assert replace(reranker, slope=0.5, shift=-0.2).sure(RULE, values) == pytest.approx(0.5273, abs=1e-4)


def test_a_likely_commitment_is_evidence_for_a_threat() -> None:
    likely = tuple(0.8 if stance == Stance.COMMIT else 0.01 for stance in STANCES)
    seen = MatterScores("a", (0, 3), 0, HolderProbabilities(likely, 0.1, 0.1), likely, 0.9, 0.9)
    threat, demand = (Proposed("a", stance, (0, 3), 0.9) for stance in (Stance.THREATEN, Stance.DEMAND))
    (heard, _), *_ = with_features([seen], [(threat, 0)])
    (unheard, _), *_ = with_features([seen], [(demand, 0)])
    assert heard.held == pytest.approx(0.81)
    assert unheard.held == pytest.approx(0.01)
