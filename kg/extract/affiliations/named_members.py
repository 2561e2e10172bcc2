"""Members of a group who are named beside it, and members without a name.

"Two hawks, the MPs A and B", "one of the skippers, A"; bare "members" belong to a body before.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, cluster_at, kind_of
from kg.extract.affiliations.non_members import is_no_member
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.occurrences import occurrences
from kg.extract.leads.lists_of_persons import persons_from
from kg.extract.mentions.mention import MENTIONS, TokenMention, mentions_before, mentions_between
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_named_members"]

UNITING_BODIES = word_set("uniting-bodies")
SERVANTS_OF_A_STATE = word_set("servants-of-a-state")
SIDES = {ActorType.FACTION, ActorType.GROUP}
GROUPS = {ActorType.FACTION, ActorType.GROUP, ActorType.DELEGATION, ActorType.BLOC}
TOKENS_BESIDE_THEM = 2
"""Tokens that have to stand on either side of "them": "one of them, Bo Ek"."""
TOKENS_TO_OF_THEM = 6
"""Tokens from a comma to "of them" at most: "X, by far the loudest of them"."""
TOKENS_TO_MEMBERS = 20
"""Tokens after a group within which its members are named."""
TOKENS_BACK_TO_BODY = 90
"""Tokens back within which the body of unnamed members is named."""


def from_named_members(doc: Doc, ties: Ties) -> None:
    """Propose members named beside their groups, and the bodies of bare members."""
    for mention in MENTIONS(doc):
        cluster = CLUSTER_OF(doc).get(mention.head)
        if cluster is None or not mention.plural:
            continue
        if cluster.type in SIDES:
            _propose_beside(doc, ties, mention, cluster)
        if mention.noun == "member" and mention.owner is None:
            _propose_bare(doc, ties, mention, cluster)
    for token in occurrences(doc, {"them"}):
        _propose_of_them(ties, token)


def _propose_beside(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the persons named right after a noun for one or two: "one of [the rebels], Bo Ek, said", "two
    [envoys], Bo Ek and Ana Ruiz,"; not "the rebels, Bo Ek said"."""
    end = mention.end
    if end >= len(doc) or doc[end].text != ",":
        return
    persons = persons_from(doc, end + 1)
    words = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.head]]
    single = "one" in words and "of" in words
    if not persons or not _is_closed(doc, persons[0 if single else -1], end):
        return
    if (len(persons) > 1 and "two" in words) or single:
        for person in persons[:1] if single else persons:
            ties.add(person, cluster, doc[mention.head], "named-member")
            ties.add(person, _only_owner(doc, mention), doc[mention.head], "named-member")


def _only_owner(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The one state or party that officials belong to, too: "two [Peruvian] ministers, Bo Ek and Ana Ruiz,"; not "two
    Peruvian and Chilean ministers", nor "two Iran envoys", who are sent there."""
    noun = doc[mention.head]
    if mention.owner is None or noun.lemma_.casefold() not in SERVANTS_OF_A_STATE or is_no_member(noun):
        return None
    owner = doc[mention.owner]
    sole = owner.dep_ == "amod" and all(c.dep_ != "conj" for c in owner.children)
    return cluster_at(owner) if sole else None


def _is_closed(doc: Doc, person: Cluster, start: int) -> bool:
    """Whether an apposition ends after a name; not in "according to two officials, A and B will meet"."""
    name_ends = [m.end for m in person.mentions if start < m.start < start + TOKENS_TO_MEMBERS and m.end < len(doc)]
    return any(doc[i].text in {",", ".", ";", ")", "("} for i in name_ends)


def _propose_bare(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose that bare "members" belong to the body with members that is named nearest before, and most often."""
    best: tuple[float, Cluster] | None = None
    for body in CLUSTERS(doc):
        if body is cluster or not _has_members(body):
            continue
        nearness = sum(
            1.0 / (10.0 + mention.start - m.start)
            for m in body.mentions
            if 0 < mention.start - m.start < TOKENS_BACK_TO_BODY
        )
        score = nearness + 0.01 * len(body.mentions) ** 0.5
        if nearness and (best is None or score > best[0]):
            best = (score, body)
    if best is not None:
        ties.add(cluster, best[1], doc[mention.head], "bare-members", bloc=float(best[1].type == ActorType.BLOC))


def _has_members(body: Cluster) -> bool:
    if body.type == ActorType.BLOC:
        return True
    if (kind := kind_of(body)) is not None:
        return kind in {"international", "ngo", "party"}
    return body.type == ActorType.ORGANIZATION and bool(set(fold(body.name).split()) & UNITING_BODIES)


def _propose_of_them(ties: Ties, token: Token) -> None:
    """Propose that a person belongs to the group mentioned last: "one of them, X, said", "X, the most vocal of
    them,"."""
    doc = ties.doc
    if not TOKENS_BESIDE_THEM <= token.i < len(doc) - TOKENS_BESIDE_THEM or token.nbor(-1).lower_ != "of":
        return
    group = _antecedent(doc, token)
    if group is None:
        return
    back = max(token.i - TOKENS_BESIDE_THEM - TOKENS_TO_OF_THEM, 0)
    comma = next((i for i in range(token.i - 2, back, -1) if doc[i].text == ","), None)
    person: Cluster | None = None
    if comma is not None and token.nbor(1).text in {",", "."}:
        person = next((c for m in mentions_before(doc, comma) if (c := _actor_of_name(doc, m)) is not None), None)
    if person is None and token.nbor(1).text == "," and token.nbor(-2).lower_ == "one":
        start = token.i + 2
        person = next(
            (c for m in mentions_between(doc, start, start + 1) if (c := _actor_of_name(doc, m)) is not None), None
        )
        person = person or next(iter(persons_from(doc, start)), None)
    ties.add(person, group, token, "of-them")


def _actor_of_name(doc: Doc, mention: TokenMention) -> Cluster | None:
    actor: Cluster | None = CLUSTER_OF(doc).get(mention.head)
    return actor if mention.reason not in {MentionReason.NOMINAL, MentionReason.PRONOUN} else None


def _antecedent(doc: Doc, token: Token) -> Cluster | None:
    """The group that "them" refers to: as resolved, else the plural actor mentioned last, near before."""
    resolved = cluster_at(token)
    if resolved is not None:
        return resolved if resolved.type in GROUPS else None
    for mention in reversed(MENTIONS(doc)):
        cluster = CLUSTER_OF(doc).get(mention.head)
        if mention.end >= token.i - 1 or cluster is None or not mention.plural:
            continue
        return cluster if token.i - mention.end < TOKENS_BACK_TO_BODY and cluster.type in GROUPS else None
    return None
