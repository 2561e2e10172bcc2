"""The rerankers of affiliations and of actions: what they are fitted to, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.evaluate import Figures, figures_of, outcome
from kg.evaluate.scoring import FactSheet
from kg.extract.candidates.candidate import Candidate
from kg.extract.proposer.actions.candidates import HEADING as ACTIONS
from kg.extract.proposer.actions.candidates import weighed_actions
from kg.extract.proposer.affiliations.candidates import HEADING as AFFILIATIONS
from kg.extract.proposer.affiliations.candidates import weighed_affiliations
from kg.extract.proposer.filtered_candidates import kept_by_filter
from kg.extract.proposer.reranker import Reranker
from kg.extract.proposer.scores import SceneScores
from training.proposer.annotated_documents import AnnotatedDocument
from training.proposer.fitting import RerankerRow, fit_reranker

__all__ = ["THRESHOLDS", "fit_facts", "reranker_rows", "scored_rows"]

STRENGTH = 0.1
THRESHOLDS = {AFFILIATIONS: 0.2, ACTIONS: 0.45}
"""By heading, the probability from which a reranked fact is kept. On texts that nothing has learned from, F1 differs by
at most a point for some hundredths around it."""


def reranker_rows(document: AnnotatedDocument, scores: SceneScores) -> dict[str, list[RerankerRow]]:
    """By heading, what a reranker decides on in a document, the likeliest first."""
    affiliations = weighed_affiliations(document.scene, document.candidates, scores.affiliations)
    actions = weighed_actions(document.scene, kept_by_filter(ACTIONS, document.candidates), scores.actions)
    proposed: dict[str, list[tuple[dict[str, Any], Mapping[str, float]]]] = {
        AFFILIATIONS: [
            ({"member": weighed_fact.member, "of": weighed_fact.of}, weighed_fact.features)
            for weighed_fact in affiliations
        ],
        ACTIONS: [
            ({"actor": weighed_fact.actor, "kind": str(weighed_fact.kind), "amount": None}, weighed_fact.features)
            for weighed_fact in actions
        ],
    }
    return {heading: list(_rows(document, heading, facts)) for heading, facts in proposed.items()}


def _rows(
    document: AnnotatedDocument, heading: str, proposed: Sequence[tuple[dict[str, Any], Mapping[str, float]]]
) -> Iterator[RerankerRow]:
    kept_facts = _facts_of_rules(document, heading)
    gold = _without_amounts(document.gold.facts)
    outcome_before = outcome(heading, gold, kept_facts, document.table)
    for fact, features in sorted(proposed, key=lambda each: -_rank(each[1])):
        outcome_now = outcome(heading, gold, [*kept_facts, fact], document.table)
        is_right = len(outcome_now.right) > len(outcome_before.right)
        if is_right:
            kept_facts, outcome_before = [*kept_facts, fact], outcome_now
        if is_right or len(outcome_now.added) > len(outcome_before.added):  # else it counts neither way
            yield RerankerRow(fact, features, is_right)


def _without_amounts(facts: FactSheet) -> FactSheet:
    """The gold without the amounts of its actions, which the proposals here do not have."""
    return {**facts, ACTIONS: [{**each, "amount": None} for each in facts.get(ACTIONS) or ()]}


def _rank(features: Mapping[str, float]) -> float:
    """How sure a row is: of several that say the same, the surest counts as right. A rule counts twice as much as the
    network; where no rule says the same, that counts like a rule that is unsure."""
    network = sum(value for name, value in features.items() if name.rpartition(".")[2] == "likely")
    return network / 2 + features.get("rule.by_rule", -1.0)


def _facts_of_rules(document: AnnotatedDocument, heading: str) -> list[dict[str, Any]]:
    """What is kept whatever the reranker says: the rules' actions."""
    return [_action(each) for each in kept_by_filter(ACTIONS, document.candidates)] if heading == ACTIONS else []


def _action(candidate: Candidate) -> dict[str, Any]:
    actor = candidate.actors["actor"]
    return {
        "actor": actor.id if actor is not None else "",
        "kind": str(candidate.values["kind"]),
        "amount": candidate.values["amount"],
    }


def fit_facts(heading: str, rows: Sequence[RerankerRow]) -> Reranker:
    """The reranker fitted to the rows."""
    return fit_reranker([row.features for row in rows], [row.right for row in rows], STRENGTH, THRESHOLDS[heading])


def scored_rows(
    heading: str, documents: Sequence[tuple[AnnotatedDocument, Sequence[RerankerRow]]], reranker: Reranker
) -> Figures:
    """The figures of the facts that the reranker keeps."""
    total = Figures()
    for document, rows in documents:
        facts = [row.fact for row in rows if reranker.probability(row.features) >= reranker.threshold]
        gold = _without_amounts(document.gold.facts)
        total += figures_of(outcome(heading, gold, [*_facts_of_rules(document, heading), *facts], document.table))
    return total
