"""Actions that only the network finds, added to those of the rules, on which the filter decides.

The rules know the words of measures, and when one is told again; the network knows actions that no list has. A reranker
decides on what only the network proposes: for each actor one action of each kind, in its likeliest sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.actions.unlisted_measures import unlisted_measure
from kg.extract.actors.cluster import Cluster, clusters_by_id
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import ADJUSTMENTS, THRESHOLD
from kg.extract.proposer.actions.words import BACK, KINDS, ActionScores
from kg.extract.proposer.filtered_candidates import kept_by_filter
from kg.extract.proposer.reranker import SHOWN, UNSEEN, Reranker, log_odds
from kg.extract.proposer.scene.scene import TYPES, Scene
from kg.model import ActionKind, ActorType

__all__ = ["HEADING", "LEARNED", "WeighedAction", "add_actions", "weighed_actions"]

HEADING = "actions"
LEARNED = "action.learned"
"""The rule of an action that only the network finds."""
type TargetAndValues = tuple[Cluster | None, Mapping[str, object]]
"""The target and the values of a candidate."""
LEAST = 0.06
"""The least probability of an action that is proposed."""
TOLD_TYPES = (ActorType.STATE, ActorType.PERSON, ActorType.GROUP)


@dataclass(frozen=True, slots=True)
class WeighedAction:
    """An action that the network finds, with the features of the reranker: by which ``actor``, of which ``kind``, in
    which ``sentence``, told by which ``word``."""

    actor: str
    kind: ActionKind
    sentence: int
    word: int
    features: Mapping[str, float]


def add_actions(doc: Doc, scene: Scene, scores: Sequence[ActionScores], reranker: Reranker) -> None:
    """Add the actions that only the network finds to the candidates, each with the reranker's probability; none of
    another kind for the word by which the filter keeps one of the same actor, save that it also retaliates."""
    candidates = CANDIDATES(doc)
    kept_candidates = kept_by_filter(HEADING, candidates, THRESHOLD(doc), ADJUSTMENTS(doc))
    words_of_rules = {(_actor(c), c.values["told"][0]) for c in kept_candidates}
    clusters = clusters_by_id(doc)
    for action in weighed_actions(scene, kept_candidates, scores):
        reranked = reranker.rerank(action.features)
        told_otherwise = (action.actor, action.word) in words_of_rules and action.kind != ActionKind.RETALIATION
        if reranked.probability < SHOWN or told_otherwise:
            continue
        target_and_values = _by_rule(scene, action, candidates) or unlisted_measure(
            doc[action.word], action.kind, clusters[action.actor]
        )
        if target_and_values is not None:
            target, values = target_and_values
            actors = {"actor": clusters[action.actor], "target": target}
            evidence = _evidence(scene, action)
            candidates.append(Candidate(HEADING, LEARNED, actors, values, evidence, reranked=reranked))


def _by_rule(scene: Scene, action: WeighedAction, candidates: Sequence[Candidate]) -> TargetAndValues | None:
    """Target and values of a rule's candidate for the same action in that sentence, kept or not: a rule knows the
    target and amount of a measure, the network only its actor."""
    for candidate in candidates:
        if candidate.heading == HEADING and candidate.reranked is None and "mood=told" in candidate.features:
            same = _actor(candidate) == action.actor and candidate.values["kind"] == action.kind
            if same and scene.sentence_of.get(candidate.values["told"][0]) == action.sentence:
                return candidate.actors["target"], candidate.values
    return None


def _evidence(scene: Scene, action: WeighedAction) -> tuple[int, int]:
    """The sentence of the action, with those before it back to one that names the actor."""
    start, end = scene.sentences[action.sentence]
    for k in range(action.sentence, max(-1, action.sentence - BACK - 1), -1):
        if any(mention.actor == action.actor for mention in scene.by_sentence.get(k, ())):
            return scene.sentences[k][0], end
    return start, end


def weighed_actions(
    scene: Scene, kept_candidates: Sequence[Candidate], scores: Sequence[ActionScores]
) -> Iterator[WeighedAction]:
    """The actions that only the network proposes: none of a kind that the same actor has among those of rules that the
    filter has ``kept_candidates``."""
    kinds_of_rules = {(_actor(c), c.values["kind"]) for c in kept_candidates}
    best: dict[tuple[str, ActionKind], tuple[ActionScores, int]] = {}
    for action_scores in scores:
        for n, kind in enumerate(KINDS):
            key = (action_scores.actor, kind)
            least = best[key][0].likely[n] if key in best else LEAST
            if action_scores.likely[n] >= least and key not in kinds_of_rules:
                best[key] = (action_scores, n)
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in kept_candidates:
        by_sentence[scene.sentence_of.get(candidate.values["told"][0], -1)].append(candidate)
    scores_by_sentence: dict[int, list[ActionScores]] = defaultdict(list)
    for action_scores in scores:
        scores_by_sentence[action_scores.sentence].append(action_scores)
    for (actor, kind), (action_scores, n) in best.items():
        features = _features(
            scene, action_scores, n, by_sentence[action_scores.sentence], scores_by_sentence[action_scores.sentence]
        )
        yield WeighedAction(actor, kind, action_scores.sentence, action_scores.words[n], features)


def _features(
    scene: Scene, scores: ActionScores, kind_index: int, ruled: Sequence[Candidate], others: Sequence[ActionScores]
) -> dict[str, float]:
    """The features of the reranker: the probability of the action, and what else the rules and the network find in its
    sentence."""
    probability = scores.likely[kind_index]
    rival = max((other.likely[kind_index] for other in others if other.actor != scores.actor), default=UNSEEN)
    features = {
        "likely": log_odds(probability),
        "likeliest": float(probability >= max(scores.likely)),
        "rival": log_odds(rival),
        "before-rival": float(probability > rival),
        "other": float(KINDS[kind_index] == ActionKind.OTHER),
        "ruled": float(bool(ruled)),
        "ruled.same-kind": float(any(c.values["kind"] == KINDS[kind_index] for c in ruled)),
        "ruled.same-actor": float(any(_actor(c) == scores.actor for c in ruled)),
    }
    kind = TYPES[scene.types[scores.actor]]
    return features | {f"actor={each}": float(kind == each) for each in TOLD_TYPES}


def _actor(candidate: Candidate) -> str:
    actor = candidate.actors["actor"]
    return actor.id if actor is not None else ""
