"""Whose the factions and parties are that the text names no owner of: of the body that it speaks of there."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors import Cluster, fold
from kg.extract.lexicon import word_set
from kg.extract.mention import TokenMention
from kg.extract.ties import Ties
from kg.model import ActorType, MentionReason

__all__ = ["from_sides"]

WHOLES = {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE}
PARTIES = word_set("words-of-parties")
RULING = {"ruling", "governing", "opposition", "main", "largest", "biggest"}
NEAR = 150
"""Tokens back within which the body is named."""


def from_sides(doc: Doc, ties: Ties) -> None:
    """Propose the bodies of factions, and the states of parties."""
    for cluster in doc._.clusters:
        mention = next((m for m in cluster.mentions if m.reason != MentionReason.PRONOUN), None)
        if mention is None or mention.owner is not None:
            continue
        if cluster.type == ActorType.FACTION:
            wholes = [c for c in doc._.clusters if c.type in WHOLES and not _mere_person(c)]
            for whole in _nearest(mention, wholes)[:1]:
                ties.add(cluster, whole, doc[mention.head], "faction-of", party=float(_is_party(whole)))
        elif cluster.type == ActorType.ORGANIZATION and _ruling(doc, mention):
            for whole in _nearest(mention, list(ties.states.values()))[:1]:
                ties.add(cluster, whole, doc[mention.head], "ruling-party")


def _mere_person(cluster: Cluster) -> bool:
    return any(m.type == ActorType.PERSON for m in cluster.mentions)


def _is_party(cluster: Cluster) -> bool:
    return bool(set(fold(cluster.name).split()) & PARTIES)


def _ruling(doc: Doc, mention: TokenMention) -> bool:
    """Whether "ruling", "governing" or "opposition" stands before the body's name, or in it."""
    words = {t.lower_ for t in doc[max(0, mention.start - 2) : mention.head + 1]}
    return bool(words & RULING) and not words & {"\n"}


def _nearest(mention: TokenMention, wholes: list[Cluster]) -> list[Cluster]:
    """The bodies by how much and how near before the mention the text speaks of them, the most first."""
    scored = []
    for whole in wholes:
        near = sum(1.0 / (15.0 + mention.start - m.start) for m in whole.mentions if 0 < mention.start - m.start < NEAR)
        if near:
            scored.append((near + 0.01 * len(whole.mentions) ** 0.5, -whole.first, whole))
    return [whole for _, _, whole in sorted(scored, key=lambda s: s[:2], reverse=True)]
