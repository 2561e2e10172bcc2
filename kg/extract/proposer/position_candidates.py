"""Candidates for positions that the network proposes: their addressees, sources, terms and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_by_id
from kg.extract.candidates.candidate import CANDIDATES, Candidate, Reranked
from kg.extract.candidates.edges import within_clause
from kg.extract.candidates.values import PositionValues
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.sentences import clause_bounds, sentence_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.positions.proposing.addressees import blamed, named_within
from kg.extract.positions.proposing.attribution import report_over, sources_of, with_delegate
from kg.extract.positions.proposing.conditions import Terms, terms_of
from kg.extract.proposer.contradictions.addressees import is_not_addressed
from kg.extract.proposer.contradictions.contradictions import predicate_over
from kg.extract.proposer.reranker import Proposed
from kg.extract.proposer.scores import MatterScores
from kg.extract.speech.sources import said_by
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import has_class
from kg.model import ActorType, PositionModality, Stance

__all__ = ["HEADING", "LEARNED", "CandidateMaker", "mention_starts"]

LEARNED = "position.learned"
"""The rule of a position that only the network finds."""
HEADING = "positions"
LEAST_ADDRESSED, LEAST_LEAD = 0.45, 0.2
"""The least probability of an addressee, and the least by which it exceeds that of every other actor."""


class CandidateMaker:
    """Makes candidates of the network's proposals, and adds addressees to those of the rules."""

    def __init__(self, doc: Doc, scores: Sequence[MatterScores]) -> None:
        self.doc = doc
        self.addressed: dict[tuple[int, int], list[tuple[float, str]]] = defaultdict(list)
        for each in scores:
            self.addressed[each.words].append((each.held.addressed, each.actor))
        self.clusters = clusters_by_id(doc)
        numbers = [c.values["number"] for c in CANDIDATES(doc) if c.heading == HEADING]
        self.number = max(numbers, default=-1)

    def candidate(self, proposal: Proposed, joined_words: tuple[int, int], reranked: Reranked) -> Candidate:
        """The candidate of a proposal whose matter, joined with others, has the words ``joined_words``."""
        holder, addressee = self.clusters[proposal.actor], self._addressee(proposal)
        proposal = replace(proposal, words=within_clause(self.doc, joined_words))
        head, predicate = predicate_over(self.doc, proposal.words)
        self.number += 1
        if (
            addressee is None
            and proposal.stance == Stance.ACCUSE
            and head.pos_ in CLAUSAL
            and not _has_plural_pronoun(head)
        ):
            addressee = blamed(head)
        if addressee is holder or (addressee is not None and is_not_addressed(addressee, head, proposal.stance)):
            addressee = None
        terms = terms_of(predicate, head, proposal.stance)
        if terms.words is not None and terms.words[0] <= head.i < terms.words[1]:
            terms = Terms(PositionModality.ASSERTED, None)  # the matter is what the condition says
        matter = terms.without_condition(terms.with_condition(proposal.words, head), head)
        values: PositionValues = {
            "stance": proposal.stance,
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
            {"holder": holder, "addressee": addressee},
            values,
            self._evidence(
                holder, predicate, matter if terms.words is None else _span_of_both(proposal.words, terms.words)
            ),
            reranked=reranked,
        )

    def with_addressee(self, candidate: Candidate, proposal: Proposed) -> Candidate:
        """A rule's candidate for ``proposal``, with the addressee that the network finds where the rule finds none."""
        addressee = self._addressee(proposal) if candidate.actors["addressee"] is None else None
        head = self.doc[candidate.values["matter_head"]]
        if (
            addressee is None
            or addressee in candidate.values["sources"]
            or is_not_addressed(addressee, head, proposal.stance)
        ):
            return candidate
        return replace(candidate, actors={**candidate.actors, "addressee": addressee})

    def _addressee(self, proposal: Proposed) -> Cluster | None:
        """The actor whom a position addresses, by the network: one that is clearly likelier than any other and that is
        mentioned in the sentence of the matter, other than in the name of the holder ("the [Ek] government")."""
        others = [each for each in self.addressed[proposal.words] if each[1] != proposal.actor]
        likeliest, second_likeliest = nlargest(2, [*others, (0.0, ""), (0.0, "")])
        if likeliest[0] < max(LEAST_ADDRESSED, second_likeliest[0] + LEAST_LEAD):
            return None
        addressee, sentence = self.clusters[likeliest[1]], sentence_bounds(self.doc[proposal.words[0]])
        tokens_in_holder = named_within(self.doc, self.clusters[proposal.actor])
        return (
            addressee
            if any(at in range(*sentence) and at not in tokens_in_holder for at in mention_starts(addressee))
            else None
        )

    def _sources(self, head: Token, predicate: Token, holder: Cluster) -> tuple[Cluster, ...]:
        """The sources of a position. Where the content of the report does not name the holder, who was found elsewhere,
        only people count who may speak for that body, and no equals ("both sides said" of one of them)."""
        word = head if _is_told_by(predicate, head, holder) else predicate
        sources, report = sources_of(word, holder), report_over(word)
        if report is not None and not _is_named_in(self.doc, holder, report.start, report.end):
            people = {ActorType.PERSON, ActorType.GROUP}
            sources = tuple(c for c in sources if holder.type not in people and c.type in people)
        return with_delegate(sources, word, holder)

    def _evidence(self, holder: Cluster, predicate: Token, matter: tuple[int, int]) -> tuple[int, int]:
        """The sentence of the matter, with those before it back to one that names the holder, unless the holder is the
        speaker of the text, who is named only once, at its top."""
        start, end = clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc)
        names = mention_starts(holder)
        narrated = NARRATED(self.doc) and not quoted(self.doc)[predicate.i]
        tellers = SPEAKERS(self.doc).get(predicate.i, ()) if narrated else ()
        if any(start <= at < end for at in names) or any(cluster_at(self.doc[i]) is holder for i in tellers):
            return start, end
        names_before = [at for at in names if at < start]
        return clause_bounds(max(names_before), end, self.doc) if names_before else (start, end)


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
    is_named = any(start <= at < end for at in mention_starts(actor))
    return is_named or any(t.lower_ in word_set("first-person") for t in doc[start:end])


def mention_starts(actor: Cluster) -> list[int]:
    """The first tokens of an actor's mentions."""
    return [m.start for m in actor.mentions] + [start for start, _, _ in actor.extra]


def _span_of_both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])
