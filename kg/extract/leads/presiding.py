"""States and bodies that preside: "Kenya, as chair of the Union", "Chile, which holds the bloc presidency"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import BODIES, CLUSTER_OF
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.leads.proposals import Leads
from kg.extract.mentions.mention import mentions_before
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["CHAIRS", "holders", "named_before", "propose_presiding"]

CHAIRS = word_set("chairs")
PRESIDING = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC}


def propose_presiding(found: Leads, token: Token) -> bool:
    """Propose who presides in "Kenya, as chair of the Union", where ``token`` is the chair; whether anybody does.

    A person's post is a role.
    """
    prep = token.head
    if token.lower_ not in CHAIRS or token.dep_ != "pobj" or prep.lower_ != "as":
        return False
    above = prep.head
    leaders = [c for t in conjuncts([above]) if (c := cluster_at(t)) is not None]
    if not leaders and above.pos_ in {"VERB", "AUX"} and not _has_object_before(above, prep):
        leaders = [c for t in subjects(above) if (c := cluster_at(t)) is not None]
    bodies = objects_of(token, {"of"})
    led = [c for t in bodies if (c := cluster_at(t)) is not None and c.type in BODIES] or named_before(token)
    pairs = [(one, body) for one in leaders for body in led if one.type in PRESIDING and body.type != ActorType.STATE]
    for one, body in pairs:
        found.add(one, body, token, "as-chair")
    return bool(pairs)


def _has_object_before(verb: Token, prep: Token) -> bool:
    """Whether another one than who acts is taken for the chair: "Peru nominated Chile as chair"."""
    return any(c.dep_ == "dobj" and verb.i < c.i < prep.i for c in verb.children)


def holders(verb: Token) -> list[Token]:
    """Who holds an office: in "Peru, holding the presidency; Chile, ..." whoever stands right before the participle."""
    doc = verb.doc
    if verb.tag_ == "VBG" and verb.i > 1 and doc[verb.i - 1].text == ",":
        beside = [doc[m.head] for m in mentions_before(doc, verb.i - 1) if m.head in CLUSTER_OF(doc)]
        if beside:
            return beside[:1]
    return subjects(verb)


def named_before(token: Token) -> list[Cluster]:
    """The body whose name stands right before an office: "the Union presidency"."""
    doc = token.doc
    return [
        found
        for mention in mentions_before(doc, token.i)
        if mention.type in BODIES - {ActorType.STATE}
        and mention.reason == MentionReason.NAME
        and (found := CLUSTER_OF(doc).get(mention.head)) is not None
    ]
