"""Talks and meetings as actors of their own, where somebody leads them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors import Cluster
from kg.extract.mention import TokenMention
from kg.model import ActorType, MentionReason

__all__ = ["EVENT_NOUNS", "event_at"]

EVENT_NOUNS = {"talk", "talks", "negotiation", "negotiations", "discussion", "discussions", "consultation", "meeting", "summit", "conference",
               "session", "round", "dialogue", "panel", "mediation", "campaign", "group", "effort", "process", "initiative",
               "mission", "workshop"}  # fmt: skip


def event_at(token: Token) -> Cluster | None:
    """The negotiation that the phrase headed by ``token`` names: made on first sight, so that it can be led."""
    if token.lemma_.casefold() not in EVENT_NOUNS and token.lower_ not in EVENT_NOUNS:
        return None
    doc = token.doc
    start = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod"}:
            start = min(start, child.left_edge.i)
    name = doc[start : token.i + 1].text
    for cluster in doc._.clusters:
        if cluster.name.casefold() == name.casefold():
            return cluster  # type: ignore[no-any-return]
    mention = TokenMention(start, token.i + 1, token.i, ActorType.GROUP, MentionReason.NOMINAL, name, noun=token.lemma_, plural=True)
    cluster = Cluster(f"a{len(doc._.clusters)}", name, ActorType.GROUP, [mention], more_names=[token.text])
    doc._.clusters = (*doc._.clusters, cluster)
    doc._.cluster_of[token.i] = cluster
    return cluster
