"""What a position hangs on: "will not pay unless Athens reforms" has a condition, and one that is a demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.frames.slot_names import CLAUSE, OTHERS_INFINITIVE, QUOTATION
from kg.extract.grammar.arcs import has_modal
from kg.extract.grammar.clause import conditional, subjects
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.proposing.holder import Holder
from kg.extract.positions.proposing.modality import averting, condition_verb, modality_of
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.words.lexicon import word_set
from kg.model import PositionModality, Stance

__all__ = ["CONDITION", "Terms", "demand_of", "demanding", "terms_of", "without"]

CONDITION = "position.condition"
"""The rule of what a condition demands."""
NOUNS_OF_WHAT_IS_FOREGONE = word_set("nouns-of-what-is-foregone")
OF_OTHERS = {CLAUSE, OTHERS_INFINITIVE, QUOTATION, "deontic", "plain"}
"""Slots whose words tell what others are to do: a condition in them is no demand of its own."""
OWN_CONDUCT = {Stance.OFFER, Stance.ACCEPT, Stance.COMMIT, Stance.REJECT, Stance.THREATEN}
"""Stances on what the holder itself does: what it makes them depend on is a demand."""
OPENERS_OF_CONDITIONS = word_set("openers-of-conditions")


@dataclass(frozen=True, slots=True)
class Terms:
    """How firmly a position is ascribed, and the clause of the condition beside it, None where there is none."""

    modality: PositionModality
    clause: Token | None

    @property
    def condition(self) -> Token | None:
        """The clause, where the position hangs on it; None where it is only said beside it."""
        return self.clause if self.modality == PositionModality.CONDITIONAL else None

    @property
    def words(self) -> tuple[int, int] | None:
        """The range of the condition's words."""
        if self.condition is None:
            return None
        inside = [token.i for token in self.condition.subtree]
        return min(inside), max(inside) + 1


def terms_of(predicate: Token, head: Token, stance: Stance) -> Terms:
    """On what terms ``predicate`` puts a stance on the matter at ``head``."""
    clause = conditional(predicate)
    wanted = predicate.dep_ == "xcomp" and predicate.head.lemma_ in word_set("verbs-of-wanting")
    if clause is None and (predicate.dep_ == "acomp" or wanted):
        clause = conditional(predicate.head)
    if clause is None and head.i != predicate.i:
        clause = conditional(head)
    if clause is not None and stance.sign == "for" and _is_foregone(clause):
        clause = None
    return Terms(modality_of(predicate, stance, clause), clause)


def _is_foregone(clause: Token) -> bool:
    """ "Accepted it [without a vote]": what is for it waits for none, and "will not accept it without a vote" does."""
    return clause.lower_ == "without" and any(c.lemma_ in NOUNS_OF_WHAT_IS_FOREGONE for c in clause.children)


def without(condition: Token, matter: tuple[int, int], head: Token) -> tuple[int, int]:
    """A matter without the condition that ends it: the condition is kept apart."""
    doc = condition.doc
    after = condition.right_edge.i + 1
    if matter[0] == condition.left_edge.i and after < head.i and doc[after].text == ",":
        while after < head.i and (doc[after].is_punct or doc[after].lower_ in {"however", "then"}):
            after += 1
        return after, matter[1]  # "If Peru pays, Chile will sign"
    end = condition.left_edge.i
    if not head.i < end < matter[1] or condition.lower_ == "without":
        return matter
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].lower_ in {"but", "only", "even"}):
        end -= 1
    return matter[0], end


def demanding(proposal: Proposal, terms: Terms) -> Token | None:
    """The verb of a condition that is itself a demand: what a holder makes its own conduct depend on."""
    clause = terms.clause
    own = terms.modality == PositionModality.CONDITIONAL or proposal.slot not in OF_OTHERS
    planned = has_modal(proposal.predicate)
    own = own and (planned or proposal.stance in OWN_CONDUCT) and proposal.rule != CONDITION
    if not own or clause is None:
        return None
    return condition_verb(clause) if proposal.stance != Stance.THREATEN or averting(clause) else None


def demand_of(clause: Token, holders: Sequence[Holder]) -> Proposal:
    """The demand that a condition is, of whoever acts in its clause: "will not pay until Athens reforms"."""
    addressee = next((c for s in subjects(clause) if (c := cluster_at(s)) is not None), None)
    start, end = trimmed(clause, drop={"mark", "punct", "cc", "advmod"})
    while start < clause.i and clause.doc[start].lower_ in OPENERS_OF_CONDITIONS:
        start += 1
    mark = next((c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}), "-")
    return Proposal(
        CONDITION,
        clause,
        Stance.DEMAND,
        [h for h in holders if addressee is not h.cluster],
        (start, end),
        clause,
        addressee,
        slot="condition",
        extra={f"mark={mark}": 1.0, "addressed": float(addressee is not None)},
    )
