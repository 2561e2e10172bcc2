"""The bodies of several states that one noun names: "the [Russian] and [Canadian] delegations" are two."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, STATES_AND_BLOCS, Cluster, clusters_by_id, free_id
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.occurrences import word_at
from kg.extract.mentions.mention import TokenMention, mentions_before
from kg.extract.text.memo import once, once_a_document
from kg.extract.text.note import Note
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular
from kg.model import ActorType, MentionReason

__all__ = [
    "bodies_of_states",
    "only_shared",
    "states_of_bodies",
    "told_apart",
    "without_unused_bodies",
    "words_for_states",
]

BODIES_OF_ONE_STATE = word_set("bodies-of-one-state")
"""Nouns for what a state sends one of, or has one of: its part of "the Russian and Canadian delegations" is one."""
PEOPLE_OF_ONE_STATE = word_set("people-of-one-state")
TEAMS = {"delegation", "team"}
WORDS_BETWEEN = 3
"""The most words between the last state and the noun: "the Russian and Indian [foreign] ministries"."""
LETTERS_OF_ACRONYMS = 5
BODIES: Note[dict[str, dict[int, int]]] = Note("bodies", dict)
"""By the id of an actor that shares nouns with others: each noun, with the head of the word for the actor's state."""


@once
def bodies_of_states(noun: Token) -> tuple[Cluster, ...]:
    """The actors of which a plural noun after adjectives of several states names one for each, made where the document
    has none of that name; none if it is no such noun."""
    if noun.tag_ not in {"NNS", "NNPS"} or _singular(noun) not in BODIES_OF_ONE_STATE | PEOPLE_OF_ONE_STATE:
        return ()
    states = _states_before(noun)
    one_each = len({state.entry for state in states}) == len(states) > 1
    return tuple(_body_of_state(noun, state, states[-1].end) for state in states) if one_each else ()


def words_for_states(noun: Token) -> set[int]:
    """The heads of the words for the states whose bodies a noun names."""
    return {BODIES(noun.doc)[body.id][noun.i] for body in bodies_of_states(noun)}


def only_shared(doc: Doc) -> set[str]:
    """The ids of the actors of which every mention is part of a noun that they share with others."""
    sharers = ((c, nouns) for c in CLUSTERS(doc) if (nouns := BODIES(doc).get(c.id)) is not None)
    return {actor.id for actor, nouns in sharers if all(m.end - 1 in nouns for m in actor.mentions)}


def states_of_bodies(doc: Doc) -> Iterator[tuple[Cluster, Cluster, Token]]:
    """Each actor that shares nouns with others, with its state and each of the nouns."""
    actors = clusters_by_id(doc)
    for body, nouns in BODIES(doc).items():
        for noun, state in nouns.items():
            if state in CLUSTER_OF(doc):
                yield actors[body], CLUSTER_OF(doc)[state], doc[noun]


def told_apart(doc: Doc) -> set[str]:
    """The ids of the groups that are only mentioned by nouns which several actors share."""
    shared_nouns = {noun for nouns in BODIES(doc).values() for noun in nouns}
    groups = {c.id: c for noun in shared_nouns if (c := CLUSTER_OF(doc).get(noun)) is not None}
    return {group.id for group in groups.values() if all(m.head in shared_nouns for m in group.mentions)}


def without_unused_bodies(doc: Doc) -> None:
    """Take away the actors that were made of nouns which they share, and of which no candidate says anything."""
    used = {actor.id for each in CANDIDATES(doc) for actor in each.actors.values() if actor is not None}
    unused = only_shared(doc) - used
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.id not in unused))
    BODIES.put(doc, {body: nouns for body, nouns in BODIES(doc).items() if body not in unused})


def _singular(noun: Token) -> str:
    """The singular of a plural noun, in lower case, also where it is part of a name, which has no lemma of its own."""
    return noun.lemma_.casefold() if noun.tag_ == "NNS" else singular(noun.lower_)


def _states_before(noun: Token) -> list[TokenMention]:
    """The states whose adjectives or acronyms stand before a noun, joined by "and", in text order; none if something
    else is joined with them. The parser has to attach only the last of them to the noun."""
    doc, index = noun.doc, noun.i
    while _state_ending(doc, index) is None and noun.i - index < WORDS_BETWEEN and _is_shared_word(noun, index - 1):
        index -= 1
    states: list[TokenMention] = []
    fewest = 1
    while (state := _state_ending(doc, index)) is not None and (states or noun.is_ancestor(doc[state.head])):
        states.insert(0, state)
        index = state.start
        if word_at(doc, index - 1) == "and" and len(states) == 1:
            fewest = 3 if word_at(doc, index - 2) == "," else 2  # "hit the EU, and US officials met"
            index -= fewest - 1
        elif word_at(doc, index - 1) == "," and len(states) > 1 and _state_ending(doc, index - 1) is not None:
            index -= 1
        else:
            return states if len(states) >= fewest else []
    return []


def _is_shared_word(noun: Token, index: int) -> bool:
    """Whether a word before a noun says more about all that it names."""
    return index >= 0 and noun.is_ancestor(noun.doc[index]) and noun.doc[index].pos_ in {"ADJ", "NOUN", "PROPN"}


def _state_ending(doc: Doc, end: int) -> TokenMention | None:
    """The adjective or acronym of a state or bloc that ends right before a token."""
    for mention in mentions_before(doc, end):
        if mention.type in STATES_AND_BLOCS and mention.entry is not None:
            text = doc[mention.start : mention.end].text
            if text in mention.entry.demonyms or (text.isupper() and len(text) <= LETTERS_OF_ACRONYMS):
                return mention
    return None


def _body_of_state(noun: Token, state: TokenMention, rest: int) -> Cluster:
    """The actor that belongs to one of the states; ``rest`` is the first token of the words that they share."""
    doc, lemma = noun.doc, _singular(noun)
    is_one = lemma in BODIES_OF_ONE_STATE
    last_word = (lemma.capitalize() if noun.text[:1].isupper() else lemma) if is_one else noun.text
    name = " ".join([doc[state.start : state.end].text, *(t.text for t in doc[rest : noun.i]), last_word])
    kind = ActorType.DELEGATION if lemma in TEAMS else ActorType.ORGANIZATION if is_one else ActorType.GROUP
    cluster = _by_name(doc).get(fold(name))
    if cluster is None:
        cluster = Cluster(free_id(CLUSTERS(doc)), name, kind, country=state.country)
        CLUSTERS.put(doc, (*CLUSTERS(doc), cluster))
        _by_name(doc)[fold(name)] = cluster
    BODIES(doc).setdefault(cluster.id, {})[noun.i] = state.head
    cluster.mentions.append(
        TokenMention(
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
    )
    return cluster


@once_a_document
def _by_name(doc: Doc) -> dict[str, Cluster]:
    """The first actor of each name, as `fold` gives it, with those made since."""
    clusters_by_name: dict[str, Cluster] = {}
    for cluster in CLUSTERS(doc):
        for name in (cluster.name, *(m.name for m in cluster.mentions)):
            clusters_by_name.setdefault(fold(name), cluster)
    return clusters_by_name
