"""Bodies whose names stand right beside one another: "the Treasury's Office of Sanctions", "Ann Lee of Peru's Bank"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.actors.lists import named_from, owned_by_name
from kg.extract.affiliations.proposals import Ties
from kg.extract.mentions.mention import MENTIONS
from kg.extract.roles.post_bodies import BODIES
from kg.model import ActorType, MentionReason

__all__ = ["body_from", "from_adjoining"]

PARTS = {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.DELEGATION, ActorType.FACTION}


def from_adjoining(doc: Doc, ties: Ties) -> None:
    """Propose the owner of a body that follows its possessive, however the parser hangs it."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    for mention in MENTIONS(doc):
        owner = of.get(mention.head)
        if owner is None or mention.type not in BODIES or mention.reason == MentionReason.PRONOUN:
            continue
        owned = owned_by_name(doc, mention)
        part = of.get(owned.head) if owned is not None else None
        if owned is not None and part is not None and part.type in PARTS:
            ties.add(part, owner, doc[owned.head], "possessive-beside")


def body_from(doc: Doc, start: int) -> Cluster | None:
    """The body that a phrase from a token on names in the end: in "Peru's Central Bank" it is the bank."""
    of: dict[int, Cluster] = CLUSTER_OF(doc)
    found = named_from(doc).get(start)
    while found is not None and found.type in BODIES and (owned := owned_by_name(doc, found)) is not None:
        if of.get(owned.head) is None or owned.type not in BODIES:
            break
        found = owned
    return of.get(found.head) if found is not None else None
