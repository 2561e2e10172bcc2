"""People who hold the same post at several bodies: "the ministers of water of Sudan, Ethiopia and Egypt"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import BODIES, CLUSTER_OF, cluster_at
from kg.extract.actors.lists.lists import listed
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.affiliations.proposals import Ties
from kg.extract.roles.posts import all_posts
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["from_plural_posts"]

PREPOSITIONS_AFTER_PLURAL_POSTS = word_set("prepositions-after-plural-posts")
TOKENS_TO_BODY = 9
"""Tokens after a title within which the first body is named."""


def from_plural_posts(doc: Doc, ties: Ties) -> None:
    """Propose the bodies of unnamed holders of posts, each of those that are listed."""
    for post in all_posts(doc):
        group = cluster_at(doc[post.end - 1]) or CLUSTER_OF(doc).get(post.start)
        if not post.plural or group is None or group.type != ActorType.GROUP:
            continue
        bodies = [post.body] if post.body is not None else []
        i = post.end
        link = False
        while i < min(len(doc), post.end + TOKENS_TO_BODY):
            heads, _ = listed(doc, i) if link else ([], i)
            found = [(c, how) for _, c, how in actors_of(heads) if c.type in BODIES]
            if found:
                pair = any(how == "pair" for _, how in found)  # "of both states"
                bodies = [c for c, _ in found] + ([] if pair else bodies)
                break
            link |= doc[i].lower_ in PREPOSITIONS_AFTER_PLURAL_POSTS
            if (not link and i > post.end) or doc[i].pos_ in {"VERB", "AUX", "PUNCT"}:
                break
            i += 1
        for body in bodies:
            ties.add(group, body, doc[post.end - 1], "plural-post", listed=float(len(bodies) > 1))
