"""Affiliations: those of the rules are reranked with what the network says of the two actors, and those that only the
network finds are added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster, clusters_by_id
from kg.extract.affiliations.non_members import has_left, is_led_by, is_only_prefixed, speaks_only_of
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import ADJUSTMENTS, THRESHOLD
from kg.extract.candidates.filter import Adjustment, confidence
from kg.extract.proposer.filtered_candidates import kept_by_filter
from kg.extract.proposer.reranker import SHOWN, UNSEEN, Reranker, log_odds
from kg.extract.proposer.scene.pairs import PairScores, likeliest
from kg.extract.proposer.scene.scene import TYPES, Scene
from kg.model import ActorType

__all__ = ["HEADING", "LEARNED", "WeighedAffiliation", "rerank_affiliations", "weighed_affiliations"]

HEADING = "affiliations"
LEARNED = "affiliation.learned"
"""The rule of an affiliation that only the network finds."""
LEAST = 0.08
"""The least probability of an affiliation that is proposed."""
IMPOSSIBLE = {
    (ActorType.ORGANIZATION, ActorType.DELEGATION),  # its people are of the delegation
    *((kind, ActorType.PERSON) for kind in (ActorType.PERSON, ActorType.STATE, ActorType.BLOC)),
}
"""Types of member and body for which only rules may find an affiliation: the network takes any contact for one."""
MORE_SPECIFIC = {"roles": ("person", "organization"), "leads": ("leader", "of")}
"""Headings that say more than an affiliation, with the fields of member and body: where one is kept, no affiliation is
proposed."""


@dataclass(frozen=True, slots=True)
class WeighedAffiliation:
    """An affiliation with the features of the reranker: ``places`` are the indices of the rules' candidates, none where
    only the network proposes it; ``sentence`` is the likeliest, None where the network finds none."""

    member: str
    of: str
    features: Mapping[str, float]
    places: tuple[int, ...]
    sentence: int | None


def rerank_affiliations(doc: Doc, scene: Scene, scores: Sequence[PairScores], reranker: Reranker) -> None:
    """Rerank all affiliations among the candidates, and add those that only the network finds."""
    candidates = CANDIDATES(doc)
    clusters = clusters_by_id(doc)
    for affiliation in list(weighed_affiliations(scene, candidates, scores, THRESHOLD(doc), ADJUSTMENTS(doc))):
        reranked = reranker.rerank(affiliation.features)
        for index in affiliation.places:
            candidates[index] = replace(candidates[index], reranked=reranked)
        if not affiliation.places and affiliation.sentence is not None and reranked.probability >= SHOWN:
            actors = {"member": clusters[affiliation.member], "of": clusters[affiliation.of]}
            evidence = scene.sentences[affiliation.sentence]
            if _is_no_tie(doc, **actors, words=evidence):
                continue
            candidates.append(Candidate(HEADING, LEARNED, actors, {}, evidence, reranked=reranked))


def _is_no_tie(doc: Doc, member: Cluster, of: Cluster, words: tuple[int, int]) -> bool:
    """Whether the text shows that one does not belong to the other, whatever a network finds in some of its words."""
    if has_left(doc, member, of) or is_led_by(doc, member, of):
        return True
    return speaks_only_of(doc, member, of, words) or is_only_prefixed(doc, of, words)


def weighed_affiliations(
    scene: Scene,
    candidates: Sequence[Candidate],
    scores: Sequence[PairScores],
    floor: float | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> Iterator[WeighedAffiliation]:
    """All affiliations that the rules propose, then those that only the network does, each in its likeliest sentence;
    none of two actors between whom the filter keeps a role or a lead."""
    best = likeliest(scores)
    probability_of = {pair: probability for pair, (probability, _) in best.items()}
    indices_of: dict[tuple[str, str], list[int]] = {}
    for index, candidate in enumerate(candidates):
        if candidate.heading == HEADING:
            indices_of.setdefault(_ids(candidate, "member", "of"), []).append(index)
    by_rule = {pair: max(_sure(candidates[index]) for index in indices) for pair, indices in indices_of.items()}
    covered = {
        _ids(candidate, *fields)
        for heading, fields in MORE_SPECIFIC.items()
        for candidate in kept_by_filter(heading, candidates, floor, adjustments)
    }
    for pair, indices in ((pair, indices) for pair, indices in indices_of.items() if pair not in covered):
        probability, sentence = best.get(pair, (UNSEEN, None))
        features = {"rule": 1.0, "rule.by_rule": log_odds(by_rule[pair]), "rule.likely": log_odds(probability)}
        features["rule.seen"] = float(sentence is not None)
        yield WeighedAffiliation(*pair, features, tuple(indices), sentence)
    for (member, body), (probability, sentence) in best.items():
        types = TYPES[scene.types[member]], TYPES[scene.types[body]]
        if types in IMPOSSIBLE or probability_of.get((body, member), UNSEEN) > probability:
            continue  # of two actors, only one may belong to the other
        if probability >= LEAST and (member, body) not in indices_of and (member, body) not in covered:
            features = {
                "alone": 1.0,
                "alone.likely": log_odds(probability),
                "alone.back": log_odds(probability_of.get((body, member), UNSEEN)),
                "alone.rival": log_odds(_best_other(member, body, probability_of)),
                "alone.ruled": log_odds(_best_other(member, body, by_rule)),
                "alone.state": float(TYPES[scene.types[body]] == ActorType.STATE),
                **{f"alone.member={kind}": float(TYPES[scene.types[member]] == kind) for kind in TYPES},
            }
            yield WeighedAffiliation(member, body, features, (), sentence)


def _best_other(member: str, body: str, probability_of: Mapping[tuple[str, str], float]) -> float:
    """The highest probability of an affiliation of the same member with another body."""
    return max(
        (
            probability
            for (other_member, other_body), probability in probability_of.items()
            if other_member == member and other_body != body
        ),
        default=0.0,
    )


def _sure(candidate: Candidate) -> float:
    return confidence(candidate.heading, candidate.features, candidate.rule)


def _ids(candidate: Candidate, one: str, other: str) -> tuple[str, str]:
    first_actor, second_actor = candidate.actors[one], candidate.actors[other]
    return first_actor.id if first_actor is not None else "", second_actor.id if second_actor is not None else ""
