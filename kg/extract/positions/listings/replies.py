"""Answers to a group of demands that was listed: "which officials believe could be met", "those could take years"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_modal, own_subjects
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.tense import TIMES
from kg.extract.positions.proposing.holder import Holder, reported
from kg.extract.positions.proposing.proposal import Listing, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_reply"]

VERBS_OF_GRANTING = word_set("verbs-of-granting")
VERBS_OF_TAKING_TIME = word_set("verbs-of-taking-time")
PRONOUNS_FOR_GROUPS = word_set("pronouns-for-groups")


def from_reply(proposals: Proposals, verb: Token) -> None:
    """Propose that a listed group is accepted, by those who say so, else by the addressee of the demands."""
    listing = proposals.table.listing
    if (
        listing is None
        or listing.group is None
        or not listing.may_be_answered_at(verb)
        or verb.i in proposals.tokens_read
    ):
        return
    holders = _granting(verb, listing) or _taking_time(verb, listing)
    told = proposals.table.position_at(listing.group)
    if not holders or not has_modal(verb) or told is None:
        return
    proposals.put(
        Proposal(
            "position.reply",
            verb,
            Stance.ACCEPT,
            holders,
            told.matter,
            listing.group,
            listing.holders[0].cluster,
            slot="taken-up",
            reply_to=told.number,
            extra={f"reply={verb.lemma_}": 1.0},
            on_word_of=listing.sources,
        )
    )
    proposals.tokens_read.add(verb.i)


def _granting(verb: Token, listing: Listing) -> Sequence[Holder]:
    given = own_subjects(verb) if is_passive(verb) else [c for c in verb.children if c.dep_ == "dobj"]
    granted = verb.lemma_ in VERBS_OF_GRANTING and any(t.lower_ in PRONOUNS_FOR_GROUPS for t in given)
    return _answering(verb, listing) if granted else []


def _taking_time(verb: Token, listing: Listing) -> Sequence[Holder]:
    these = any(t.lower_ in {"these", "those"} for t in own_subjects(verb))  # "they" may be anybody
    if not these or not _is_near_group(verb, listing):
        return []
    time = any(c.dep_ == "dobj" and c.ent_type_ in TIMES for c in verb.children)
    return _answering(verb, listing) if verb.lemma_ in VERBS_OF_TAKING_TIME and time else []


def _is_near_group(verb: Token, listing: Listing) -> bool:
    """Whether a verb stands in the sentence of the group or in the one right after it."""
    told = verb.doc[listing.group_verb].sent
    return verb.sent.start in {told.start, told.end}


def _answering(verb: Token, listing: Listing) -> Sequence[Holder]:
    """Who says that a group can be met: the sources of the report over it, else the addressee of the demands."""
    reporting, _ = reported(verb)
    if reporting or listing.addressee is None:
        return reporting
    told = next((m for m in reversed(listing.addressee.mentions) if m.head < verb.i), None)
    return [Holder(verb.doc[told.head], listing.addressee, "listing")] if told is not None else []
