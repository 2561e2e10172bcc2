"""Which state "the government", "his government", "the administration" or "the country" is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, move
from kg.extract.grammar.arcs import complements
from kg.extract.mentions.mention import TokenMention
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["resolve_governments"]

GOVERNMENTS = word_set("governments")
POSSESSIVES = word_set("possessives")
COUNTRIES = {"country", "nation"}
"""What a state is called again by: "the country's army"."""
ARTICLES = {"the", "this"}
WEIGHT = 0.02
AMERICAN = "administration"
"""What reports of any country call the executive of the United States, and that of others seldom."""
TOKENS_BACK_TO_STATE = 120
"""Tokens back within which a state that is named says whose government is meant."""


def resolve_governments(doc: Doc) -> None:
    """Let a government without a name be the state whose it is by its possessive or by the states named before.

    Of one government among several states ("one government", "both governments") the words do not tell: left alone.
    """
    for cluster in CLUSTERS(doc):
        if cluster.type not in {ActorType.ORGANIZATION, ActorType.GROUP} or cluster.gazetteer is not None:
            continue
        meant = [(m, _state_of(doc, m)) for m in cluster.mentions if m.reason != MentionReason.PRONOUN]
        for mention, state in meant:
            if state is not None:
                move(doc, mention, cluster, state)
        if meant and all(state is not None for _, state in meant):
            first = meant[0][1]
            if first is not None:
                _give(doc, cluster, first)
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.mentions))


def _state_of(doc: Doc, mention: TokenMention) -> Cluster | None:
    if _is_bare_name(doc, mention):
        return _state_before(doc, mention)
    if mention.noun not in GOVERNMENTS | COUNTRIES or mention.plural or mention.owner is not None:
        return None
    if (of := next((t for t in doc[mention.head].rights if t.lower_ == "of"), None)) is not None:
        owners = _owners(doc, of)
        countries = [owner.country for owner in owners if owner.country is not None]
        if countries or (any(owner.type == ActorType.PERSON for owner in owners) and _are_several_states(doc)):
            return _state(doc, countries[0]) if countries else None
    before = [t.lower_ for t in doc[mention.start : mention.head]]
    if before and before[0] in POSSESSIVES and len(before) == 1:
        owner: Cluster | None = CLUSTER_OF(doc).get(mention.start)
        if owner is None or owner.country is None:
            return owner if owner is not None and owner.type == ActorType.STATE else None
        return _state(doc, owner.country)
    named = doc[mention.head].text[:1].isupper() and not before
    if before not in (["the"], ["this"]) and not named:
        return None
    if mention.noun == AMERICAN and (american := _state(doc, "US")) is not None:
        return american
    return _nearest(doc, mention)


def _owners(doc: Doc, of: Token) -> list[Cluster]:
    """Whose government it is, with who stands before: "the government of [Peru]'s [president]", not "of the party
    backed by Peru"."""
    whose = (t for owner in complements(of) for t in doc[owner.left_edge.i : owner.i + 1])
    return [cluster for t in whose if (cluster := CLUSTER_OF(doc).get(t.i)) is not None]


def _are_several_states(doc: Doc) -> bool:
    return sum(c.type == ActorType.STATE and c.gazetteer is not None for c in CLUSTERS(doc)) > 1


def _is_bare_name(doc: Doc, mention: TokenMention) -> bool:
    """Whether a government is called by its noun as by a name: "the Administration", "my Administration"."""
    alone = mention.reason == MentionReason.NAME and mention.end - mention.start == 1
    return alone and doc[mention.head].lower_ in GOVERNMENTS and mention.start > 0


def _state_before(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The state whose government calls itself so, or is called so: the American one, where the text names it."""
    told = doc[mention.start - 1].lower_ in POSSESSIVES | ARTICLES
    return _state(doc, "US") if told and doc[mention.head].lower_ == AMERICAN else None


def _state(doc: Doc, country: str) -> Cluster | None:
    return next((c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country == country), None)


def _nearest(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The state that the words before speak of most, those nearest counting most."""
    best: tuple[float, Cluster] | None = None
    for cluster in CLUSTERS(doc):
        if cluster.type != ActorType.STATE or cluster.gazetteer is None:
            continue
        named = (m.start for m in cluster.mentions if m.reason != MentionReason.PRONOUN)
        back = [mention.start - at for at in named if at < mention.start]
        if not back:
            continue  # "The government rejects Peru's offer": hardly Peru's
        score = sum(1.0 / (10.0 + distance) for distance in back if distance < TOKENS_BACK_TO_STATE)
        score += WEIGHT * len(cluster.mentions) ** 0.5
        if best is None or score > best[0]:
            best = (score, cluster)
    return best[1] if best is not None else None


def _give(doc: Doc, old: Cluster, new: Cluster) -> None:
    """What else meant the government (a pronoun) means the state."""
    for mention in list(old.mentions):
        move(doc, mention, old, new)
