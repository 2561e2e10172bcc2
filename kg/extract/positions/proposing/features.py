"""The features by which the filter decides on a proposed position."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.frames.slot_names import CLAUSE
from kg.extract.grammar.arcs import has_own_subject, joined_auxiliaries
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.tense import bearer, is_infinitive
from kg.extract.mentions.mention import TokenMention
from kg.extract.positions.proposing.holder import Holder
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.text.document import document_of
from kg.extract.text.layout import BLOCKS, is_in_heading
from kg.model import MentionReason, PositionModality, Stance

__all__ = ["describe", "describe_stance"]


def describe(proposal: Proposal, holder: Holder, *, sourced: bool) -> dict[str, float]:
    """Named features of a proposal for one holder that do not depend on its stance; 1 for true, unless they are
    lengths or distances.

    ``sourced`` is whether it has sources. The order is fixed: a sum of weights depends on it in its last bits.
    """
    mention = next((m for m in holder.cluster.mentions if m.head == holder.token.i), None)
    return {
        **_names(proposal, holder, mention),
        "sourced": float(sourced),
        **_measures(proposal, holder, mention),
        **_of_sentence(proposal),
        **_of_mood(proposal),
        **_of_pronoun(holder, mention),
        **_of_matter(proposal),
        **_of_text(proposal.predicate.doc),
    }


def _names(proposal: Proposal, holder: Holder, mention: TokenMention | None) -> dict[str, float]:
    """Features with a name in them: words, tags, arcs, and types of actors."""
    rule, predicate, addressee, head = proposal.rule, proposal.predicate, proposal.addressee, proposal.head
    auxiliaries = joined_auxiliaries(predicate)
    below = predicate.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp"}
    above = predicate.head.lemma_.casefold() if below else "-"
    return {
        f"rule={rule}": 1,
        f"lemma={predicate.lemma_.casefold()}": 1,
        f"path={holder.path}": 1,
        f"slot={proposal.slot}": 1,
        f"rule,path={rule},{holder.path}": 1,
        f"holder={holder.cluster.type}": 1,
        f"reason={mention.reason if mention is not None else None}": 1,
        f"tag={predicate.tag_}": 1,
        f"dep={predicate.dep_}": 1,
        f"above={above}": 1,
        f"dep,tag={predicate.dep_},{predicate.tag_}": 1,
        f"aux={auxiliaries}": 1,
        f"addressee={addressee.type if addressee is not None else '-'}": 1,
        f"matter-pos={head.pos_}": 1,
    }


def _measures(proposal: Proposal, holder: Holder, mention: TokenMention | None) -> dict[str, float]:
    """Features of the predicate and its holder that are true or false, lengths or distances."""
    predicate, cluster = proposal.predicate, holder.cluster
    length = proposal.matter[1] - proposal.matter[0]
    return {
        "quoted": float(predicate.i in SPEAKERS(predicate.doc)),
        "heading": float(is_in_heading(predicate)),
        "length": min(length, 30) / 10,
        "short": float(length <= 1),
        "passive": float(predicate.pos_ == "VERB" and is_passive(predicate)),
        "infinitive": float(is_infinitive(predicate)),
        "gerund": float(predicate.tag_ == "VBG"),
        "conditional": float(conditional(predicate) is not None),
        "distance": min(abs(holder.token.i - predicate.i), 40) / 20,
        "holder-after": float(holder.token.i > predicate.i),
        "own-subject": float(has_own_subject(predicate)),
        "plural": float(mention is not None and mention.plural),
        "gazetteer": float(cluster.gazetteer is not None),
        "mentions": min(len(cluster.mentions), 10) / 5,
        "noun-of-nominal=" + (mention.noun or "-" if mention is not None else "-"): 1,
    }


def _of_sentence(proposal: Proposal) -> dict[str, float]:
    """Features of the sentence: questions, quotation marks, and the matter's slot with its predicate and head."""
    predicate, slot, head = proposal.predicate, proposal.slot, proposal.head
    doc = predicate.doc
    start, end = proposal.matter
    return {
        "wh-matter": float(doc[start].tag_ in {"WP", "WDT", "WRB"}),
        "question": float(doc[predicate.sent.end - 1].text == "?"),
        "quoted-matter": float(stands_between(doc, '"', start - 1, end)),
        f"lemma,slot={predicate.lemma_.casefold()},{slot}": 1,
        f"slot,matter-pos={slot},{head.pos_}": 1,
    }


def _of_mood(proposal: Proposal) -> dict[str, float]:
    """The mood of a clause in the matter's slot: what somebody says is, should be or would be."""
    if proposal.slot != CLAUSE:
        return {}
    first = bearer(proposal.head)
    mood = first.lower_ if first.tag_ == "MD" else first.tag_
    return {f"mood={mood}": 1, f"lemma,mood={proposal.predicate.lemma_.casefold()},{mood}": 1}


def _of_pronoun(holder: Holder, mention: TokenMention | None) -> dict[str, float]:
    """Features of a pronoun that names the holder, with how sure its antecedent is."""
    if mention is None or mention.reason != MentionReason.PRONOUN:
        return {}
    return {f"pronoun={holder.token.lower_}": 1, "pronoun-sure": mention.sure}


def _of_matter(proposal: Proposal) -> dict[str, float]:
    """Features of the head of the matter."""
    head = proposal.head
    out: dict[str, float] = {
        f"matter={head.lemma_.casefold()}": 1,
        f"lemma,matter-pos={proposal.predicate.lemma_.casefold()},{head.pos_}": 1,
    }
    if head.pos_ in {"PRON", "DET"}:
        out["matter-pronoun"] = 1
    actor = CLUSTER_OF(head.doc).get(head.i)
    if actor is not None:
        out[f"matter-actor={actor.type}"] = 1
    return out


def _of_text(doc: Doc) -> dict[str, float]:
    """The genre, for a text whose layout tells headings from other blocks."""
    if not any(b.heading is False for b in BLOCKS(doc)):
        return {}
    return {f"genre={document_of(doc).genre or '-'}": 1}


def describe_stance(predicate: Token, stance: Stance, modality: PositionModality) -> dict[str, float]:
    """Named features of the stance that is proposed."""
    return {
        f"stance={stance}": 1.0,
        f"lemma,stance={predicate.lemma_.casefold()},{stance}": 1.0,
        f"modality={modality}": 1.0,
    }
