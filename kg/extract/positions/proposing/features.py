"""What the filter looks at when it decides on a proposed position."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.grammar.clause import conditional, passive
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.tense import SUBJECTS, bearer, is_infinitive
from kg.extract.text.layout import in_heading
from kg.model import MentionReason, PositionModality, Stance

__all__ = ["describe", "describe_stance"]


def describe(
    doc: Doc,
    rule: str,
    predicate: Token,
    holder: Token,
    cluster: Cluster,
    path: str,
    matter: tuple[int, int],
    matter_head: Token | None,
    slot: str,
    addressee: Cluster | None,
    sourced: bool,
) -> dict[str, float]:
    """Named features of a proposal whatever its stance; all are 1 for true unless they are lengths."""
    own = doc._
    lemma = predicate.lemma_.casefold()
    mention = next((m for m in cluster.mentions if m.head == holder.i), None)
    reason = mention.reason if mention is not None else None
    length = matter[1] - matter[0]
    quoted = predicate.i in (own.speakers or {})
    auxiliaries = "+".join(sorted(c.lower_ for c in predicate.children if c.dep_ == "aux")) or "-"
    above = (
        predicate.head.lemma_.casefold()
        if predicate.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp"}
        else "-"
    )
    out: dict[str, float] = {
        f"rule={rule}": 1,
        f"lemma={lemma}": 1,
        f"path={path}": 1,
        f"slot={slot}": 1,
        f"rule,path={rule},{path}": 1,
        f"holder={cluster.type}": 1,
        f"reason={reason}": 1,
        f"tag={predicate.tag_}": 1,
        f"dep={predicate.dep_}": 1,
        f"above={above}": 1,
        f"dep,tag={predicate.dep_},{predicate.tag_}": 1,
        f"aux={auxiliaries}": 1,
        f"addressee={addressee.type if addressee is not None else '-'}": 1,
        f"matter-pos={matter_head.pos_ if matter_head is not None else '-'}": 1,
        "sourced": float(sourced),
        "quoted": float(quoted),
        "heading": float(in_heading(predicate)),
        "length": min(length, 30) / 10,
        "short": float(length <= 1),
        "passive": float(predicate.pos_ == "VERB" and passive(predicate)),
        "infinitive": float(is_infinitive(predicate)),
        "gerund": float(predicate.tag_ == "VBG"),
        "conditional": float(conditional(predicate) is not None),
        "distance": min(abs(holder.i - predicate.i), 40) / 20,
        "holder-after": float(holder.i > predicate.i),
        "own-subject": float(any(c.dep_ in SUBJECTS for c in predicate.children)),
        "plural": float(mention is not None and mention.plural),
        "gazetteer": float(cluster.gazetteer is not None),
        "mentions": min(len(cluster.mentions), 10) / 5,
        "noun-of-nominal=" + (mention.noun or "-" if mention is not None else "-"): 1,
    }
    sentence = predicate.sent
    first = doc[matter[0]]
    out |= {
        "wh-matter": float(first.tag_ in {"WP", "WDT", "WRB"}),
        "question": float(doc[sentence.end - 1].text == "?"),
        "quoted-matter": float(stands_between(doc, '"', matter[0] - 1, matter[1])),
        f"lemma,slot={lemma},{slot}": 1,
        f"slot,matter-pos={slot},{matter_head.pos_ if matter_head is not None else '-'}": 1,
    }
    if matter_head is not None and slot == "that":
        out[f"mood={_mood(matter_head)}"] = 1
        out[f"lemma,mood={lemma},{_mood(matter_head)}"] = 1
    if mention is not None and reason == MentionReason.PRONOUN:
        out[f"pronoun={holder.lower_}"] = 1
        out["pronoun-sure"] = mention.sure
    if matter_head is not None:
        out[f"matter={matter_head.lemma_.casefold()}"] = 1
        out[f"lemma,matter-pos={lemma},{matter_head.pos_}"] = 1
        if matter_head.pos_ in {"PRON", "DET"}:
            out["matter-pronoun"] = 1
        matter_actor = CLUSTER_OF(doc).get(matter_head.i)
        if matter_actor is not None:
            out[f"matter-actor={matter_actor.type}"] = 1
    if any(b.heading is False for b in own.blocks):
        document = own.document
        genre = document.genre if document is not None else None
        out[f"genre={genre or '-'}"] = 1
    return out


def _mood(verb: Token) -> str:
    """The tag, or the word where it is a modal, of what bears the tense of a clause."""
    first = bearer(verb)
    return first.lower_ if first.tag_ == "MD" else str(first.tag_)


def describe_stance(predicate: Token, stance: Stance, modality: PositionModality) -> dict[str, float]:
    """Named features of the stance that is proposed."""
    return {
        f"stance={stance}": 1.0,
        f"lemma,stance={predicate.lemma_.casefold()},{stance}": 1.0,
        f"modality={modality}": 1.0,
    }
