"""The network's proposals in addition to those of the rules, and the rerankers that decide on both: positions here,
talks, affiliations and actions in the ``candidates`` of their own folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import CANDIDATES, Candidate, Reranked
from kg.extract.candidates.decisions import THRESHOLD
from kg.extract.candidates.filter import DOUBTFUL, confidence, weights
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.negotiations.bodies_of_states import only_shared
from kg.extract.positions.proposing.addressees import named_within
from kg.extract.positions.proposing.holder import blames_itself
from kg.extract.proposer.actions.candidates import add_actions
from kg.extract.proposer.affiliations.candidates import rerank_affiliations
from kg.extract.proposer.contradictions.concerns import finds_nothing_bad
from kg.extract.proposer.contradictions.contradictions import is_contradicted
from kg.extract.proposer.contradictions.positions_of_persons import given_to_states
from kg.extract.proposer.coordinated_matters import joined_matters
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import STANCES, Network
from kg.extract.proposer.position_candidates import HEADING, LEARNED, CandidateMaker, mention_starts
from kg.extract.proposer.reranker import SHOWN, Proposed, Reranker, features_of
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.proposer.scores import MatterScores, scores_of
from kg.extract.proposer.talks.candidates import rerank_talks
from kg.extract.speech.turns import called_to
from kg.extract.text.note import Note
from kg.model import Stance

__all__ = [
    "HEADING",
    "LEARNED",
    "PROPOSER",
    "Proposer",
    "propose",
    "proposed_by_rule",
    "surest",
    "with_features",
]

LEAST = 0.05
"""The least probability of a stance that is proposed."""
RULES_OF_CONTEXT = {"position.denial", "position.listing", "position.reply"}
"""Rules that read more than the words of a matter."""


@dataclass(frozen=True)
class Proposer:
    """A network and its rerankers by heading; ``name`` and ``version`` are recorded with what they find. Without
    rerankers of ``affiliations`` and ``actions`` it proposes none."""

    name: str
    version: str
    network: Network | Ensemble
    positions: Reranker
    talks: Reranker
    affiliations: Reranker | None = None
    actions: Reranker | None = None


PROPOSER: Note[Callable[[], Proposer] | None] = Note("proposer", lambda: None)
"""What loads the proposer that reads in addition to the rules; None where only the rules read."""


def propose(doc: Doc) -> Doc:
    """Let the network propose and the rerankers decide on all proposals, where the reader has a proposer (`PROPOSER`).

    Bulletins are left to the rules, which find three in four positions there: no reranker has learned from any.
    """
    load = PROPOSER(doc)
    if load is not None and not is_bulletin(doc):
        proposer, scene = load(), scene_of(doc)
        rules = [(n, proposed_by_rule(scene, c)) for n, c in enumerate(CANDIDATES(doc)) if c.heading == HEADING]
        scores = scores_of(proposer.network, scene, sorted({one.words for _, (one, _) in rules}))
        _rerank_positions(doc, proposer.positions, rules, scores.matters)
        rerank_talks(doc, scene, scores.talks, proposer.talks)
        if proposer.affiliations is not None:
            rerank_affiliations(doc, scene, scores.affiliations, proposer.affiliations)
        if proposer.actions is not None:
            add_actions(doc, scene, scores.actions, proposer.actions)
    return doc


def with_features(
    scores: Sequence[MatterScores], rules: Sequence[tuple[Proposed, int]]
) -> Iterator[tuple[Proposed, Mapping[str, float]]]:
    """Every proposal with the features of the reranker: first those of the ``rules``, each given with its sentence,
    then those of the network."""
    by_matter = {(s.actor, s.words): s for s in scores}
    ruled: dict[int, list[Proposed]] = defaultdict(list)
    learned: dict[int, list[Proposed]] = defaultdict(list)
    proposals = []
    for rule, sentence in rules:
        proposal = _with_scores(rule, by_matter.get((rule.actor, rule.words)))
        ruled[sentence].append(proposal)
        proposals.append((proposal, sentence))
    for score in scores:
        best = int(np.argmax(score.held.stances))
        if score.held.stances[best] >= LEAST:
            proposal = _with_scores(Proposed(score.actor, STANCES[best], score.words, None), score)
            learned[score.sentence].append(proposal)
            proposals.append((proposal, score.sentence))
    for proposal, sentence in proposals:
        yield proposal, features_of(proposal, ruled[sentence], learned[sentence])


def _with_scores(proposal: Proposed, scores: MatterScores | None) -> Proposed:
    """The proposal with the network's probabilities: for a rule's threat, which the network may call a commitment, the
    sums of both."""
    if scores is None:
        return proposal
    outputs = [STANCES.index(proposal.stance)]
    if proposal.stance == Stance.THREATEN and proposal.by_rule is not None:
        outputs.append(STANCES.index(Stance.COMMIT))
    return replace(
        proposal,
        held=sum(scores.held.stances[output] for output in outputs),
        any=1 - scores.held.none,
        tagged=sum(scores.tags[output] for output in outputs),
        inside=scores.inside,
        begun=scores.begun,
    )


@dataclass
class _Ranked:
    """A proposal with the reranker's ``probability`` and its features: ``index`` is that of a rule's candidate, None
    for the network's; ``filtered`` whether it is left to the filter; ``contradicted`` whether grammar rules it out."""

    proposal: Proposed
    probability: float
    features: Mapping[str, float]
    index: int | None
    filtered: bool
    contradicted: bool


def _rerank_positions(
    doc: Doc, reranker: Reranker, ruled: Sequence[tuple[int, tuple[Proposed, int]]], scores: Sequence[MatterScores]
) -> None:
    """Rerank the positions among the candidates, and add those that only the network finds. ``ruled`` are those of the
    rules, each with its index among the candidates."""
    candidates = CANDIDATES(doc)
    maker = CandidateMaker(doc, scores)
    ranked = _ranked_proposals(doc, reranker, ruled, scores, maker.clusters)
    possible = [r for r in ranked if not r.contradicted]
    _keep_surer(possible)
    of_persons = {
        *given_to_states(doc, [(r.proposal, r.probability) for r in possible], maker.clusters.get, _are_alike)
    }
    for r in possible:
        r.contradicted = r.index is None and r.proposal in of_persons
    possible = [r for r in possible if not r.contradicted]
    shown = surest(
        [
            (r.probability + _is_kept_by_filter(r, THRESHOLD(doc)), r.proposal)
            for r in possible
            if r.probability >= SHOWN
        ]
    )
    learned = [
        r.proposal for r in possible if r.index is None and r.proposal in shown and r.probability >= reranker.threshold
    ]
    joined_words = joined_matters(doc, learned)
    for r in ranked:
        likely, is_surest = r.probability >= SHOWN, r.proposal in shown
        words = joined_words.get(r.proposal, r.proposal.words)
        is_shown = likely if r.contradicted else is_surest and words is not None
        if r.filtered or (r.index is None and not is_shown):
            continue
        overlapped = likely and not is_surest and not r.contradicted
        contributions = reranker.contributions(r.features)
        reranked = Reranked(r.probability, reranker.threshold, contributions, overlapped, r.contradicted)
        if r.index is not None:
            candidates[r.index] = replace(maker.with_addressee(candidates[r.index], r.proposal), reranked=reranked)
            continue
        candidate = maker.candidate(r.proposal, words or r.proposal.words, reranked)
        if not _blames_its_holder(doc, candidate):
            candidates.append(candidate)


def _ranked_proposals(
    doc: Doc,
    reranker: Reranker,
    ruled: Sequence[tuple[int, tuple[Proposed, int]]],
    scores: Sequence[MatterScores],
    clusters: Mapping[str, Cluster],
) -> list[_Ranked]:
    """All proposals with their probabilities, first those of the rules, then those of the network."""
    candidates = CANDIDATES(doc)
    rules = [rule for _, rule in ruled]
    rules_with_sources = [(rule, {c.id for c in candidates[index].values["sources"]}) for index, (rule, _) in ruled]
    addressees = [(c.id, words) for head, words in called_to(doc).items() if (c := cluster_at(doc[head])) is not None]
    actors_in_names = only_shared(doc)
    ranked = []
    for n, (proposal, features) in enumerate(with_features(scores, rules)):
        index = ruled[n][0] if n < len(ruled) else None
        contradicted = index is None and (
            is_contradicted(doc, proposal, clusters[proposal.actor])
            or proposal.actor in actors_in_names
            or _is_only_source(proposal, rules_with_sources)
            or _is_within_holder(doc, proposal, [rule for rule, _ in rules], clusters)
            or any(proposal.actor == actor and proposal.words[0] in words for actor, words in addressees)
        )
        filtered = index is not None and _needs_context(doc, candidates[index])
        by_filter = proposal.by_rule if filtered else None
        probability = reranker.sure(proposal, features) if by_filter is None else by_filter
        if index is None and finds_nothing_bad(doc, proposal):
            probability = min(probability, DOUBTFUL)
        ranked.append(_Ranked(proposal, probability, features, index, filtered, contradicted))
    return ranked


def _blames_its_holder(doc: Doc, candidate: Candidate) -> bool:
    holder, addressee, values = candidate.actors["holder"], candidate.actors["addressee"], candidate.values
    head, predicate = doc[values["matter_head"]], doc[values["predicate"]]
    return holder is not None and blames_itself(holder, values["stance"], addressee, head, predicate)


def _is_only_source(proposal: Proposed, rules_with_sources: Sequence[tuple[Proposed, Set[str]]]) -> bool:
    """Whether a rule proposes the same for somebody else, with the actor as its source: "[Ruiz] said that Peru had
    refused to pay". ``rules_with_sources`` are the rules' proposals with the ids of their sources."""
    return any(
        proposal.stance == rule.stance and proposal.actor in sources and _are_alike(proposal.words, rule.words)
        for rule, sources in rules_with_sources
    )


def _is_within_holder(doc: Doc, proposal: Proposed, rules: Sequence[Proposed], clusters: Mapping[str, Cluster]) -> bool:
    """Whether a rule proposes the same for a body by whose name alone the sentence names the actor: "the [Ek] team"."""
    places = [
        at for at in mention_starts(clusters[proposal.actor]) if at in range(*sentence_bounds(doc[proposal.words[0]]))
    ]
    others = (
        r
        for r in rules
        if r.stance == proposal.stance and r.actor != proposal.actor and _are_alike(proposal.words, r.words)
    )
    holders = [clusters[r.actor] for r in others if r.actor in clusters]
    return bool(places) and any(named_within(doc, holder).issuperset(places) for holder in holders)


def _is_kept_by_filter(ranked: _Ranked, floor: float | None) -> bool:
    """Whether a proposal is left to the filter and kept, so that no proposal of the network for the same actor and
    words may replace it."""
    return ranked.filtered and ranked.probability >= max(weights()[HEADING].threshold, floor or 0)


def _needs_context(doc: Doc, candidate: Candidate) -> bool:
    """Whether a rule's position is an item of a list or a reply, or in a clause that modifies the holder ("those who
    wanted to [hold off]"), so that the network, which scores each matter by itself, has no say."""
    holder, matter = candidate.actors["holder"], doc[candidate.values["matter_head"]]
    described = holder is not None and any(doc[m.head].is_ancestor(matter) for m in holder.mentions)
    return candidate.rule in RULES_OF_CONTEXT or described


def _keep_surer(ranked: Sequence[_Ranked]) -> None:
    """Where the network is surer of what a rule proposes too, give its probability to the rule's proposal, which knows
    the source, the addressee and the condition."""
    of_network: dict[tuple[str, Stance], list[_Ranked]] = defaultdict(list)
    for by_network in ranked:
        if by_network.index is None:
            of_network[by_network.proposal.actor, by_network.proposal.stance].append(by_network)
    for by_rule in ranked:
        if by_rule.index is None or by_rule.filtered:
            continue
        for by_network in of_network[by_rule.proposal.actor, by_rule.proposal.stance]:
            if by_network.probability > by_rule.probability and _are_alike(
                by_rule.proposal.words, by_network.proposal.words
            ):
                by_rule.probability, by_rule.features, by_network.probability = (
                    by_network.probability,
                    by_network.features,
                    by_rule.probability,
                )


def _are_alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether what two ranges share is half of what they span together, or more."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def proposed_by_rule(scene: Scene, candidate: Candidate) -> tuple[Proposed, int]:
    """A rule's proposal, its matter cut at the end of the sentence that it begins in, and the index of that sentence:
    -1 where it begins in none."""
    holder = candidate.actors["holder"]
    start, end = candidate.values["matter"]
    sentence = scene.sentence_of.get(start, -1)
    words = (start, end if sentence < 0 else min(end, scene.sentences[sentence][1]))
    probability = confidence(HEADING, candidate.features, candidate.rule)
    return Proposed(holder.id if holder is not None else "", candidate.values["stance"], words, probability), sentence


def surest(ranked: Sequence[tuple[float, Proposed]]) -> set[Proposed]:
    """The proposals without those that share a word with a surer one (or an earlier one as sure) of the same actor."""
    surest_proposals: set[Proposed] = set()
    words_taken: dict[str, set[int]] = defaultdict(set)
    for _, proposal in sorted(ranked, key=lambda j: -j[0]):
        words = range(*proposal.words)
        if words_taken[proposal.actor].isdisjoint(words):
            words_taken[proposal.actor].update(words)
            surest_proposals.add(proposal)
    return surest_proposals
