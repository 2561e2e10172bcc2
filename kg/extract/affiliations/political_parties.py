"""Whose the ruling and the opposition parties are: of the state that the text is likely to speak of there."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.affiliations.proposals import Ties
from kg.extract.mentions.mention import TokenMention
from kg.extract.roles.likely_states import likely_states
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_ruling_parties"]

RULING = word_set("words-of-ruling-parties")


def from_ruling_parties(doc: Doc, ties: Ties) -> None:
    """Propose the states of parties that rule or oppose."""
    for cluster in CLUSTERS(doc):
        mention = next((m for m in cluster.mentions if m.reason != MentionReason.PRONOUN), None)
        if mention is None or mention.owner is not None or cluster.type != ActorType.ORGANIZATION:
            continue
        if _ruling(doc, mention):
            for sure, state in likely_states(doc, mention.start, list(ties.states.values()))[:1]:
                ties.add(cluster, state, doc[mention.head], "ruling-party", likely=sure)


def _ruling(doc: Doc, mention: TokenMention) -> bool:
    """Whether "ruling", "governing" or "opposition" stands before the body's name, or in it."""
    words = {t.lower_ for t in doc[max(0, mention.start - 2) : mention.head + 1]}
    return bool(words & RULING) and not words & {"\n"}
