"""Affiliations: the rules' are reranked by what the network says of the two actors too, and what it is sure of alone is
proposed beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.actors.cluster import clusters_by_id
from kg.extract.affiliations.leaving import has_left
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import ADJUSTMENTS, THRESHOLD
from kg.extract.candidates.filter import Adjustment, confidence
from kg.extract.proposer.kept import kept_by_filter
from kg.extract.proposer.reranker import SHOWN, UNSEEN, Reranker, log_odds
from kg.extract.proposer.scene.pairs import PairScores, likeliest
from kg.extract.proposer.scene.scene import TYPES, Scene
from kg.model import ActorType

__all__ = ["HEADING", "LEARNED", "WeighedAffiliation", "rerank_affiliations", "weighed_affiliations"]

HEADING = "affiliations"
LEARNED = "affiliation.learned"
"""The rule that an affiliation of the network's alone bears."""
LEAST = 0.08
"""The probability from which an affiliation is proposed."""
IMPOSSIBLE = {
    (ActorType.ORGANIZATION, ActorType.DELEGATION),  # its people are of the delegation
    *((kind, ActorType.PERSON) for kind in (ActorType.PERSON, ActorType.STATE, ActorType.BLOC)),
}
"""Types of two of which the first belongs to the second only by words that a rule knows: the network takes any company
for that."""
MORE_SPECIFIC = {"roles": ("person", "organization"), "leads": ("leader", "of")}
"""Headings that say more than an affiliation, which then need not be said."""


@dataclass(frozen=True, slots=True)
class WeighedAffiliation:
    """An affiliation with what a reranker looks at: the ``places`` of the rules' candidates on the list, none where
    only the network proposes it; the ``sentence`` in which that is likeliest, None where it sees none."""

    member: str
    of: str
    looked: Mapping[str, float]
    places: tuple[int, ...]
    sentence: int | None


def rerank_affiliations(doc: Doc, scene: Scene, scores: Sequence[PairScores], reranker: Reranker) -> None:
    """Rerank all affiliations among the candidates, and those of the network's alone beside them."""
    candidates = CANDIDATES(doc)
    clusters = clusters_by_id(doc)
    for one in list(weighed_affiliations(scene, candidates, scores, THRESHOLD(doc), ADJUSTMENTS(doc))):
        reranked = reranker.rerank(one.looked)
        for place in one.places:
            candidates[place] = replace(candidates[place], reranked=reranked)
        if not one.places and one.sentence is not None and reranked.probability >= SHOWN:
            actors = {"member": clusters[one.member], "of": clusters[one.of]}
            if has_left(doc, actors["member"], actors["of"]):
                continue
            proof = scene.sentences[one.sentence]
            candidates.append(Candidate(HEADING, LEARNED, actors, {}, proof, reranked=reranked))


def weighed_affiliations(
    scene: Scene,
    candidates: Sequence[Candidate],
    scores: Sequence[PairScores],
    floor: float | None = None,
    adjustments: Sequence[Adjustment] = (),
) -> Iterator[WeighedAffiliation]:
    """All affiliations that the rules propose, then those that only the network does, each where it is likeliest; none
    of two actors with a role or a lead between them that the filter keeps."""
    best = likeliest(scores)
    likely = {two: sure for two, (sure, _) in best.items()}
    ruled: dict[tuple[str, str], list[int]] = {}
    for place, candidate in enumerate(candidates):
        if candidate.heading == HEADING:
            ruled.setdefault(_two(candidate, "member", "of"), []).append(place)
    by_rule = {two: max(_sure(candidates[place]) for place in places) for two, places in ruled.items()}
    said = {
        _two(candidate, *fields)
        for heading, fields in MORE_SPECIFIC.items()
        for candidate in kept_by_filter(heading, candidates, floor, adjustments)
    }
    for two, places in ((two, places) for two, places in ruled.items() if two not in said):
        sure, sentence = best.get(two, (UNSEEN, None))
        looked = {"rule": 1.0, "rule.by_rule": log_odds(by_rule[two]), "rule.likely": log_odds(sure)}
        looked["rule.seen"] = float(sentence is not None)
        yield WeighedAffiliation(*two, looked, tuple(places), sentence)
    for (member, of), (sure, sentence) in best.items():
        types = TYPES[scene.types[member]], TYPES[scene.types[of]]
        if types in IMPOSSIBLE or likely.get((of, member), UNSEEN) > sure:
            continue  # of two, only one may be of the other
        if sure >= LEAST and (member, of) not in ruled and (member, of) not in said:
            looked = {
                "alone": 1.0,
                "alone.likely": log_odds(sure),
                "alone.back": log_odds(likely.get((of, member), UNSEEN)),
                "alone.rival": log_odds(_other(member, of, likely)),
                "alone.ruled": log_odds(_other(member, of, by_rule)),
                "alone.state": float(TYPES[scene.types[of]] == ActorType.STATE),
                **{f"alone.member={kind}": float(TYPES[scene.types[member]] == kind) for kind in TYPES},
            }
            yield WeighedAffiliation(member, of, looked, (), sentence)


def _other(member: str, of: str, sure: Mapping[tuple[str, str], float]) -> float:
    """How sure the surest affiliation of the same member to another is."""
    return max((p for (one, other), p in sure.items() if one == member and other != of), default=0.0)


def _sure(candidate: Candidate) -> float:
    return confidence(candidate.heading, candidate.features, candidate.rule)


def _two(candidate: Candidate, one: str, other: str) -> tuple[str, str]:
    first, second = candidate.actors[one], candidate.actors[other]
    return first.id if first is not None else "", second.id if second is not None else ""
