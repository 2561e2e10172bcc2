"""Who put forward what a position takes sides on, by the words of its matter."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.actors.lists.on_behalf import spoken_for
from kg.extract.grammar.arcs import objects_of, possessors
from kg.extract.grammar.clause import conjuncts, is_passive, subjects
from kg.extract.grammar.occurrences import word_at
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["authors"]

THINGS_PUT_FORWARD = word_set("things-put-forward") | word_set("claims-put-forward")
UNNAMED = {MentionReason.NOMINAL, MentionReason.PRONOUN}


def authors(noun: Token) -> list[Cluster]:
    """The named actors that put forward what a noun names, and those for whom they speak: "[Peru]'s plan", "the [EU]
    proposal", "a text tabled by [Fiji], for [AOSIS]"; nobody for what is not put forward ("Peru's coast"), or may be
    about a state ("the Peru resolution")."""
    if noun.lemma_.casefold() not in THINGS_PUT_FORWARD:
        return []
    heads = conjuncts([*possessors(noun), *objects_of(noun, {"by", "from", "of"})])
    heads += [t for c in noun.children if c.dep_ == "acl" and is_passive(c) for t in subjects(c)]
    by_another = bool(heads) or word_at(noun.doc, noun.i + 1) == "by"
    modifiers = [] if by_another else [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}]
    named: dict[str, Cluster] = {}
    for token in (*heads, *modifiers):
        cluster = cluster_at(token)
        if cluster is None:
            continue
        mention = next((m for m in cluster.mentions if m.start <= token.i < m.end), None)
        is_demonym = mention is not None and mention.reason == MentionReason.NATIONALITY
        if token in modifiers and cluster.type != ActorType.BLOC and not is_demonym:
            continue  # "the Clean Seas initiative" is not by Clean Seas
        if mention is not None and any(t.tag_ == "POS" for t in noun.doc[mention.start : mention.end]):
            continue  # "Ruiz's Clean Seas", which is a part of "Ruiz's Clean Seas initiative"
        if any(m.reason not in UNNAMED for m in cluster.mentions):
            named |= {each.id: each for each in (cluster, *spoken_for(noun.doc, token))}
    return [*named.values()]
