"""The target of an accusation, by the words of its matter: whoever did what it names."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.grammar.arcs import objects_of, own_subject, possessors
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.words.lexicon import word_set

__all__ = ["accused_actor"]

DEEDS_TO_WHOSE_THEY_ARE = word_set("deeds-to-whose-they-are")


def accused_actor(head: Token, holder: Cluster | None) -> Cluster | None:
    """The doer, other than the holder, of what the matter at ``head`` names: "[Peru]'s raid", "a raid by [Peru]", "said
    [its] raid was a crime"; not "the arrest of Ruiz", "Ruiz's arrest"."""
    noun = own_subject(head) if head.pos_ in CLAUSAL else head
    if noun is None or noun.pos_ != "NOUN":
        return None
    owners = [] if noun.lemma_ in DEEDS_TO_WHOSE_THEY_ARE else possessors(noun)
    doers = (cluster_at(token) for token in (*objects_of(noun, {"by"}), *owners))
    return next((cluster for cluster in doers if cluster is not None and cluster is not holder), None)
