"""For whom somebody takes a measure: "we", the president who announces it, an office under its owner's name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.actors.lists import owned_by_name
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["body_of", "on_behalf_of", "ourselves"]

TYPES_OF_OWNERS = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC}
"""Types of actors that have offices of their own."""
ACTING = word_set("posts-that-speak-for-states") | word_set("titles-that-act-for-bodies")
POSTS_BESIDE_A_GOVERNMENT = word_set("posts-beside-a-government")


def on_behalf_of(who: Cluster, where: Token) -> Cluster:
    """For whom somebody announces a measure: "Peru's president announced aid" tells of Peru's; "Peru's opposition
    leader" or "a Peruvian analyst" of nobody else's."""
    return (_body(where.doc, who, acting=True) if who.type == ActorType.PERSON else None) or who


def body_of(token: Token, cluster: Cluster) -> Cluster:
    """The body that the words name in the end, where the parser takes its owner for it: "the Treasury's Office of
    Sanctions imposed" is the office."""
    mention = next((m for m in cluster.mentions if m.head == token.i), None)
    owned = owned_by_name(token.doc, mention) if mention is not None and cluster.type in TYPES_OF_OWNERS else None
    if owned is None or owned.type != ActorType.ORGANIZATION:
        return cluster
    found: Cluster | None = CLUSTER_OF(token.doc).get(owned.head)
    return found or cluster


def ourselves(token: Token) -> Iterator[tuple[Token, Cluster]]:
    """Who "I" is: the speaker; and "we": the body in which the speaker has a post, else the speaker."""
    if token.lower_ not in word_set("first-person") or cluster_at(token) is not None:
        return
    for i in SPEAKERS(token.doc).get(token.i, ()):
        speaker = cluster_at(token.doc[i])
        if speaker is not None:
            body = (
                spoken_body(token, speaker) or _body(token.doc, speaker)
                if token.lower_ not in {"i", "me", "my"}
                else None
            )
            yield token.doc[i], body or speaker


def _body(doc: Doc, person: Cluster, *, acting: bool = False) -> Cluster | None:
    """The body of the first post that a person has; where they are ``acting`` for it, of the first that leads it or
    speaks for it."""
    posts = (c for c in CANDIDATES(doc) if c.heading == "roles" and c.actors["person"] is person)
    told = (c for c in posts if not acting or _acts(c.values["title"]))
    return next((c.actors["organization"] for c in told), None)


def _acts(title: str) -> bool:
    words = {*title.casefold().split()}
    return bool(words & ACTING) and not words & POSTS_BESIDE_A_GOVERNMENT
