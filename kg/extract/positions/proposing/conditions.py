"""Conditions of positions: "will not pay unless Athens reforms" has one, which is a demand itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.harm import is_harmful
from kg.extract.frames.slot_names import CLAUSE, OTHERS_INFINITIVE, QUOTATION
from kg.extract.grammar.arcs import auxiliaries_of, first_joined_verb, has_mark, has_modal, has_own_subject
from kg.extract.grammar.clause import subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import FINITE, tense
from kg.extract.positions.proposing.holder import Holder
from kg.extract.positions.proposing.modality import condition_verb, is_averting, modality_of
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.words.lexicon import word_set
from kg.model import PositionModality, Stance

__all__ = ["CONDITION", "Terms", "demand_of", "demanded_condition", "terms_of"]

CONDITION = "position.condition"
"""The rule that proposes a condition as a demand."""
NOUNS_OF_WHAT_IS_FOREGONE = word_set("nouns-of-what-is-foregone")
STANCES_ON_WHAT_OTHERS_WANT = {Stance.ACCEPT, Stance.REJECT, Stance.SUPPORT}
VERBS_OF_CONCEDING = word_set("verbs-of-conceding")
SLOTS_OF_OTHERS = {CLAUSE, OTHERS_INFINITIVE, QUOTATION, "deontic", "plain"}
"""Slots whose words tell what others are to do: a condition in them is no demand itself."""
OWN_CONDUCT = {Stance.OFFER, Stance.ACCEPT, Stance.COMMIT, Stance.REJECT, Stance.THREATEN}
"""Stances on what the holder itself does: a condition of them is a demand."""
STANCES_ON_OWN_DEEDS = {Stance.COMMIT, Stance.OFFER}
OPENERS_OF_CONDITIONS = word_set("openers-of-conditions")
VERBS_OF_WAITING = word_set("verbs-of-waiting")


@dataclass(frozen=True, slots=True)
class Terms:
    """How firmly a position is ascribed, and the head of a clause of condition near it, None where there is none."""

    modality: PositionModality
    clause: Token | None

    @property
    def condition(self) -> Token | None:
        """The clause, where the position depends on it; else None."""
        return self.clause if self.modality == PositionModality.CONDITIONAL else None

    @property
    def words(self) -> tuple[int, int] | None:
        """The tokens ``[start, end)`` of the condition; None where there is none."""
        if self.condition is None:
            return None
        inside = [token.i for token in self.condition.subtree]
        return min(inside), max(inside) + 1

    def with_condition(self, matter: tuple[int, int], head: Token) -> tuple[int, int]:
        """The tokens of what should be done, or is charged, together with the clause that says when, where the position
        itself does not depend on that: "[If Peru pays, Chile should sign]", "said that [if that is true, Peru is
        lying]"; those of the matter where other words stand between."""
        clause = self.clause
        if clause is None or self.condition is not None or clause.dep_ != "advcl" or head in clause.subtree:
            return matter
        verb, (start, end) = clause.head, matter
        is_told = head.i == verb.i and tense(verb) in FINITE and has_mark(clause, {"if"})
        if not (has_modal(verb) or is_told) or head.i < verb.i or not (head.i == verb.i or verb.is_ancestor(head)):
            return matter
        first, last = min(start, clause.left_edge.i), max(end, clause.right_edge.i + 1)
        inside = {token.i for token in verb.subtree}
        between = (t for t in verb.doc[first:last] if not start <= t.i < end)
        return (first, last) if all(t.i in inside or t.text == "," for t in between) else matter

    def without_condition(self, matter: tuple[int, int], head: Token) -> tuple[int, int]:
        """The tokens of a matter without the condition that it begins or ends with."""
        condition = self.condition
        if condition is None:
            return matter
        doc = condition.doc
        after = condition.right_edge.i + 1
        if matter[0] == condition.left_edge.i and after < head.i and doc[after].text == ",":
            while after < head.i and doc[after].is_punct:
                after += 1
            return after, matter[1]  # "If Peru pays, Chile will sign"
        end = condition.left_edge.i
        if not head.i < end < matter[1] or condition.lower_ == "without":
            return matter
        while end - 1 > head.i and doc[end - 1].is_punct:
            end -= 1
        return matter[0], end


def terms_of(predicate: Token, head: Token, stance: Stance) -> Terms:
    """The terms of a stance of ``predicate`` on the matter at ``head``."""
    clause = conditional(predicate)
    wanted = predicate.dep_ == "xcomp" and predicate.head.lemma_ in word_set("verbs-of-wanting")
    if clause is None and (predicate.dep_ == "acomp" or wanted):
        clause = conditional(predicate.head)
    if clause is None and head.i != predicate.i:
        clause = conditional(head)
    if clause is None:
        clause = _condition_after_joined(predicate) or _condition_after_joined(head) or _condition_before(predicate)
    is_no_condition = clause is not None and stance.sign == "for" and _is_foregone(clause, predicate)
    if clause is not None and (is_no_condition or _only_bounds(clause, predicate, stance)):
        clause = None
    is_warning = stance == Stance.THREATEN and head.dep_ == "ccomp" and head.head == predicate
    modality = modality_of(predicate, stance, clause)
    if is_warning and modality == PositionModality.ASSERTED:
        modality = modality_of(head, stance, clause)  # "warned that it might bomb the port"
    return Terms(modality, clause)


def _condition_after_joined(verb: Token) -> Token | None:
    """The condition behind a verb that shares the modal of the one before it, and so holds for both: "might [close] the
    port and seek to raise a levy if Peru sues"; not "closed the port and will raise a levy if Peru sues"."""
    if not has_modal(verb):
        return None
    seconds = [c for c in verb.children if c.dep_ == "conj" and c.tag_ in {"VB", "VBP"} and not has_own_subject(c)]
    seconds = [c for c in seconds if not auxiliaries_of(c)]
    for second in (t for c in seconds for t in (c, *(x for x in c.children if x.dep_ == "xcomp"))):
        clause = conditional(second)
        if clause is not None and clause.dep_ == "advcl" and clause.i > second.i:
            return clause
    return None


def _condition_before(verb: Token) -> Token | None:
    """The condition before the first of the verbs that share a subject and a modal, which holds for all of them: "if he
    wins, he will cut taxes and [reject] the pact"; not "closed the port and will raise a levy"."""
    first = first_joined_verb(verb)
    if first.i == verb.i or not has_modal(first) or has_own_subject(verb) or auxiliaries_of(verb):
        return None
    clause = conditional(first)
    return clause if clause is not None and clause.dep_ == "advcl" and clause.i < first.i else None


def _is_foregone(clause: Token, predicate: Token) -> bool:
    """Whether "without" tells what or how the matter is: "accepted it [without a vote]", "agreed to wait [without
    naming] a day", "adopted the agenda [without Item 6]"; not "supports the pact only [without Peru]", nor "will not
    accept it [without a vote]", a stance against it."""
    if clause.lower_ != "without" or clause.nbor(-1).lower_ == "only":
        return False
    is_deed = any(c.dep_ == "pcomp" for c in clause.children)
    is_foregone = any(c.lemma_ in NOUNS_OF_WHAT_IS_FOREGONE for c in clause.children)
    return is_deed or is_foregone or clause.head.i != predicate.i


def _only_bounds(clause: Token, predicate: Token, stance: Stance) -> bool:
    """Whether "until" tells how long something lasts: "backs the truce [until talks begin]", "agreed to wait [until it
    is ready]", "opposed postponing it [until May is over]"; not "agreed not to vote [until Peru pays]", "opposed a vote
    [until Peru pays]", nor what the holder does itself, "will keep the levy [until Peru pays]"."""
    if not has_mark(clause, {"till", "until"}):
        return False
    verb = clause.head
    is_put_off = verb.i != predicate.i and verb.lemma_ in VERBS_OF_WAITING
    is_refusal = stance.sign == "against" or is_negated(verb) or is_negated(predicate)
    return is_put_off or not (is_refusal or stance in STANCES_ON_OWN_DEEDS)


def demanded_condition(proposal: Proposal, terms: Terms) -> Token | None:
    """The verb of a condition that is itself a demand, as a holder's own conduct depends on it; else None."""
    clause = terms.clause
    if clause is None or proposal.rule == CONDITION:
        return None
    if _only_supposes(clause, proposal):
        return None
    is_own_conduct = terms.modality == PositionModality.CONDITIONAL or proposal.slot not in SLOTS_OF_OTHERS
    if not is_own_conduct or not (proposal.stance in OWN_CONDUCT or has_modal(proposal.predicate)):
        return None
    return condition_verb(clause) if proposal.stance != Stance.THREATEN or is_averting(clause) else None


def _only_supposes(clause: Token, proposal: Proposal) -> bool:
    """Whether an "if" tells of what nobody is asked to do: "will pay if it rains", "if we can", "should Peru fail",
    "for every debt repaid"; not "if Peru pays", "if the blockade ends", "if the levy is lifted", "only if"."""
    if is_inverted_condition(clause) or any(c.lower_ == "for" for c in clause.lefts):
        return True
    if not any(c.lower_ == "if" and clause.doc[max(c.i - 1, 0)].lower_ != "only" for c in clause.children):
        return False
    if clause.lemma_ in VERBS_OF_CONCEDING:
        return False
    own = {h.cluster.id for h in proposal.holders}
    others = [c for s in subjects(clause) if (c := cluster_at(s)) is not None and c.id not in own]
    return is_harmful(clause) or not (others or proposal.stance in STANCES_ON_WHAT_OTHERS_WANT)


def demand_of(clause: Token, holders: Sequence[Holder]) -> Proposal:
    """A condition as a demand, addressed to the subject of its clause: "will not pay until Athens reforms"."""
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
