"""The body for which somebody takes a measure: "we", a president who announces it, an office named after its owner."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster, cluster_at
from kg.extract.actors.lists.lists import owned_by_name
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["body_of", "on_behalf_of", "ourselves"]

TYPES_OF_OWNERS = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC}
"""Types of actors that have offices of their own."""
WORDS_OF_POSTS_THAT_ACT = word_set("posts-that-speak-for-states") | word_set("titles-that-act-for-bodies")
POSTS_BESIDE_A_GOVERNMENT = word_set("posts-beside-a-government")


def on_behalf_of(announcer: Cluster, name: Token) -> Cluster:
    """The actor for whom somebody announces a measure: Peru for "Peru's president announced aid"; nobody else for
    "Peru's opposition leader" or "a Peruvian analyst"."""
    return (
        _body_of_first_post(name.doc, announcer, acting=True) if announcer.type == ActorType.PERSON else None
    ) or announcer


def body_of(token: Token, cluster: Cluster) -> Cluster:
    """The body that is named after its owner, which the parser takes for the actor: the office in "the Treasury's
    Office of Sanctions imposed"."""
    mention = next((m for m in cluster.mentions if m.head == token.i), None)
    owned = owned_by_name(token.doc, mention) if mention is not None and cluster.type in TYPES_OF_OWNERS else None
    if owned is None or owned.type != ActorType.ORGANIZATION:
        return cluster
    found: Cluster | None = CLUSTER_OF(token.doc).get(owned.head)
    return found or cluster


def ourselves(token: Token) -> Iterator[tuple[Token, Cluster]]:
    """The actors that "I" and "we" refer to: the speaker, or for "we" the body in which the speaker has a post."""
    if token.lower_ not in word_set("first-person") or cluster_at(token) is not None:
        return
    for i in SPEAKERS(token.doc).get(token.i, ()):
        speaker = cluster_at(token.doc[i])
        if speaker is not None:
            body = (
                spoken_body(token, speaker) or _body_of_first_post(token.doc, speaker)
                if token.lower_ not in {"i", "me", "my"}
                else None
            )
            yield token.doc[i], body or speaker


def _body_of_first_post(doc: Doc, person: Cluster, *, acting: bool = False) -> Cluster | None:
    """The body of the first post that a person has; with ``acting``, of the first post that leads or speaks for it."""
    posts = (c for c in CANDIDATES(doc) if c.heading == "roles" and c.actors["person"] is person)
    posts_told = (c for c in posts if not acting or _is_post_that_acts(c.values["title"]))
    return next((c.actors["organization"] for c in posts_told), None)


def _is_post_that_acts(title: str) -> bool:
    words = {*title.casefold().split()}
    return bool(words & WORDS_OF_POSTS_THAT_ACT) and not words & POSTS_BESIDE_A_GOVERNMENT
