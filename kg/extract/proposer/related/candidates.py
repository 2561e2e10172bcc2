"""Talks, affiliations and actions: the rules' are judged by what the network says of their actors too, and what it is
sure of alone is proposed beside them.

The network says of a sentence who talks with whom, not in which words: its proof is the sentence, and how far talks or
a measure have come is told by the verb over who is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actions.status import NOT, standing
from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.candidate import CANDIDATES, Candidate, Judgement
from kg.extract.candidates.filter import confidence, weights
from kg.extract.negotiations.modality import talk_modality
from kg.extract.proposer.judge import Judge, log_odds
from kg.extract.proposer.related.sights import DEEDS, MEMBER, TALKS, TARGET, Related
from kg.extract.proposer.scene.scene import Scene

__all__ = ["HEADINGS", "Likely", "judge_related", "weighed_related"]

HEADINGS = ("negotiates_with", "affiliations", "actions")
LEAST = 0.05
"""The probability from which a relation is proposed."""
AIMED = 0.5
UNSEEN = 0.005

type Key = tuple[str, str, str, int]
"""A heading, two actors, or an actor and what it does with the number of the sentence."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A fact that the network finds likely: its ``heading``, the ``first`` actor and the ``second``, or what the first
    does; where it is likeliest, and to whom it is done."""

    heading: str
    first: str
    second: str
    probability: float
    sentence: int
    target: str | None = None


def judge_related(doc: Doc, scene: Scene, related: Sequence[Related], judges: Mapping[str, Judge]) -> None:
    """Put a judgement on every candidate of a heading that has a judge, and what the network proposes alone beside
    them."""
    candidates = CANDIDATES(doc)
    making = _Making(doc, scene)
    for place, likely, looked in list(weighed_related(scene, candidates, related)):
        heading = likely.heading if place is None else candidates[place].heading
        judge = judges.get(heading)
        if judge is None:
            continue
        judgement = Judgement(judge.probability(looked), judge.threshold, judge.contributions(looked))
        if place is not None:
            candidates[place] = replace(candidates[place], judgement=judgement)
        else:
            candidates.extend(making.candidates(likely, judgement))


def weighed_related(
    scene: Scene, candidates: Sequence[Candidate], related: Sequence[Related]
) -> Iterator[tuple[int | None, Likely, Mapping[str, float]]]:
    """Every talk, affiliation and action with what a judge looks at: the place of a rule's candidate, None for what
    only the network proposes."""
    likely = dict(_likely(related))
    ruled: dict[Key, float] = defaultdict(float)
    for n, candidate in enumerate(candidates):
        key = _key(scene, candidate)
        if key is not None:
            sure = confidence(candidate.heading, candidate.features, candidate.rule)
            ruled[key] = max(ruled[key], sure)
            best = likely.get(key, Likely(*key[:3], UNSEEN, key[3]))
            looked = {"rule": 1.0, "rule.by_rule": log_odds(sure), "rule.related": log_odds(best.probability)}
            yield n, best, looked
    told = _told(candidates)
    for key, best in likely.items():
        if key not in ruled and best.probability >= LEAST and (best.first, best.second) not in told:
            yield None, best, {"alone": 1.0, "alone.related": log_odds(best.probability)}


def _told(candidates: Sequence[Candidate]) -> set[tuple[str, str]]:
    """Who belongs to whom by a role or a lead that the filter keeps."""
    return {
        (one.id, other.id)
        for c in candidates
        if c.heading in {"roles", "leads"}
        and (one := c.actors.get("person") or c.actors.get("leader")) is not None
        and (other := c.actors.get("organization") or c.actors.get("of")) is not None
        and confidence(c.heading, c.features, c.rule) >= weights()[c.heading].threshold
    }


def _key(scene: Scene, candidate: Candidate) -> Key | None:
    actors = candidate.actors
    match candidate.heading:
        case "negotiates_with":
            first, second = sorted(_ids(actors["a"], actors["b"]))
            return (candidate.heading, first, second, -1)
        case "affiliations":
            return (candidate.heading, *_ids(actors["member"], actors["of"]), -1)
        case "actions":
            (actor, _) = _ids(actors["actor"], None)
            sentence = scene.sentence_of.get(candidate.evidence[0], -1)
            return (candidate.heading, actor, str(candidate.values["kind"]), sentence)
        case _:
            return None


def _ids(one: Cluster | None, other: Cluster | None) -> tuple[str, str]:
    return (one.id if one is not None else "", other.id if other is not None else "")


def _likely(related: Sequence[Related]) -> Iterator[tuple[Key, Likely]]:
    """What the network finds likely, each once, where it is likeliest."""
    best: dict[Key, Likely] = {}
    for key, one in _all(related):
        if key not in best or best[key].probability < one.probability:
            best[key] = one
    yield from best.items()


def _all(related: Sequence[Related]) -> Iterator[tuple[Key, Likely]]:
    for seen in related:
        for (one, other), sure in seen.pairs.items():
            yield ("affiliations", one, other, -1), Likely("affiliations", one, other, sure[MEMBER], seen.sentence)
            if one < other:
                talks = (sure[TALKS] + seen.pairs[other, one][TALKS]) / 2
                yield (
                    ("negotiates_with", one, other, -1),
                    Likely("negotiates_with", one, other, talks, seen.sentence),
                )
        for actor, deeds in seen.deeds.items():
            for deed, sure_of_it in zip(DEEDS, deeds, strict=True):
                target = _target(seen, actor)
                yield (
                    ("actions", actor, str(deed), seen.sentence),
                    Likely("actions", actor, str(deed), sure_of_it, seen.sentence, target),
                )


def _target(seen: Related, actor: str) -> str | None:
    """To whom the actor's deeds in the sentence are done, where that is likely."""
    aims = [(sure[TARGET], other) for (one, other), sure in seen.pairs.items() if one == actor]
    likeliest, other = max(aims, default=(0.0, ""))
    return other if likeliest >= AIMED else None


class _Making:
    """Candidates out of what the network proposes."""

    def __init__(self, doc: Doc, scene: Scene) -> None:
        self.doc = doc
        self.scene = scene
        self.clusters = {cluster.id: cluster for cluster in CLUSTERS(doc)}

    def candidates(self, likely: Likely, judgement: Judgement) -> Iterator[Candidate]:
        first = self.clusters[likely.first]
        named = [self._word(likely.first, likely.sentence)]
        words = self.scene.sentences[likely.sentence]
        actors: Mapping[str, Cluster | None]
        values: Mapping[str, object]
        match likely.heading:
            case "affiliations":
                actors, values = {"member": first, "of": self.clusters[likely.second]}, {}
            case "negotiates_with":
                verb = _over(named[0], self._word(likely.second, likely.sentence))
                actors, values = {"a": first, "b": self.clusters[likely.second]}, {"modality": talk_modality(verb)}
            case _:
                verb = _verb(named[0])
                stands = standing(verb, verb)
                if stands.mood == NOT:
                    return
                target = self.clusters.get(likely.target or "")
                actors = {"actor": first, "target": target}
                values = {
                    "kind": likely.second,
                    "status": stands.status,
                    "amount": None,
                    "unit": None,
                    "rate": None,
                    "measure": (likely.second, likely.sentence),
                    "told": (verb.i,),
                }
        rule = {"affiliations": "affiliation", "negotiates_with": "negotiation", "actions": "action"}[likely.heading]
        yield Candidate(likely.heading, f"{rule}.learned", actors, values, words, judgement=judgement)

    def _word(self, actor: str, sentence: int) -> Token:
        """The head of an actor's first mention in a sentence."""
        named = next(n for n in self.scene.by_sentence[sentence] if n.actor == actor)
        return self.doc[named.start : named.end].root


def _verb(token: Token) -> Token:
    """The verb over a word, or the uppermost word where there is none."""
    return next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), token.sent.root)


def _over(one: Token, other: Token) -> Token:
    """The lowest word over both."""
    above = {one.i, *(t.i for t in one.ancestors)}
    return next((t for t in (other, *other.ancestors) if t.i in above), one)
