"""The positions proposed so far in one document, and how a rule's proposal becomes candidates."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.candidates.values import PositionValues
from kg.extract.frames.empty_matters import names_nothing
from kg.extract.frames.factuality.factuality import is_only_asked
from kg.extract.frames.factuality.past_stances import is_of_the_past
from kg.extract.grammar.sentences import clause_bounds
from kg.extract.positions.proposing.attribution import sources_of, with_delegate
from kg.extract.positions.proposing.conditions import CONDITION, Terms, demand_of, demanded_condition, terms_of
from kg.extract.positions.proposing.features import describe, describe_stance
from kg.extract.positions.proposing.holder import Holder, as_state, blames_itself, is_only_imagined, nobody_beside
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.table import Table
from kg.extract.speech.side_remarks import side_remarks

__all__ = ["Proposals"]

TENSED = {"VBD", "VBZ", "VBP"}
MAX_MATTER = 40
"""Tokens that a matter may have: a paragraph names no matter."""


class Proposals:
    """The positions proposed so far in one document.

    ``side_remarks`` are the remarks on actors named besides a main holder, ``table`` is what has been put forward so
    far, ``tokens_read`` are the tokens that a rule has read and that others then leave alone, and ``count`` is the
    number of positions. Rules hand in positions by `put`.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.side_remarks = side_remarks(doc)
        self.table = Table()
        self.tokens_read: set[int] = set()
        self.count = 0
        self._conditions: set[tuple[int, str]] = set()

    def put(self, proposal: Proposal) -> list[int]:
        """Propose a position for each holder; returns their numbers, none where the words take no stance."""
        proposal = _with_mended_matter(proposal)
        if not self._takes_stance(proposal):
            return []
        if is_of_the_past(proposal.predicate, proposal.stance):  # "used to back the levy but now opposes it": the levy
            self.table.matters.append((proposal.predicate.i, proposal.matter, proposal.head))
            return []
        proposal = replace(proposal, holders=_able_to_hold(proposal))
        if not proposal.holders:
            return []
        proposal = self.table.enter(proposal, self.count)
        terms = terms_of(proposal.predicate, proposal.head, proposal.stance)
        proposal = replace(proposal, matter=terms.without_condition(proposal.matter, proposal.head))
        first = self.count
        for holder in proposal.holders:
            if proposal.addressee is holder.cluster:
                proposal = replace(proposal, addressee=None)
            self._propose(replace(proposal, addressee=_own_addressee(proposal, holder)), holder, terms)
        numbers = [*range(first, self.count)]
        self._put_condition(proposal, terms)
        return numbers

    def _takes_stance(self, proposal: Proposal) -> bool:
        """Whether a proposal names a matter, and its words do more than ask."""
        start, end = proposal.matter
        if not 0 < end - start <= MAX_MATTER or is_only_asked(proposal.predicate):
            return False
        if names_nothing(proposal.head, proposal.stance):
            return False
        return proposal.rule == CONDITION or not self.table.is_asked_for(proposal.predicate)

    def _put_condition(self, proposal: Proposal, terms: Terms) -> None:
        """Propose a condition that is a demand, once for each holder."""
        clause = demanded_condition(proposal, terms)
        if clause is not None:
            fresh = [h for h in proposal.holders if (clause.i, h.cluster.id) not in self._conditions]
            self._conditions.update((clause.i, h.cluster.id) for h in fresh)
            self.put(demand_of(clause, fresh))

    def _propose(self, proposal: Proposal, holder: Holder, terms: Terms) -> None:
        """Add a candidate for the position of one holder."""
        predicate, matter, head = proposal.predicate, proposal.matter, proposal.head
        others = [h.cluster for h in proposal.holders]
        sources = sources_of(predicate, holder.cluster) or proposal.on_word_of
        chain = tuple(c for c in sources if c not in others)
        values: PositionValues = {
            "stance": proposal.stance,
            "matter": matter,
            "modality": terms.modality,
            "condition": terms.words,
            "number": self.count,
            "reply_to": proposal.reply_to,
            "sources": with_delegate(chain, predicate, holder.cluster),
            "predicate": predicate.i,
            "matter_head": head.i,
        }
        described = describe(proposal, holder, sourced=bool(chain))
        stance = describe_stance(predicate, proposal.stance, terms.modality)
        propose(
            self.doc,
            Candidate(
                "positions",
                proposal.rule,
                {"holder": holder.cluster, "addressee": proposal.addressee},
                values,
                clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc),
                {**described, **stance, **proposal.extra},
                proposal.row,
            ),
        )
        self.count += 1


def _own_addressee(proposal: Proposal, holder: Holder) -> Cluster | None:
    """The addressee of one of several holders: the one of the holder's state, where those listed after the predicate
    are one of each, "the two leaders told [Peruvian Minister Ek] and Chilean Minister Ruiz to meet"."""
    addressee, predicate = proposal.addressee, proposal.predicate
    if addressee is None or len(proposal.holders) < 2:
        return addressee
    heads = (m.head for m in addressee.mentions if predicate.i < m.head < predicate.sent.end)
    head = min(heads, default=None)
    conjuncts = predicate.doc[head].conjuncts if head is not None else ()
    listed = [addressee, *(c for t in conjuncts if (c := cluster_at(t)) is not None)]
    by_country = {c.country: c for c in listed if c.country is not None}
    countries_of_holders = {h.cluster.country for h in proposal.holders}
    one_each = len(listed) == len(by_country) == len(proposal.holders) and by_country.keys() == countries_of_holders
    return by_country.get(holder.cluster.country or "") if one_each else addressee


def _able_to_hold(proposal: Proposal) -> list[Holder]:
    """The holders, states for presidents who speak for them, without those who would accuse themselves, without
    hypothetical ones, and without the "state" of "no state that is ready"."""
    accusation = (proposal.stance, proposal.addressee, proposal.head, proposal.predicate)
    nobody = nobody_beside(proposal.predicate)
    return [
        h
        for h in (as_state(holder, proposal.stance) for holder in proposal.holders)
        if h.token != nobody
        and not blames_itself(h.cluster, *accusation)
        and not is_only_imagined(h, proposal.predicate)
    ]


def _with_mended_matter(proposal: Proposal) -> Proposal:
    """The proposal with a matter after the predicate that ends with a whole word, "proposed [de]-coupling it", and
    before the subject of the next clause: "Peru backed [the text and CHILE] asked for time"."""
    doc, (start, end) = proposal.head.doc, proposal.matter
    if proposal.predicate.i >= start:
        return proposal
    name = end
    while name - 1 > start and doc[name - 1].pos_ == "PROPN":
        name -= 1
    if start < name - 1 and name < end < len(doc) and doc[name - 1].lower_ == "and" and doc[end].tag_ in TENSED:
        return replace(proposal, matter=(start, name - 1))
    if 0 < end < len(doc) - 1 and doc[end].text == "-" and not doc[end - 1].whitespace_:
        return replace(proposal, matter=(start, min(doc[end + 1].right_edge.i + 1, doc[end].sent.end)))
    return proposal
