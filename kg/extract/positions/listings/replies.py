"""Answers to a group of demands that was listed: "which officials believe could be met", "those could take years",
"Peru has accepted nearly all of them"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_modal, own_subjects
from kg.extract.grammar.clause import passive
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import TIMES
from kg.extract.positions.proposing.holder import Holder, holders_at, reported, subject_path
from kg.extract.positions.proposing.proposal import Listing, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_reply"]

VERBS_OF_GRANTING = word_set("verbs-of-granting")
VERBS_OF_TAKING_TIME = word_set("verbs-of-taking-time")
PRONOUNS_FOR_GROUPS = word_set("pronouns-for-groups")


def from_reply(found: Proposals, verb: Token) -> None:
    """Propose that a listed group is accepted, by those who say so, else by the addressee of the demands."""
    listing = found.table.listing
    if listing is None or listing.group is None or not listing.may_be_answered_at(verb) or verb.i in found.done:
        return
    holders = _granting(verb, listing) or _taking_time(verb, listing)
    holders = [h for h in holders if all(h.cluster is not other.cluster for other in listing.holders)]
    if not holders or not has_modal(verb):
        return
    group = listing.group
    found.put(
        Proposal(
            "position.reply",
            verb,
            Stance.ACCEPT,
            holders,
            _matter(found, group),
            group,
            listing.holders[0].cluster,
            slot="taken-up",
            reply_to=found.table.number_of(group),
            extra={f"reply={verb.lemma_}": 1.0},
            on_word_of=listing.sources,
        )
    )
    found.done.add(verb.i)


def _matter(found: Proposals, group: Token) -> tuple[int, int]:
    told = found.table.position_at(group)
    return told.matter if told is not None else trimmed(group, drop={"punct", "cc", "relcl"})


def _refers_to_group(token: Token) -> bool:
    """Whether a word may refer to a group: "these", "most of those"."""
    return token.lower_ in PRONOUNS_FOR_GROUPS and token.tag_ in {"DT", "JJ", "JJS", "PRP", "WDT", "NN"}


def _granting(verb: Token, listing: Listing) -> Sequence[Holder]:
    if verb.lemma_ not in VERBS_OF_GRANTING and not (verb.lemma_ == "deal" and passive(verb)):
        return []
    if passive(verb):
        refers = any(map(_refers_to_group, own_subjects(verb))) or _is_fronted(verb)
        return _answering(verb, listing) if refers else []
    objects = [c for c in verb.children if c.dep_ == "dobj" and _refers_to_group(c)]
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    if not objects:
        return []
    meant = reported(verb)[0] if subject and subject[0].pos_ == "PRON" else []
    return meant or holders_at(subject, subject_path(verb))  # "the firms believe that they can meet these"


def _is_fronted(verb: Token) -> bool:
    """Whether the subject of a complement clause is fronted and was parsed as that of the verb above: "[which]
    officials believe could be met"."""
    return verb.dep_ == "ccomp" and any(map(_refers_to_group, own_subjects(verb.head)))


def _taking_time(verb: Token, listing: Listing) -> Sequence[Holder]:
    if not any(map(_is_these, own_subjects(verb))) or not _is_near_group(verb, listing):
        return []
    if not listing.sources and not reported(verb)[0]:
        return []  # that a thing takes time is an acceptance only where somebody reports it as an answer
    time = any(c.dep_ == "dobj" and c.ent_type_ in TIMES for c in verb.children)
    time = time or any(c.dep_ == "dobj" and c.lemma_ in {"time", "year", "month"} for c in verb.children)
    waits = any(c.dep_ == "xcomp" and c.lemma_ == "wait" for c in verb.children)
    if (verb.lemma_ in VERBS_OF_TAKING_TIME and time) or (verb.lemma_ == "have" and waits):
        return _answering(verb, listing)
    return []


def _is_these(token: Token) -> bool:
    """Whether a word refers to the group that was just listed: "these", "some of those"; "they" may be anybody."""
    if token.lower_ == "some":
        return any(t.lower_ in {"these", "those"} for c in token.children if c.lower_ == "of" for t in c.children)
    return token.lower_ in {"these", "those"} and token.tag_ == "DT"


def _is_near_group(verb: Token, listing: Listing) -> bool:
    """Whether a verb stands in the sentence of the group or in the one right after it."""
    told = verb.doc[listing.group_verb].sent
    return verb.sent.start in {told.start, told.end}


def _answering(verb: Token, listing: Listing) -> Sequence[Holder]:
    """Who says that a group can be met: the sources of the report over it, else the addressee of the demands."""
    reporting, _ = reported(verb)
    inner = [h for h in reporting if h.cluster not in listing.sources]
    if inner or listing.addressee is None:
        return inner
    told = next((m for m in reversed(listing.addressee.mentions) if m.head < verb.i), None)
    return [Holder(verb.doc[told.head], listing.addressee, "listing")] if told is not None else []
