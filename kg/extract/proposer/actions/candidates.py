"""Actions that only the network finds, beside those of the rules, on which the filter decides.

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
    kept = kept_by_filter(HEADING, candidates, THRESHOLD(doc), ADJUSTMENTS(doc))
    told = {(_actor(c), c.values["told"][0]) for c in kept}
    clusters = clusters_by_id(doc)
    for one in weighed_actions(scene, kept, scores):
        reranked = reranker.rerank(one.features)
        told_otherwise = (one.actor, one.word) in told and one.kind != ActionKind.RETALIATION
        if reranked.probability < SHOWN or told_otherwise:
            continue
        found = _by_rule(scene, one, candidates) or unlisted_measure(doc[one.word], one.kind, clusters[one.actor])
        if found is not None:
            target, values = found
            actors = {"actor": clusters[one.actor], "target": target}
            evidence = _evidence(scene, one)
            candidates.append(Candidate(HEADING, LEARNED, actors, values, evidence, reranked=reranked))


def _by_rule(scene: Scene, one: WeighedAction, candidates: Sequence[Candidate]) -> TargetAndValues | None:
    """Target and values of a rule's candidate for the same action in that sentence, kept or not: a rule knows the
    target and amount of a measure, the network only its actor."""
    for ruled in candidates:
        if ruled.heading == HEADING and ruled.reranked is None and "mood=told" in ruled.features:
            same = _actor(ruled) == one.actor and ruled.values["kind"] == one.kind
            if same and scene.sentence_of.get(ruled.values["told"][0]) == one.sentence:
                return ruled.actors["target"], ruled.values
    return None


def _evidence(scene: Scene, one: WeighedAction) -> tuple[int, int]:
    """The sentence of the action, with those before it back to one that names the actor."""
    start, end = scene.sentences[one.sentence]
    for k in range(one.sentence, max(-1, one.sentence - BACK - 1), -1):
        if any(mention.actor == one.actor for mention in scene.by_sentence.get(k, ())):
            return scene.sentences[k][0], end
    return start, end


def weighed_actions(scene: Scene, kept: Sequence[Candidate], scores: Sequence[ActionScores]) -> Iterator[WeighedAction]:
    """The actions that only the network proposes: none of a kind that the same actor has among those of rules that the
    filter has ``kept``."""
    told = {(_actor(c), c.values["kind"]) for c in kept}
    best: dict[tuple[str, ActionKind], tuple[ActionScores, int]] = {}
    for one in scores:
        for n, kind in enumerate(KINDS):
            key = (one.actor, kind)
            least = best[key][0].likely[n] if key in best else LEAST
            if one.likely[n] >= least and key not in told:
                best[key] = (one, n)
    ruled: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in kept:
        ruled[scene.sentence_of.get(candidate.values["told"][0], -1)].append(candidate)
    others: dict[int, list[ActionScores]] = defaultdict(list)
    for one in scores:
        others[one.sentence].append(one)
    for (actor, kind), (one, n) in best.items():
        features = _features(scene, one, n, ruled[one.sentence], others[one.sentence])
        yield WeighedAction(actor, kind, one.sentence, one.words[n], features)


def _features(
    scene: Scene, one: ActionScores, n: int, ruled: Sequence[Candidate], others: Sequence[ActionScores]
) -> dict[str, float]:
    """The features of the reranker: the probability of the action, and what else the rules and the network find in its
    sentence."""
    sure = one.likely[n]
    rival = max((other.likely[n] for other in others if other.actor != one.actor), default=UNSEEN)
    features = {
        "likely": log_odds(sure),
        "likeliest": float(sure >= max(one.likely)),
        "rival": log_odds(rival),
        "before-rival": float(sure > rival),
        "other": float(KINDS[n] == ActionKind.OTHER),
        "ruled": float(bool(ruled)),
        "ruled.same-kind": float(any(c.values["kind"] == KINDS[n] for c in ruled)),
        "ruled.same-actor": float(any(_actor(c) == one.actor for c in ruled)),
    }
    kind = TYPES[scene.types[one.actor]]
    return features | {f"actor={each}": float(kind == each) for each in TOLD_TYPES}


def _actor(candidate: Candidate) -> str:
    actor = candidate.actors["actor"]
    return actor.id if actor is not None else ""
