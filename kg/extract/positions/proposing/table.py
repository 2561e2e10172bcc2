"""What is on the table as a text goes on: matters, positions on them, what is only asked for, and listed demands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.slot_names import CLAUSE, NOT_YET_DONE
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.negation import is_negated, negates
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import CLAUSAL, TIMES, is_infinitive
from kg.extract.positions.proposing.antecedents import Matter, TabledMatter, antecedent, is_fronted
from kg.extract.positions.proposing.attribution import sources_of
from kg.extract.positions.proposing.conditions import CONDITION
from kg.extract.positions.proposing.holder import Holder
from kg.extract.positions.proposing.proposal import ASKING, EarlierPosition, Listing, Proposal
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["TOKENS_TO_LISTING", "Table"]

UNSURE_RULES = {"position.plain", "position.judgement", CONDITION, "position.future"}
"""Rules to whose proposals nothing refers back: most of these are no positions."""
ARCS_TO_ASKING = 6
"""Arcs that are climbed from a predicate to what somebody is asked to do."""
POSITIONS_FOR_VOICE, SHARE_OF_VOICE = 5, 0.6
"""Positions after which a text's main voice can be told, and the least share of them that it holds."""
WELCOMING = {*ASKING, Stance.SUPPORT}
ANSWERS = {Stance.ACCEPT, Stance.REJECT, Stance.OPPOSE, Stance.OFFER, Stance.COMMIT, Stance.SUPPORT}
PRONOUNS_FOR_GROUPS = word_set("pronouns-for-groups")
TOKENS_TO_LISTING = 120
"""Tokens within which listed demands are those of the holders named last."""


class Table:
    """What is on the table so far in one document, in text order.

    ``matters`` are those to which later words may refer back, ``positions`` those taken on them; ``asking_predicates``
    has, by the head of what somebody is asked or means to do, the predicate that says so (both as token indices);
    ``listing`` are the demands that the text enumerates.
    """

    def __init__(self) -> None:
        self.matters: list[TabledMatter] = []
        self.positions: list[EarlierPosition] = []
        self.asking_predicates: dict[int, int] = {}
        self.listing: Listing | None = None
        self._position_at: dict[int, EarlierPosition] = {}
        self._voices: Counter[str] = Counter()

    def last_matter(self) -> TabledMatter | None:
        """The last matter, or the widest thing of which it is a part and that somebody asks for or supports: "sought [a
        mention of its call for a levy]", which is more than the levy; not "accused Mali of blocking [a levy]"."""
        if not self.matters:
            return None
        last = self.matters[-1]
        start, end = last[1]
        wider = [
            (position.predicate.i, position.matter, position.head)
            for position in self.positions
            if position.stance in WELCOMING
            and position.head.pos_ == "NOUN"
            and position.matter[0] < start
            and end <= position.matter[1]
        ]
        return min(wider, key=lambda each: each[1][0], default=last)

    def enter_untaken(self, predicate: Token, verb: Token) -> None:
        """Put on the table what a predicate is about by which nobody takes a stance: "instead of rejecting [the levy],
        Peru accepted it", "delegates differed on [the levy]. Peru opposed it", "should [not adopt the levy]"."""
        direct_objects = (c for c in predicate.children if c.dep_ == "dobj")
        objects = [*direct_objects, *objects_of(predicate, {"about", "on", "over"})]
        named = [c for c in objects if c.ent_type_ not in TIMES]
        self.matters += [(predicate.i, (c.left_edge.i, c.right_edge.i + 1), c) for c in named]
        if is_negated(verb):
            self.matters.append((predicate.i, trimmed(verb, drop={"cc", "mark", "punct"}), verb))

    def enter(self, proposal: Proposal, number: int) -> Proposal:
        """Put a proposal on the table, its first position under ``number``; returns it with the antecedent of its
        matter, and with what it answers in a list."""
        self._remember_asked(proposal)
        proposal = self._answering(self._resolved(proposal))
        self._remember_position(proposal, number)
        return proposal

    def list_demands(self, holders: Sequence[Holder], stance: Stance, noun: Token) -> None:
        """Remember the holders of demands (proposals, ...) that the words after ``noun`` may list; what is known of the
        same holder's stays known."""
        addressee = next((c for t in _addressed(noun) if (c := cluster_at(t)) is not None), None)
        sources = sources_of(noun, holders[0].cluster)
        listing = self.listing
        is_far = listing is not None and noun.i - listing.last_token >= TOKENS_TO_LISTING
        if listing is None or is_far or listing.holders[0].cluster is not holders[0].cluster:
            self.listing = Listing(holders, stance, noun.i, sources, addressee)
            return
        updated = listing if listing.stance == stance else replace(listing, group=None, group_verb=-1)
        addressee, sources = addressee or listing.addressee, sources or listing.sources
        self.listing = replace(updated, stance=stance, last_token=noun.i, sources=sources, addressee=addressee)

    def voice(self, verb: Token) -> list[Holder]:
        """The main voice of a text, the holder with most positions so far, who decides "Members are urged to pay"."""
        if len(self.positions) < POSITIONS_FOR_VOICE or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
            return []
        best, times = max(self._voices.items(), key=lambda v: v[1])
        if times < SHARE_OF_VOICE * len(self.positions) or verb.i in SPEAKERS(verb.doc):
            return []
        cluster = next(t.holders[0].cluster for t in self.positions if t.holders[0].cluster.id == best)
        return [Holder(verb.doc[cluster.mentions[0].head], cluster, "voice")]

    def position_at(self, head: Token) -> EarlierPosition | None:
        """The last position whose matter or predicate is at ``head``."""
        return self._position_at.get(head.i)

    def position_before(self, word: Token) -> EarlierPosition | None:
        """The last position whose predicate stands before a word."""
        return next((t for t in reversed(self.positions) if t.predicate.i < word.i), None)

    def is_asked_for(self, predicate: Token) -> bool:
        """Whether a predicate is part of what somebody is asked, or means, to do: "urged Chile to support the ban" says
        nothing of what Chile supports."""
        if predicate.pos_ not in CLAUSAL | {"ADJ"}:
            return False
        token = predicate
        for _ in range(ARCS_TO_ASKING):
            if self.asking_predicates.get(token.i, predicate.i) != predicate.i:
                return True
            if (
                token.dep_ in {"ROOT", "relcl"}
                or is_fronted(token)
                or (token.dep_ == "acl" and not is_infinitive(token))
            ):
                return False
            token = token.head
        return False

    def _remember_asked(self, proposal: Proposal) -> None:
        """Remember that what somebody is asked, or means, to do is not yet done."""
        asks = proposal.slot == CLAUSE and proposal.stance in {Stance.DEMAND, Stance.PROPOSE}
        if proposal.slot in NOT_YET_DONE or asks:
            self.asking_predicates.setdefault(proposal.head.i, proposal.predicate.i)

    def _remember_position(self, proposal: Proposal, number: int) -> None:
        """Remember a position for what may refer back to it, and its first holder for the main voice."""
        if proposal.rule in UNSURE_RULES:
            return
        holders = (*proposal.holders,)
        position = EarlierPosition(proposal.predicate, proposal.stance, proposal.matter, proposal.head, holders, number)
        self.positions.append(position)
        self._position_at[position.head.i] = self._position_at[position.predicate.i] = position
        self._voices[holders[0].cluster.id] += 1

    def _resolved(self, proposal: Proposal) -> Proposal:
        """The proposal with the antecedent of its matter; a matter without one is put on the table."""
        found = self._group_of(proposal) or antecedent(self.matters, proposal)
        extra = {**proposal.extra, "matter-resolved": float(found is not None)}
        if found is not None:
            addressee = None if self._mistaken(proposal, found[0]) else proposal.addressee
            return replace(proposal, matter=found[0], head=found[1], addressee=addressee, extra=extra)
        self.matters.append((proposal.predicate.i, _with_its_not(proposal), proposal.head))
        return replace(proposal, extra=extra)

    def _mistaken(self, proposal: Proposal, matter: tuple[int, int]) -> bool:
        """Whether the addressee was read from a pronoun that means a ``matter``, and did not put that forward: "Uganda
        backed the levy. Mali rejected [it]"."""
        head, addressee = proposal.head, proposal.addressee
        if addressee is None or head.pos_ != "PRON" or cluster_at(head) is not addressee:
            return False
        asking = (t for t in self.positions if t.matter == matter and t.stance in ASKING)
        return not any(addressee.id in t.holder_ids for t in asking)

    def _group_of(self, proposal: Proposal) -> Matter | None:
        """The listed group that a pronoun refers to: "turned [them] down"."""
        listing, head = self.listing, proposal.head
        if listing is None or listing.group is None or not _answers_list(proposal, listing):
            return None
        if head.lower_ not in PRONOUNS_FOR_GROUPS:
            return None
        position = self.position_at(listing.group)
        return (position.matter, position.head) if position is not None else None

    def _answering(self, proposal: Proposal) -> Proposal:
        """The proposal as an answer to the group of demands listed before, where it refers to that ("Peru has rejected
        [many of these]"); with the sources of the list, where it is itself what was listed."""
        listing, head = self.listing, proposal.head
        if listing is None or listing.group is None or proposal.reply_to is not None:
            return proposal
        if proposal.predicate.i == listing.group.i:
            addressee = proposal.addressee or listing.addressee
            return replace(proposal, addressee=addressee, on_word_of=listing.sources)
        same = head.i == listing.group.i
        if not _answers_list(proposal, listing) or not (same or _refers_to_group(proposal.matter, head)):
            return proposal
        position = self.position_at(listing.group)
        addressee = proposal.addressee or listing.holders[0].cluster
        return proposal if position is None else replace(proposal, reply_to=position.number, addressee=addressee)


def _addressed(noun: Token) -> list[Token]:
    """The addressees of a noun of asking: "the US requests of [China]", "its claims on [Peru]"."""
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "on", "to"} for p in c.children]


def _answers_list(proposal: Proposal, listing: Listing) -> bool:
    """Whether a proposal accepts or rejects something soon after a list, and has other holders than that."""
    others = all(h.cluster is not own.cluster for h in proposal.holders for own in listing.holders)
    return others and proposal.stance in ANSWERS and listing.may_be_answered_at(proposal.predicate)


def _refers_to_group(matter: tuple[int, int], head: Token) -> bool:
    """Whether a pronoun for what was listed is an object in a matter: "discuss [those]", "put [them] on the agenda"."""
    pronouns = (t for t in head.doc[slice(*matter)] if t.lower_ in PRONOUNS_FOR_GROUPS)
    return any(t.dep_ in {"dobj", "pobj"} for t in pronouns)


def _with_its_not(proposal: Proposal) -> tuple[int, int]:
    """The matter that others may answer: with the "not" of its verb, which the holder's own stance expresses and the
    matter leaves out: "The group would [not consider it]. Peru protested"."""
    head, (start, end) = proposal.head, proposal.matter
    if head.pos_ not in CLAUSAL or not is_negated(head) or any(negates(t) for t in head.doc[start:end]):
        return proposal.matter
    return trimmed(head, drop={"cc", "mark", "punct"})
