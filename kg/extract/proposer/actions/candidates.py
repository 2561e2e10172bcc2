"""Actions that the network is sure of, beside those of the rules, which are left to the filter.

The rules know the words of measures, and how often one is told again; the network knows actions that no list has. So a
reranker decides on what only the network proposes: one action of a kind an actor, where it is likeliest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.actions.unlisted import unlisted
from kg.extract.actors.cluster import clusters_by_id
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import ADJUSTMENTS, THRESHOLD
from kg.extract.candidates.filter import Adjustment
from kg.extract.proposer.actions.words import BACK, KINDS, ActionScores
from kg.extract.proposer.kept import kept_by_filter
from kg.extract.proposer.reranker import SHOWN, UNSEEN, Reranker, log_odds
from kg.extract.proposer.scene.scene import TYPES, Scene
from kg.model import ActionKind, ActorType

__all__ = ["HEADING", "LEARNED", "WeighedAction", "add_actions", "weighed_actions"]

HEADING = "actions"
LEARNED = "action.learned"
"""The rule that an action of the network's alone bears."""
LEAST = 0.06
"""The probability from which an action is proposed."""
TOLD_TYPES = (ActorType.STATE, ActorType.PERSON, ActorType.GROUP)


@dataclass(frozen=True, slots=True)
class WeighedAction:
    """An action of the network's with what a reranker looks at: of which ``kind``, by whom, in which ``sentence``, told
    by which ``word``."""

    actor: str
    kind: ActionKind
    sentence: int
    word: int
    looked: Mapping[str, float]


def add_actions(doc: Doc, scene: Scene, scores: Sequence[ActionScores], reranker: Reranker) -> None:
    """Put the network's actions on the list of candidates, each as the reranker has it."""
    candidates = CANDIDATES(doc)
    clusters = clusters_by_id(doc)
    for one in list(weighed_actions(scene, candidates, scores, THRESHOLD(doc), ADJUSTMENTS(doc))):
        reranked = reranker.rerank(one.looked)
        shown = reranked.probability >= SHOWN
        told = unlisted(doc[one.word], one.kind, clusters[one.actor]) if shown else None
        if told is not None:
            target, values = told
            candidates.append(
                Candidate(
                    HEADING,
                    LEARNED,
                    {"actor": clusters[one.actor], "target": target},
                    values,
                    _proof(scene, one),
                    reranked=reranked,
                )
            )


def _proof(scene: Scene, one: WeighedAction) -> tuple[int, int]:
    """The sentence of the action, and those before it up to one that names who does it."""
    start, end = scene.sentences[one.sentence]
    for k in range(one.sentence, max(-1, one.sentence - BACK - 1), -1):
        if any(mention.actor == one.actor for mention in scene.by_sentence.get(k, ())):
            return scene.sentences[k][0], end
    return start, end


def weighed_actions(
    scene: Scene,
    candidates: Sequence[Candidate],
    scores: Sequence[ActionScores],
    floor: float | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> Iterator[WeighedAction]:
    """The actions that only the network proposes: none of a kind that the filter keeps of the same actor."""
    kept = kept_by_filter(HEADING, candidates, floor, adjustments)
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
        looked = _looked(scene, one, n, ruled[one.sentence], others[one.sentence])
        yield WeighedAction(actor, kind, one.sentence, one.words[n], looked)


def _looked(
    scene: Scene, one: ActionScores, n: int, ruled: Sequence[Candidate], others: Sequence[ActionScores]
) -> dict[str, float]:
    """What the reranker looks at: how likely the action is, and what else the sentence tells, by the rules and by the
    network."""
    sure = one.likely[n]
    rival = max((other.likely[n] for other in others if other.actor != one.actor), default=UNSEEN)
    looked = {
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
    return looked | {f"actor={each}": float(kind == each) for each in TOLD_TYPES}


def _actor(candidate: Candidate) -> str:
    actor = candidate.actors["actor"]
    return actor.id if actor is not None else ""
