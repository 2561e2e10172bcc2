"""Bodies whose names stand right beside one another: "the Treasury's Office of Sanctions", "Ann Lee of Peru's Bank"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import BODIES, CLUSTER_OF, Cluster
from kg.extract.actors.lists.lists import mentions_by_start, owned_by_name
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.occurrences import after_article
from kg.extract.mentions.mention import MENTIONS
from kg.model import ActorType, MentionReason

__all__ = ["body_from", "from_adjacent_bodies"]

TOKENS_OF_SHORT_FORM = 5
"""The most tokens of the short form of a name in its brackets, including these."""
ARCS_OF_OBJECTS = {"dobj", "dative"}
"""Dependencies of objects, after which "of" may go with the verb: "notified the Flood Board (FB) of the floods"."""
TYPES_OF_PARTS = {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.DELEGATION, ActorType.FACTION}


def from_adjacent_bodies(doc: Doc, ties: Ties) -> None:
    """Propose the owner of a body that follows the owner's possessive, however the parser attaches it."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    for mention in MENTIONS(doc):
        owner = cluster_by_head.get(mention.head)
        if owner is None or mention.type not in BODIES:
            continue
        owned = owned_by_name(doc, mention)
        if owned is not None and (part := cluster_by_head.get(owned.head)) is not None and part.type in TYPES_OF_PARTS:
            ties.add(part, owner, doc[owned.head], "possessive-beside")
        is_named_organization = owner.type == ActorType.ORGANIZATION and mention.reason == MentionReason.NAME
        if is_named_organization and mention.owner is None and doc[mention.head].dep_ not in ARCS_OF_OBJECTS:
            ties.add(owner, _body_after(doc, mention.end), doc[mention.head], "owner-after-of", name=1.0)


def _body_after(doc: Doc, end: int) -> Cluster | None:
    """The body named by "of" after the short form of another one: "the Flood Board (FB) of the [Ministry]"."""
    if end >= len(doc) or doc[end].text != "(":
        return None
    close = next((i for i in range(end, min(end + TOKENS_OF_SHORT_FORM, len(doc) - 2)) if doc[i].text == ")"), None)
    if close is None or doc[close + 1].lower_ != "of":
        return None
    return body_from(doc, after_article(doc, close + 2))


def body_from(doc: Doc, start: int) -> Cluster | None:
    """The last body in a row of owners that begins at a token: the bank in "Peru's Central Bank"."""
    mention = mentions_by_start(doc).get(start)
    while mention is not None and mention.type in BODIES:
        owned = owned_by_name(doc, mention)
        if owned is None or owned.type not in BODIES:
            break
        mention = owned
    return CLUSTER_OF(doc).get(mention.head) if mention is not None else None
