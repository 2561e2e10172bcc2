"""The bodies of several states that one noun names: "the [Russian] and [Canadian] delegations" are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, STATES_AND_BLOCS, Cluster, clusters_by_id, fold, free_id
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.occurrences import word_at
from kg.extract.mentions.mention import TokenMention, mentions_before
from kg.extract.text.note import Note
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "as_one",
    "bodies_of_states",
    "is_only_shared",
    "states_of_bodies",
    "told_apart",
    "without_unused_bodies",
]

BODIES_OF_ONE_STATE = word_set("bodies-of-one-state")
"""Nouns for what a state sends one of, or has one of: its part of "the Russian and Canadian delegations" is one."""
PEOPLE_OF_ONE_STATE = word_set("people-of-one-state")
TEAMS = {"delegation", "team"}
WORDS_BETWEEN = 3
"""The most words between the last state and the noun: "the Russian and Indian [foreign] ministries"."""
LETTERS_OF_ACRONYMS = 5


BODIES: Note[dict[str, tuple[int, int]]] = Note("bodies", dict)
"""By the id of an actor that shares a noun with others: the head of its state's word, and the noun."""


def bodies_of_states(noun: Token) -> list[Cluster]:
    """The actors of which a plural noun after adjectives of several states names one for each, made where the document
    has none of that name; none if it is no such noun."""
    lemma = noun.lemma_.casefold()
    if noun.tag_ not in {"NNS", "NNPS"} or lemma not in BODIES_OF_ONE_STATE | PEOPLE_OF_ONE_STATE:
        return []
    states = _states_before(noun)
    return [_body(noun, state, states[-1].end) for state in states] if len(states) > 1 else []


def is_only_shared(doc: Doc, actor: Cluster) -> bool:
    """Whether all that names an actor is a noun that it shares with others, as whose part it holds positions."""
    found = BODIES(doc).get(actor.id)
    return found is not None and all(m.end == found[1] + 1 for m in actor.mentions)


def as_one(doc: Doc, parties: Iterable[Cluster]) -> list[Cluster]:
    """The parties, with one group for those that share a noun: they talk as one with somebody else."""
    places = ((party, BODIES(doc).get(party.id)) for party in parties)
    found = (CLUSTER_OF(doc).get(place[1], party) if place is not None else party for party, place in places)
    return list({party.id: party for party in found}.values())


def states_of_bodies(doc: Doc) -> Iterator[tuple[Cluster, Cluster, Token]]:
    """Each actor that shares a noun with others, its state, and the noun."""
    known = clusters_by_id(doc)
    for body, (state, noun) in BODIES(doc).items():
        if state in CLUSTER_OF(doc):
            yield known[body], CLUSTER_OF(doc)[state], doc[noun]


def told_apart(doc: Doc) -> set[str]:
    """The ids of the groups whose only mention is a noun that several actors share."""
    groups = (CLUSTER_OF(doc).get(noun) for _, noun in BODIES(doc).values())
    return {group.id for group in groups if group is not None and len(group.mentions) == 1}


def without_unused_bodies(doc: Doc) -> None:
    """Take away the actors that share a noun with others and do not talk with each other."""
    used = {actor.id for each in CANDIDATES(doc) for actor in each.actors.values() if actor is not None}
    unused = {c.id for c in CLUSTERS(doc) if c.id not in used and is_only_shared(doc, c)}
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.id not in unused))
    BODIES.put(doc, {body: place for body, place in BODIES(doc).items() if body not in unused})


def _states_before(noun: Token) -> list[TokenMention]:
    """The states whose adjectives or acronyms stand before a noun, joined by "and", in text order."""
    doc, at = noun.doc, noun.i
    while _state_ending(doc, at) is None and noun.i - at < WORDS_BETWEEN:
        at -= 1
    found: list[TokenMention] = []
    while (state := _state_ending(doc, at)) is not None:
        found.insert(0, state)
        at = state.start
        joined = word_at(doc, at - 1) == "and" or (len(found) > 1 and word_at(doc, at - 1) == ",")
        if not joined:
            break
        at -= 2 if word_at(doc, at - 1) == "and" and word_at(doc, at - 2) == "," else 1
    return found


def _state_ending(doc: Doc, end: int) -> TokenMention | None:
    """The adjective or acronym of a state or bloc that ends right before a token."""
    for mention in mentions_before(doc, end):
        if mention.type in STATES_AND_BLOCS and mention.end - mention.start == 1 and mention.entry is not None:
            text = doc[mention.start].text
            if text in mention.entry.demonyms or (text.isupper() and len(text) <= LETTERS_OF_ACRONYMS):
                return mention
    return None


def _body(noun: Token, state: TokenMention, rest: int) -> Cluster:
    """The actor that belongs to one of the states; ``rest`` is the first token of the words that they share."""
    doc, lemma = noun.doc, noun.lemma_.casefold()
    is_one = lemma in BODIES_OF_ONE_STATE
    last = (lemma.capitalize() if noun.text[:1].isupper() else lemma) if is_one else noun.text
    name = " ".join([doc[state.start].text, *(t.text for t in doc[rest : noun.i]), last])
    kind = ActorType.DELEGATION if lemma in TEAMS else ActorType.ORGANIZATION if is_one else ActorType.GROUP
    names = ((c, {fold(c.name), *(fold(m.name) for m in c.mentions)}) for c in CLUSTERS(doc))
    cluster = next((c for c, own in names if fold(name) in own), None)
    if cluster is None:
        cluster = Cluster(free_id(CLUSTERS(doc)), name, kind, country=state.country)
        CLUSTERS.put(doc, (*CLUSTERS(doc), cluster))
    mention = TokenMention(
        state.start,
        noun.i + 1,
        state.head,
        kind,
        MentionReason.NOMINAL,
        name,
        country=state.country,
        noun=lemma,
        plural=not is_one,
    )
    if mention not in cluster.mentions:
        cluster.mentions.append(mention)
    BODIES(doc)[cluster.id] = state.head, noun.i
    return cluster
