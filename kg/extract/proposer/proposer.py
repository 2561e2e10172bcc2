"""The network's proposals beside those of the rules, and the rerankers that decide on both: positions here, talks,
affiliations and actions in the ``candidates`` of their own folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from heapq import nlargest

import numpy as np
from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import clusters_by_id
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import CANDIDATES, Candidate, Reranked
from kg.extract.candidates.decisions import THRESHOLD
from kg.extract.candidates.edges import within_clause
from kg.extract.candidates.filter import confidence, weights
from kg.extract.candidates.values import PositionValues
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.sentences import clause_bounds, sentence_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.negotiations.bodies_of_states import only_shared
from kg.extract.positions.proposing.addressees import blamed, named_within
from kg.extract.positions.proposing.attribution import report_over, sources_of, with_delegate
from kg.extract.positions.proposing.conditions import Terms, terms_of
from kg.extract.positions.proposing.holder import blames_itself
from kg.extract.proposer.actions.candidates import add_actions
from kg.extract.proposer.affiliations.candidates import rerank_affiliations
from kg.extract.proposer.contradictions.addressees import is_not_addressed
from kg.extract.proposer.contradictions.contradictions import is_contradicted, predicate_over
from kg.extract.proposer.contradictions.positions_of_persons import given_to_states
from kg.extract.proposer.coordinated_matters import joined_matters
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import STANCES, Network
from kg.extract.proposer.reranker import SHOWN, Proposed, Reranker, features_of
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.proposer.scores import MatterScores, scores_of
from kg.extract.proposer.talks.candidates import rerank_talks
from kg.extract.speech.sources import said_by
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.speech.turns import called_to
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class
from kg.model import ActorType, PositionModality, Stance

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

LEARNED = "position.learned"
"""The rule of a position that only the network finds."""
HEADING = "positions"
LEAST = 0.05
"""The least probability of a stance that is proposed."""
LEAST_ADDRESSED, LEAST_LEAD = 0.45, 0.2
"""The least probability of an addressee, and the least by which it exceeds that of every other actor."""
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
"""What loads the proposer that reads beside the rules; None where only the rules read."""


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
    scored = []
    for rule, sentence in rules:
        one = _with_scores(rule, by_matter.get((rule.actor, rule.words)))
        ruled[sentence].append(one)
        scored.append((one, sentence))
    for score in scores:
        best = int(np.argmax(score.held.stances))
        if score.held.stances[best] >= LEAST:
            one = _with_scores(Proposed(score.actor, STANCES[best], score.words, None), score)
            learned[score.sentence].append(one)
            scored.append((one, score.sentence))
    for one, sentence in scored:
        yield one, features_of(one, ruled[sentence], learned[sentence])


def _with_scores(one: Proposed, scores: MatterScores | None) -> Proposed:
    """The proposal with the network's probabilities: for a rule's threat, which the network may call a commitment, the
    sums of both."""
    if scores is None:
        return one
    places = [STANCES.index(one.stance)]
    if one.stance == Stance.THREATEN and one.by_rule is not None:
        places.append(STANCES.index(Stance.COMMIT))
    return replace(
        one,
        held=sum(scores.held.stances[place] for place in places),
        any=1 - scores.held.none,
        tagged=sum(scores.tags[place] for place in places),
        inside=scores.inside,
        begun=scores.begun,
    )


@dataclass
class _Ranked:
    """A proposal with the reranker's probability and its features: ``place`` is the index of a rule's candidate, None
    for the network's; ``filtered`` whether it is left to the filter; ``contradicted`` whether grammar rules it out."""

    one: Proposed
    sure: float
    features: Mapping[str, float]
    place: int | None
    filtered: bool
    contradicted: bool


def _rerank_positions(
    doc: Doc, reranker: Reranker, ruled: Sequence[tuple[int, tuple[Proposed, int]]], scores: Sequence[MatterScores]
) -> None:
    """Rerank the positions among the candidates, and add those that only the network finds. ``ruled`` are those of the
    rules, each with its index among the candidates."""
    candidates = CANDIDATES(doc)
    maker = _CandidateMaker(doc, scores)
    sourced = [(one, {c.id for c in candidates[place].values["sources"]}) for place, (one, _) in ruled]
    called = [(c.id, words) for head, words in called_to(doc).items() if (c := cluster_at(doc[head])) is not None]
    parts = only_shared(doc)
    ranked = []
    for n, (one, features) in enumerate(with_features(scores, [rule for _, rule in ruled])):
        place = ruled[n][0] if n < len(ruled) else None
        untrue = place is None and (
            is_contradicted(doc, one, maker.clusters[one.actor])
            or one.actor in parts
            or _is_only_source(one, sourced)
            or _is_within_holder(doc, one, [rule for _, (rule, _) in ruled], maker.clusters)
            or any(one.actor == actor and one.words[0] in words for actor, words in called)
        )
        filtered = place is not None and _needs_context(doc, candidates[place])
        sure = one.by_rule if filtered and one.by_rule is not None else reranker.sure(one, features)
        ranked.append(_Ranked(one, sure, features, place, filtered, untrue))
    possible = [r for r in ranked if not r.contradicted]
    _keep_surer(possible)
    of_persons = {*given_to_states(doc, [(r.one, r.sure) for r in possible], maker.clusters.get, _alike)}
    for r in possible:
        r.contradicted = r.place is None and r.one in of_persons
    possible = [r for r in possible if not r.contradicted]
    shown = surest([(r.sure + _is_kept_by_filter(r, THRESHOLD(doc)), r.one) for r in possible if r.sure >= SHOWN])
    learned = [r.one for r in possible if r.place is None and r.one in shown and r.sure >= reranker.threshold]
    whole = joined_matters(doc, learned)
    for r in ranked:
        is_shown = r.sure >= SHOWN if r.contradicted else r.one in shown and whole.get(r.one, r.one.words) is not None
        if r.filtered or (r.place is None and not is_shown):
            continue
        overlapped = r.sure >= SHOWN and r.one not in shown and not r.contradicted
        reranked = Reranked(r.sure, reranker.threshold, reranker.contributions(r.features), overlapped, r.contradicted)
        if r.place is not None:
            candidates[r.place] = replace(maker.with_addressee(candidates[r.place], r.one), reranked=reranked)
        else:
            made = maker.candidate(r.one, whole.get(r.one) or r.one.words, reranked)
            holder, addressee = made.actors["holder"], made.actors["addressee"]
            head, predicate = doc[made.values["matter_head"]], doc[made.values["predicate"]]
            if holder is None or not blames_itself(holder, r.one.stance, addressee, head, predicate):
                candidates.append(made)


def _is_only_source(one: Proposed, sourced: Sequence[tuple[Proposed, Set[str]]]) -> bool:
    """Whether a rule proposes the same for somebody else, with the actor as its source: "[Ruiz] said that Peru had
    refused to pay". ``sourced`` are the rules' proposals with the ids of their sources."""
    return any(
        one.stance == other.stance and one.actor in sources and _alike(one.words, other.words)
        for other, sources in sourced
    )


def _is_within_holder(doc: Doc, one: Proposed, ruled: Sequence[Proposed], clusters: Mapping[str, Cluster]) -> bool:
    """Whether a rule proposes the same for a body by whose name alone the sentence names the actor: "the [Ek] team"."""
    places = [at for at in _places(clusters[one.actor]) if at in range(*sentence_bounds(doc[one.words[0]]))]
    others = (r for r in ruled if r.stance == one.stance and r.actor != one.actor and _alike(one.words, r.words))
    holders = [clusters[r.actor] for r in others if r.actor in clusters]
    return bool(places) and any(named_within(doc, holder).issuperset(places) for holder in holders)


def _is_kept_by_filter(ranked: _Ranked, floor: float | None) -> bool:
    """Whether a proposal is left to the filter and kept, so that no proposal of the network for the same actor and
    words may replace it."""
    return ranked.filtered and ranked.sure >= max(weights()[HEADING].threshold, floor or 0)


def _needs_context(doc: Doc, candidate: Candidate) -> bool:
    """Whether a rule's position is an item of a list or a reply, or in a clause that modifies the holder ("those who
    wanted to [hold off]"), so that the network, which scores each matter by itself, has no say."""
    holder, matter = candidate.actors["holder"], doc[candidate.values["matter_head"]]
    described = holder is not None and any(doc[m.head].is_ancestor(matter) for m in holder.mentions)
    return candidate.rule in RULES_OF_CONTEXT or described


def _keep_surer(ranked: Sequence[_Ranked]) -> None:
    """Where the network is surer of what a rule proposes too, give its probability to the rule's proposal, which knows
    the source, the addressee and the condition."""
    learned: dict[tuple[str, Stance], list[_Ranked]] = defaultdict(list)
    for other in ranked:
        if other.place is None:
            learned[other.one.actor, other.one.stance].append(other)
    for mine in ranked:
        if mine.place is None or mine.filtered:
            continue
        for other in learned[mine.one.actor, mine.one.stance]:
            if other.sure > mine.sure and _alike(mine.one.words, other.one.words):
                mine.sure, mine.features, other.sure = other.sure, other.features, mine.sure


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
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
    sure = confidence(HEADING, candidate.features, candidate.rule)
    return Proposed(holder.id if holder is not None else "", candidate.values["stance"], words, sure), sentence


def surest(ranked: Sequence[tuple[float, Proposed]]) -> set[Proposed]:
    """The proposals without those that share a word with a surer one (or an earlier one as sure) of the same actor."""
    kept: set[Proposed] = set()
    taken: dict[str, set[int]] = defaultdict(set)
    for _, one in sorted(ranked, key=lambda j: -j[0]):
        words = range(*one.words)
        if taken[one.actor].isdisjoint(words):
            taken[one.actor].update(words)
            kept.add(one)
    return kept


class _CandidateMaker:
    """Makes candidates of the network's proposals, and adds addressees to those of the rules."""

    def __init__(self, doc: Doc, scores: Sequence[MatterScores]) -> None:
        self.doc = doc
        self.addressed: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
        for each in scores:
            self.addressed[each.words].append((each.held.addressed, each.actor))
        self.clusters = clusters_by_id(doc)
        numbers = [c.values["number"] for c in CANDIDATES(doc) if c.heading == HEADING]
        self.number = max(numbers, default=-1)

    def candidate(self, one: Proposed, whole: tuple[int, int], reranked: Reranked) -> Candidate:
        """The candidate of a proposal whose matter, joined with others, has the words ``whole``."""
        holder, to = self.clusters[one.actor], self._addressee(one)
        one = replace(one, words=within_clause(self.doc, whole))
        head, predicate = predicate_over(self.doc, one.words)
        self.number += 1
        if to is None and one.stance == Stance.ACCUSE and head.pos_ in CLAUSAL and not _has_plural_pronoun(head):
            to = blamed(head)
        if to is holder or (to is not None and is_not_addressed(to, head, one.stance)):
            to = None
        terms = terms_of(predicate, head, one.stance)
        if terms.words is not None and terms.words[0] <= head.i < terms.words[1]:
            terms = Terms(PositionModality.ASSERTED, None)  # the matter is what the condition says
        matter = terms.without_condition(terms.with_condition(one.words, head), head)
        values: PositionValues = {
            "stance": one.stance,
            "matter": matter,
            "modality": terms.modality,
            "condition": terms.words,
            "number": self.number,
            "reply_to": None,
            "sources": self._sources(head, predicate, holder),
            "predicate": predicate.i,
            "matter_head": head.i,
        }
        return Candidate(
            HEADING,
            LEARNED,
            {"holder": holder, "addressee": to},
            values,
            self._evidence(holder, predicate, matter if terms.words is None else _spanned(one.words, terms.words)),
            reranked=reranked,
        )

    def with_addressee(self, ruled: Candidate, one: Proposed) -> Candidate:
        """A rule's candidate for ``one``, with the addressee that the network finds where the rule finds none."""
        to = self._addressee(one) if ruled.actors["addressee"] is None else None
        head = self.doc[ruled.values["matter_head"]]
        if to is None or to in ruled.values["sources"] or is_not_addressed(to, head, one.stance):
            return ruled
        return replace(ruled, actors={**ruled.actors, "addressee": to})

    def _addressee(self, one: Proposed) -> Cluster | None:
        """The actor whom a position addresses, by the network: one that is clearly likelier than any other and that is
        mentioned in the sentence of the matter, other than in the name of the holder ("the [Ek] government")."""
        others = [each for each in self.addressed[one.words] if each[1] != one.actor]
        first, second = nlargest(2, [*others, (0.0, ""), (0.0, "")])
        if first[0] < max(LEAST_ADDRESSED, second[0] + LEAST_LEAD):
            return None
        to, sentence = self.clusters[first[1]], sentence_bounds(self.doc[one.words[0]])
        own = named_within(self.doc, self.clusters[one.actor])
        return to if any(at in range(*sentence) and at not in own for at in _places(to)) else None

    def _sources(self, head: Token, predicate: Token, holder: Cluster) -> tuple[Cluster, ...]:
        """The sources of a position. Where the content of the report does not name the holder, who was found elsewhere,
        only people count who may speak for that body, and no equals ("both sides said" of one of them)."""
        told = head if _is_told_by(predicate, head, holder) else predicate
        said, report = sources_of(told, holder), report_over(told)
        if report is not None and not _is_named_in(self.doc, holder, report.start, report.end):
            people = {ActorType.PERSON, ActorType.GROUP}
            said = tuple(c for c in said if holder.type not in people and c.type in people)
        return with_delegate(said, told, holder)

    def _evidence(self, holder: Cluster, predicate: Token, matter: tuple[int, int]) -> tuple[int, int]:
        """The sentence of the matter, with those before it back to one that names the holder, unless the holder is the
        speaker of the text, who is named only once, at its top."""
        start, end = clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc)
        named = _places(holder)
        told = NARRATED(self.doc) and not quoted(self.doc)[predicate.i]
        tellers = SPEAKERS(self.doc).get(predicate.i, ()) if told else ()
        if any(start <= at < end for at in named) or any(cluster_at(self.doc[i]) is holder for i in tellers):
            return start, end
        before = [at for at in named if at < start]
        return clause_bounds(max(before), end, self.doc) if before else (start, end)


def _is_told_by(predicate: Token, head: Token, holder: Cluster) -> bool:
    """Whether a matter is all that somebody else says with a verb: "Ruiz [said] that Peru would [pay]"."""
    report = report_over(head)
    if report is None or report.cue != predicate.i or not has_class(predicate.lemma_.casefold(), "say"):
        return False
    return holder not in said_by(head.doc, report)


def _has_plural_pronoun(clause: Token) -> bool:
    """Whether the subject of a clause is "they" or the like, which may mean any of several named before."""
    return any(subject.lower_ in {"they", "these", "those"} for subject in grammatical_subjects(clause))


def _is_named_in(doc: Doc, actor: Cluster, start: int, end: int) -> bool:
    """Whether the tokens ``[start, end)`` name an actor, or have "we" or the like, which may mean it."""
    is_named = any(start <= at < end for at in _places(actor))
    return is_named or any(t.lower_ in word_set("first-person") for t in doc[start:end])


def _places(actor: Cluster) -> list[int]:
    """The first tokens of an actor's mentions."""
    return [m.start for m in actor.mentions] + [start for start, _, _ in actor.extra]


def _spanned(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])
