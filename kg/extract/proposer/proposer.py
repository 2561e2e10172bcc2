"""What the network proposes beside the rules, and how a reranker ranks both: positions here, talks, affiliations
and actions in the ``candidates`` of their own folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

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
from kg.extract.grammar.sentences import clause_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.positions.proposing.addressees import blamed
from kg.extract.positions.proposing.attribution import report_over, sources_of
from kg.extract.positions.proposing.conditions import Terms, terms_of
from kg.extract.positions.proposing.holder import blames_itself
from kg.extract.proposer.actions.candidates import add_actions
from kg.extract.proposer.affiliations.candidates import rerank_affiliations
from kg.extract.proposer.average import Average
from kg.extract.proposer.contradicted import contradicted, is_wronged, predicate_over
from kg.extract.proposer.joined import joined
from kg.extract.proposer.network import STANCES, Network
from kg.extract.proposer.reranker import SHOWN, Proposed, Reranker, features
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.proposer.seen import Seen, look
from kg.extract.proposer.talks.candidates import rerank_talks
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.speech.turns import called_to
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, PositionModality, Stance

__all__ = [
    "HEADING",
    "LEARNED",
    "PROPOSER",
    "Proposer",
    "by_rule",
    "looked_at",
    "propose",
    "surest",
]

LEARNED = "position.learned"
"""The rule that a position of the network's alone bears."""
HEADING = "positions"
POSSIBLE = 0.05
"""The probability from which a stance is proposed."""
ADDRESSED = 0.5
TOLD = {"position.denial", "position.listing", "position.reply"}
"""Rules that read more than the words of a matter."""


@dataclass(frozen=True)
class Proposer:
    """A network and the rerankers that were learned for it, of positions and of each other heading; ``name`` and
    ``version`` are marked on what they find. Without rerankers of ``affiliations`` and ``actions`` it says nothing of
    these."""

    name: str
    version: str
    network: Network | Average
    positions: Reranker
    talks: Reranker
    affiliations: Reranker | None = None
    actions: Reranker | None = None


PROPOSER: Note[Callable[[], Proposer] | None] = Note("proposer", lambda: None)
"""What loads whoever proposes positions beside the rules; None where the rules read alone."""


def propose(doc: Doc) -> Doc:
    """Let the network propose and the rerankers decide on all, where the reader has one (`PROPOSER`).

    Bulletins are left to the rules, which find three in four positions there: no reranker has learned from any.
    """
    load = PROPOSER(doc)
    if load is not None and not is_bulletin(doc):
        proposer, scene = load(), scene_of(doc)
        rules = [(n, by_rule(scene, c)) for n, c in enumerate(CANDIDATES(doc)) if c.heading == HEADING]
        seen = look(proposer.network, scene, sorted({one.words for _, (one, _) in rules}))
        _rerank_positions(doc, proposer.positions, rules, seen.seen)
        rerank_talks(doc, scene, seen.talks, proposer.talks)
        if proposer.affiliations is not None:
            rerank_affiliations(doc, scene, seen.affiliations, proposer.affiliations)
        if proposer.actions is not None:
            add_actions(doc, scene, seen.actions, proposer.actions)
    return doc


def looked_at(
    seen: Sequence[Seen], rules: Sequence[tuple[Proposed, int]]
) -> Iterator[tuple[Proposed, Mapping[str, float]]]:
    """Every proposal, the rules' (each with its sentence) first, with what the reranker looks at."""
    by_place = {(s.actor, s.words): s for s in seen}
    ruled: dict[int, list[Proposed]] = defaultdict(list)
    learned: dict[int, list[Proposed]] = defaultdict(list)
    completed = []
    for one, sentence in rules:
        whole = _proposed(by_place.get((one.actor, one.words)), one)
        ruled[sentence].append(whole)
        completed.append((whole, sentence))
    for what in seen:
        best = int(np.argmax(what.held.stances))
        if what.held.stances[best] >= POSSIBLE:
            one = _proposed(what, Proposed(what.actor, STANCES[best], what.words, None))
            learned[what.sentence].append(one)
            completed.append((one, what.sentence))
    for one, sentence in completed:
        yield one, features(one, ruled[sentence], learned[sentence])


def _proposed(seen: Seen | None, one: Proposed) -> Proposed:
    """The proposal with what the network says of it; a plan that is a rule's threat it may call a commitment."""
    if seen is None:
        return one
    places = [STANCES.index(one.stance)]
    if one.stance == Stance.THREATEN and one.by_rule is not None:
        places.append(STANCES.index(Stance.COMMIT))
    return replace(
        one,
        held=sum(seen.held.stances[place] for place in places),
        any=1 - seen.held.none,
        tagged=sum(seen.tags[place] for place in places),
        inside=seen.inside,
        begun=seen.begun,
    )


@dataclass
class _Ranked:
    """A proposal with the reranker's word; ``place`` is that of a rule's candidate on the list, ``told`` where the
    reranker leaves it to the filter, ``contradicted`` where the words say otherwise."""

    one: Proposed
    sure: float
    looked: Mapping[str, float]
    place: int | None
    told: bool
    contradicted: bool


def _rerank_positions(
    doc: Doc, reranker: Reranker, ruled: Sequence[tuple[int, tuple[Proposed, int]]], seen: Sequence[Seen]
) -> None:
    """Put the network's positions on the list of candidates, and rerank every position there. ``ruled`` are
    the rules', each with its place on the list."""
    candidates = CANDIDATES(doc)
    making = _Making(doc)
    told_of = [(one, {c.id for c in candidates[place].values["sources"]}) for place, (one, _) in ruled]
    called = [(c.id, words) for head, words in called_to(doc).items() if (c := cluster_at(doc[head])) is not None]
    ranked = []
    for n, (one, looked) in enumerate(looked_at(seen, [rule for _, rule in ruled])):
        place = ruled[n][0] if n < len(ruled) else None
        untrue = place is None and (
            contradicted(doc, one, making.clusters[one.actor])
            or _only_told_by(one, told_of)
            or any(one.actor == actor and one.words[0] in words for actor, words in called)
        )
        told = place is not None and _is_told_by_more(doc, candidates[place])
        sure = one.by_rule if told and one.by_rule is not None else reranker.sure(one, looked)
        ranked.append(_Ranked(one, sure, looked, place, told, untrue))
    possible = [j for j in ranked if not j.contradicted]
    _keep_surer(possible)
    shown = surest([(j.sure + _stands(j, THRESHOLD(doc)), j.one) for j in possible if j.sure >= SHOWN])
    learned = [j.one for j in possible if j.place is None and j.one in shown and j.sure >= reranker.threshold]
    whole = joined(doc, learned)
    addressees = _addressees(seen)
    for j in ranked:
        seen_alone = j.sure >= SHOWN if j.contradicted else j.one in shown and whole.get(j.one, j.one.words) is not None
        if j.told or (j.place is None and not seen_alone):
            continue
        overlapped = j.sure >= SHOWN and j.one not in shown and not j.contradicted
        reranked = Reranked(j.sure, reranker.threshold, reranker.contributions(j.looked), overlapped, j.contradicted)
        if j.place is not None:
            candidates[j.place] = replace(candidates[j.place], reranked=reranked)
        else:
            one = replace(j.one, words=whole.get(j.one) or j.one.words)
            made = making.candidate(one, addressees.get(j.one.words), reranked)
            holder, addressee = made.actors["holder"], made.actors["addressee"]
            head, predicate = doc[made.values["matter_head"]], doc[made.values["predicate"]]
            if holder is None or not blames_itself(holder, one.stance, addressee, head, predicate):
                candidates.append(made)


def _only_told_by(one: Proposed, told_of: Sequence[tuple[Proposed, Set[str]]]) -> bool:
    """Whether a rule knows that the actor of a proposal only tells of it as somebody else's: "[Ruiz] said that Peru had
    refused to pay"."""
    return any(
        one.stance == other.stance and one.actor in tellers and _alike(one.words, other.words)
        for other, tellers in told_of
    )


def _stands(ranked: _Ranked, floor: float | None) -> bool:
    """Whether the filter keeps what is left to it, and the reader what is as sure as its ``floor``, so that nothing of
    the network's on the same words may stand beside it."""
    return ranked.told and ranked.sure >= max(weights()[HEADING].threshold, floor or 0)


def _is_told_by_more(doc: Doc, candidate: Candidate) -> bool:
    """Whether more than the words of a matter tells the position, so that the network, which sees a matter alone, has
    no say: what a list is a list of, what an answer answers; or where a clause about the holder does ("those who wanted
    to [hold off]")."""
    holder, matter = candidate.actors["holder"], doc[candidate.values["matter_head"]]
    described = holder is not None and any(doc[m.head].is_ancestor(matter) for m in holder.mentions)
    return candidate.rule in TOLD or described


def _keep_surer(ranked: Sequence[_Ranked]) -> None:
    """Where the network proposes what a rule does, surer, the rule's proposal is kept for it: it knows the source, the
    addressee and the condition."""
    learned: dict[tuple[str, Stance], list[_Ranked]] = defaultdict(list)
    for other in ranked:
        if other.place is None:
            learned[other.one.actor, other.one.stance].append(other)
    for mine in ranked:
        if mine.place is None or mine.told:
            continue
        for other in learned[mine.one.actor, mine.one.stance]:
            if other.sure > mine.sure and _alike(mine.one.words, other.one.words):
                mine.sure, mine.looked, other.sure = other.sure, other.looked, mine.sure


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges share half of their words."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def by_rule(scene: Scene, candidate: Candidate) -> tuple[Proposed, int]:
    """What a rule proposes, its matter as far as the first sentence of it goes, and the number of that sentence: -1
    where it is in none."""
    holder = candidate.actors["holder"]
    start, end = candidate.values["matter"]
    sentence = scene.sentence_of.get(start, -1)
    words = (start, end if sentence < 0 else min(end, scene.sentences[sentence][1]))
    sure = confidence(HEADING, candidate.features, candidate.rule)
    return Proposed(holder.id if holder is not None else "", candidate.values["stance"], words, sure), sentence


def surest(ranked: Sequence[tuple[float, Proposed]]) -> set[Proposed]:
    """Of one actor's proposals whose matters share a word the surest, then the first."""
    kept: set[Proposed] = set()
    taken: dict[str, set[int]] = defaultdict(set)
    for _, one in sorted(ranked, key=lambda j: -j[0]):
        words = range(*one.words)
        if taken[one.actor].isdisjoint(words):
            taken[one.actor].update(words)
            kept.add(one)
    return kept


def _addressees(seen: Sequence[Seen]) -> dict[tuple[int, int], str]:
    """To whom positions on each matter are addressed, where that is likely."""
    found: dict[tuple[int, int], Seen] = {}
    for what in seen:
        best = found.get(what.words)
        if what.held.addressed >= ADDRESSED and (best is None or best.held.addressed < what.held.addressed):
            found[what.words] = what
    return {words: what.actor for words, what in found.items()}


class _Making:
    """Candidates out of what the network proposes."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.clusters = clusters_by_id(doc)
        numbers = [c.values["number"] for c in CANDIDATES(doc) if c.heading == HEADING]
        self.number = max(numbers, default=-1)

    def candidate(self, one: Proposed, addressee: str | None, reranked: Reranked) -> Candidate:
        holder = self.clusters[one.actor]
        one = replace(one, words=within_clause(self.doc, one.words))
        head, predicate = predicate_over(self.doc, one.words)
        self.number += 1
        to = self.clusters.get(addressee or "") if addressee != one.actor else None
        if to is None and one.stance == Stance.ACCUSE and head.pos_ in CLAUSAL and not _is_of_some(head):
            to = blamed(head)
        if to is holder or (to is not None and one.stance == Stance.ACCUSE and is_wronged(to, head)):
            to = None
        terms = terms_of(predicate, head, one.stance)
        if terms.words is not None and terms.words[0] <= head.i < terms.words[1]:
            terms = Terms(PositionModality.ASSERTED, None)  # the matter is what the condition says
        matter = terms.without_condition(one.words, head)
        values: PositionValues = {
            "stance": one.stance,
            "matter": matter,
            "modality": terms.modality,
            "condition": terms.words,
            "number": self.number,
            "reply_to": None,
            "sources": self._sources(predicate, holder),
            "predicate": predicate.i,
            "matter_head": head.i,
        }
        return Candidate(
            HEADING,
            LEARNED,
            {"holder": holder, "addressee": to},
            values,
            self._evidence(holder, predicate, one.words if terms.words is None else _spanned(one.words, terms.words)),
            reranked=reranked,
        )

    def _sources(self, predicate: Token, holder: Cluster) -> tuple[Cluster, ...]:
        """On whose word the holder has the position: where the words that somebody says tell nothing of the holder, who
        was found elsewhere, only people who may speak for that body, and no equals ("both sides said" of one of
        them)."""
        said = sources_of(predicate, holder)
        report = report_over(predicate)
        if report is None or _told_of(self.doc, holder, report.start, report.end):
            return said
        people = {ActorType.PERSON, ActorType.GROUP}
        return tuple(c for c in said if holder.type not in people and c.type in people)

    def _evidence(self, holder: Cluster, predicate: Token, matter: tuple[int, int]) -> tuple[int, int]:
        """The sentence of the matter, and those before it up to one that names the holder, who does not tell the text:
        a speaker is named but once, on top."""
        start, end = clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc)
        named = _places(holder)
        told = NARRATED(self.doc) and not quoted(self.doc)[predicate.i]
        tellers = SPEAKERS(self.doc).get(predicate.i, ()) if told else ()
        if any(start <= at < end for at in named) or any(cluster_at(self.doc[i]) is holder for i in tellers):
            return start, end
        before = [at for at in named if at < start]
        return clause_bounds(max(before), end, self.doc) if before else (start, end)


def _is_of_some(clause: Token) -> bool:
    """Whether a clause tells of several whom only "they" means, which may be any of those named before."""
    return any(subject.lower_ in {"they", "these", "those"} for subject in grammatical_subjects(clause))


def _told_of(doc: Doc, actor: Cluster, start: int, end: int) -> bool:
    """Whether words name an actor, or are of somebody who says "we"."""
    is_named = any(start <= at < end for at in _places(actor))
    return is_named or any(t.lower_ in word_set("first-person") for t in doc[start:end])


def _places(actor: Cluster) -> list[int]:
    """Where the words begin that mean an actor."""
    return [m.start for m in actor.mentions] + [start for start, _, _ in actor.extra]


def _spanned(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])
