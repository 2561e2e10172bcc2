"""The mentions of one actor while they are being gathered, and how names are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.extract.grammar.clause import conjuncts
from kg.extract.mentions.mention import MENTIONS, TokenMention, is_person, mentions_over
from kg.extract.text.note import Note
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "BODIES",
    "BODIES_BUT_GROUPS",
    "CLUSTERS",
    "CLUSTER_OF",
    "STATES_AND_BLOCS",
    "Cluster",
    "Gatherer",
    "cluster_at",
    "clusters_among",
    "clusters_at",
    "clusters_by_id",
    "country_of",
    "free_id",
    "is_media",
    "is_named_person",
    "is_of_same_state",
    "is_state",
    "kind_of",
    "move",
    "only_one",
    "speaks_for_state",
]

POSTS_THAT_SPEAK_FOR_STATES = word_set("posts-that-speak-for-states")
BODIES_BUT_GROUPS = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC, ActorType.DELEGATION, ActorType.FACTION}
BODIES = BODIES_BUT_GROUPS | {ActorType.GROUP}
STATES_AND_BLOCS = {ActorType.STATE, ActorType.BLOC}


@dataclass(slots=True)
class Cluster:
    """The mentions of one actor, while they are being gathered.

    ``extra``: further token spans ``[start, end)`` that refer to it, such as "both sides", which others share.
    ``gazetteer``: the id of its entry. ``titles``: the words of titles beside its name. ``chairs``: the bodies that
    these titles say it chairs, "" for one that they do not name. ``writing``: whether it is a writing whose author the
    text does not indicate ("a report"): it speaks, but is no actor.
    """

    id: str
    name: str
    type: ActorType
    mentions: list[TokenMention] = field(default_factory=list)
    extra: list[tuple[int, int, MentionReason]] = field(default_factory=list)
    country: str | None = None
    gazetteer: str | None = None
    titles: set[str] = field(default_factory=set)
    chairs: set[str] = field(default_factory=set)
    more_names: list[str] = field(default_factory=list)
    writing: bool = False

    def first(self) -> int:
        """The token at which it is first mentioned."""
        return min((m.start for m in self.mentions), default=0)

    def is_named(self) -> bool:
        """Whether a mention calls it by name."""
        return any(m.reason == MentionReason.NAME for m in self.mentions)


CLUSTERS: Note[tuple[Cluster, ...]] = Note("clusters", tuple)
"""The document's actors in the order of their first mention, then those that later stages have found."""
CLUSTER_OF: Note[dict[int, Cluster]] = Note("cluster_of", dict)
"""The actor that the phrase headed by a token names, by the token's index."""


def is_state(token: Token) -> bool:
    """Whether the phrase headed by ``token`` names a state."""
    cluster = cluster_at(token)
    return cluster is not None and cluster.type == ActorType.STATE


def is_named_person(token: Token) -> bool:
    """Whether a word refers to a person whom the text calls by name; not "the minister"."""
    cluster = cluster_at(token)
    return cluster is not None and cluster.type == ActorType.PERSON and cluster.is_named()


def cluster_at(token: Token) -> Cluster | None:
    """The actor that the phrase headed by ``token`` names, None where it names none."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(token.doc)
    cluster = cluster_by_head.get(token.i)
    if cluster is not None:
        return cluster
    if token.pos_ == "PROPN":  # the parser may have attached another part of the name to the verb
        for mention in mentions_over(token.doc, token.i):
            if is_person(mention) and token.head.i >= mention.start:
                return cluster_by_head.get(mention.head)
    if token.lower_ in {"all", "both"}:
        after_of = (p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children)
        return next((cluster_by_head.get(p.i) for p in after_of), None)
    return None


def clusters_among(tokens: Iterable[Token]) -> list[Cluster]:
    """The actors that the words refer to, in the order of the words; words for nobody are left out."""
    return [cluster for token in tokens if (cluster := cluster_at(token)) is not None]


def clusters_at(heads: Iterable[Token]) -> list[tuple[Token, Cluster]]:
    """The actors that the heads and their conjuncts refer to, in text order."""
    return [(t, c) for t in conjuncts(heads) if (c := cluster_at(t)) is not None]


def clusters_by_id(doc: Doc) -> dict[str, Cluster]:
    """The document's actors by id."""
    return {cluster.id: cluster for cluster in CLUSTERS(doc)}


def is_of_same_state(one: Cluster, other: Cluster) -> bool:
    """Whether two actors are one, or of one state."""
    return one is other or (one.country is not None and one.country == other.country)


def free_id(clusters: Iterable[Cluster]) -> str:
    """An id that none of the clusters has: one above the highest, as lower numbers may belong to removed clusters.

    >>> free_id([Cluster("a0", "Peru", ActorType.STATE), Cluster("a2", "Chile", ActorType.STATE)])
    'a3'
    """
    return f"a{max((int(cluster.id[1:]) for cluster in clusters), default=-1) + 1}"


def only_one(actors: Iterable[Cluster]) -> Cluster | None:
    """The actor if it is the only one, None if there are several or none."""
    found = list(actors)
    return found[0] if len(found) == 1 else None


def move(doc: Doc, mention: TokenMention, old: Cluster, new: Cluster) -> None:
    """Move a mention from one actor to another."""
    old.mentions = [m for m in old.mentions if m is not mention]
    new.mentions.append(mention)
    CLUSTER_OF(doc)[mention.head] = new


class Gatherer:
    """The clusters of one document so far: ``by_head``, by the head token of a mention, and ``by_key``.

    ``persons_beside``: the head of each person's name by its first token, and by the token after it.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.clusters: list[Cluster] = []
        self.by_head: dict[int, Cluster] = {}
        self.by_key: dict[str, Cluster] = {}
        people = [m for m in MENTIONS(doc) if is_person(m)]
        self.persons_beside = {m.start: m.head for m in people}, {m.end: m.head for m in people}

    def put(self, mention: TokenMention, cluster: Cluster) -> None:
        cluster.mentions.append(mention)
        self.by_head[mention.head] = cluster
        if cluster.country is None and mention.country is not None and cluster.type != ActorType.BLOC:
            cluster.country = mention.country

    def new(self, mention: TokenMention, key: str, name: str | None = None) -> Cluster:
        entry_id = mention.entry.id if mention.entry is not None else None
        cluster = Cluster(key, name or mention.name, mention.type, country=mention.country, gazetteer=entry_id)
        self.clusters.append(cluster)
        self.by_key[key] = cluster
        self.put(mention, cluster)
        return cluster

    def join(self, mention: TokenMention, key: str, name: str | None = None) -> Cluster:
        cluster = self.by_key.get(key)
        if cluster is None:
            return self.new(mention, key, name)
        self.put(mention, cluster)
        return cluster

    def retype(self, cluster: Cluster, kind: ActorType) -> None:
        """Change the type of a cluster and of its mentions, also among the document's mentions."""
        cluster.type = kind
        changed = {m: replace(m, type=kind) for m in cluster.mentions}
        cluster.mentions = list(changed.values())
        MENTIONS.put(self.doc, tuple(changed.get(m, m) for m in MENTIONS(self.doc)))

    def merge(self, absorbed: Cluster, kept: Cluster) -> None:
        """Merge the cluster ``absorbed`` into ``kept``."""
        for mention in absorbed.mentions:
            self.put(mention, kept)
        kept.extra.extend(absorbed.extra)
        kept.titles |= absorbed.titles
        kept.chairs |= absorbed.chairs
        kept.more_names.extend([absorbed.name, *absorbed.more_names])
        if absorbed in self.clusters:
            self.clusters.remove(absorbed)
        for key, cluster in list(self.by_key.items()):
            if cluster is absorbed:
                self.by_key[key] = kept


def country_of(actor: Cluster | None) -> str | None:
    """The country of an actor, for a state that has no code its id; None where it is not known."""
    if actor is None:
        return None
    return actor.country or (actor.id if actor.type in STATES_AND_BLOCS else None)


def is_media(cluster: Cluster) -> bool:
    """Whether an actor is a known news outlet, which reports what others say."""
    return kind_of(cluster) == "media"


def kind_of(cluster: Cluster) -> str | None:
    """The kind of the actor's gazetteer entry; None without an entry."""
    entry = gazetteer.entry(cluster.gazetteer)
    return None if entry is None else entry.kind


def speaks_for_state(person: Cluster, state: Cluster) -> bool:
    """Whether somebody has a post in which one speaks for this state, such as its president."""
    is_own_state = state.type == ActorType.STATE and state.country == person.country is not None
    return is_own_state and person.type == ActorType.PERSON and bool(person.titles & POSTS_THAT_SPEAK_FOR_STATES)
