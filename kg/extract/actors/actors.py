"""Gather the mentions of a document that refer to the same actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, Gatherer
from kg.extract.actors.nominals import gather_nominals
from kg.extract.actors.persons import gather_persons, learn_titles
from kg.extract.actors.short_names import (
    join_bodies_of_states,
    join_europeans,
    join_family_names,
    join_initials,
    join_own_names,
    join_party_members,
    join_short_names,
    name_the_commission,
)
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.named import NAMED
from kg.extract.grammar.occurrences import is_possessive_mark, occurrences
from kg.extract.mentions.mention import MENTIONS, TokenMention, is_person, mentions_over
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.shared_names.acronyms import ACRONYM, CLOSING, OPENING, definition_at, is_variant_of
from kg.extract.mentions.title_spans import TITLES
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.model import Actor, ActorType, Mention, MentionReason

__all__ = [
    "Cluster",
    "actors",
    "cluster_at",
    "clusters_at",
    "is_state",
    "to_actor",
]


def _gather_named(gatherer: Gatherer, mentions: Iterable[TokenMention]) -> None:
    """Gather names, persons' apart, with the actor that has the same name so far; then join the names of one actor."""
    doc = gatherer.doc
    for mention in mentions:
        if mention.head in gatherer.by_head or (mention.reason == MentionReason.NOMINAL and mention.entry is None):
            continue
        if mention.entry is not None:
            gatherer.join(mention, mention.entry.id, mention.entry.name)
            continue
        name = fold(mention.name)
        key = f"{mention.type} {name}"
        same = gatherer.by_key.get(key) or next(
            (
                c
                for c in gatherer.clusters
                if ActorType.PERSON not in {c.type, mention.type} and c.gazetteer is None and fold(c.name) == name
            ),
            None,
        )
        if same is not None:
            gatherer.put(mention, same)
            continue
        words = name.split()
        longer = [
            c
            for c in gatherer.clusters
            if c.type in {ActorType.ORGANIZATION, ActorType.DELEGATION}
            and (c.gazetteer is None or len(words) > 1)
            and c.type == mention.type
            and _ends_with(c, words)
        ]
        if len(longer) == 1 and doc[mention.start].text[:1].isupper():
            gatherer.put(mention, longer[0])
            continue
        gatherer.new(mention, key)
    _join_acronyms(gatherer)
    join_initials(gatherer)
    join_short_names(gatherer)
    name_the_commission(gatherer)
    join_party_members(gatherer)
    join_family_names(gatherer)


def _ends_with(cluster: Cluster, words: list[str]) -> bool:
    """Whether a longer name of the actor ends with the words, or begins with them and goes on with "for" or "in":
    "Supreme Court" after "the US Supreme Court", "Border Mission" after "Border Mission in Chad"."""
    names = {cluster.name, *(m.name for m in cluster.mentions)} if cluster.gazetteer is not None else {cluster.name}
    longer = (name for name in (fold(name).split() for name in names) if len(words) < len(name))
    return any(
        name[-len(words) :] == words or (name[: len(words)] == words and name[len(words)] in {"for", "in"})
        for name in longer
    )


def _join_acronyms(gatherer: Gatherer) -> None:
    """Join acronyms in brackets with the name before them: "Syrian Democratic Forces (SDF)". The body of a listed
    actor's acronym is that actor only if their names agree ("the Labour Party (UK)")."""
    given: set[str] = set()
    for at, cluster in _defined_acronyms(gatherer):
        other, acronym = gatherer.by_head.get(at), gatherer.doc[at].text
        if other is cluster:
            continue
        listed = gazetteer.entry(other.gazetteer) if other is not None else None
        if other is not None and listed is not None:
            if cluster.gazetteer is None and is_variant_of(cluster.name, listed):
                gatherer.merge(cluster, other)
            continue
        cluster.more_names.append(acronym)
        if other is not None and acronym not in given:
            gatherer.merge(other, cluster)
        _give(gatherer, acronym, cluster, at if acronym in given else 0)
        given.add(acronym)


def _give(gatherer: Gatherer, acronym: str, cluster: Cluster, first: int) -> None:
    """Let an acronym mean an actor from the token ``first`` on, except where it is a listed actor's."""
    for token in occurrences(gatherer.doc, {acronym.casefold()}):
        if token.text != acronym or token.i < first:
            continue
        other = gatherer.by_head.get(token.i)
        if other is None:
            new = TokenMention(token.i, token.i + 1, token.i, cluster.type, MentionReason.ALIAS, acronym)
            gatherer.put(new, cluster)
        elif other is not cluster and other.gazetteer is None:
            for mention in [m for m in other.mentions if m.start == token.i and m.end == token.i + 1]:
                other.mentions.remove(mention)
                gatherer.put(mention, cluster)
            if not other.mentions:
                gatherer.merge(other, cluster)


def _defined_acronyms(gatherer: Gatherer) -> list[tuple[int, Cluster]]:
    """The tokens of acronyms in brackets, in text order, and the actors named before them, or in brackets after them;
    not persons, who are members ("Ana Ruiz (CTU)"), nor states: in "the Ministry of Trade of Peru (MINCE)" it is the
    ministry's."""
    doc = gatherer.doc
    found = []
    for cluster in gatherer.clusters:
        if cluster.type in {ActorType.PERSON, ActorType.STATE}:
            continue
        for start, end in ((m.start, m.end) for m in cluster.mentions):
            if doc[end : end + 1].text in OPENING and doc[end + 2 : end + 3].text in CLOSING:
                found.append((end + 1, cluster))
            elif start > 1 and doc[start - 1].text in OPENING and doc[end : end + 1].text in CLOSING:
                defined = definition_at(doc, doc[start - 2].text, start - 2)
                if defined is not None and defined.at == start - 2:
                    found.append((start - 2, cluster))
    short = (each for each in found if ACRONYM.match(doc[each[0]].text) or _is_in_capitals(doc[each[0]].text))
    return sorted(short, key=lambda each: each[0])


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 10


def actors(doc: Doc) -> Doc:
    """Gather the mentions of each actor into one cluster, and note to which cluster the head token of each belongs."""
    gatherer = Gatherer(doc)
    found = MENTIONS(doc)
    gather_persons(gatherer, found)
    learn_titles(doc, gatherer)
    _gather_named(gatherer, found)
    gather_nominals(gatherer, found)
    join_own_names(gatherer)
    join_bodies_of_states(gatherer)
    join_europeans(gatherer)
    for number, cluster in enumerate(sorted(gatherer.clusters, key=Cluster.first)):
        cluster.id = f"a{number}"
    CLUSTERS.put(doc, tuple(sorted(gatherer.clusters, key=Cluster.first)))
    CLUSTER_OF.put(doc, gatherer.by_head)
    NAMED.put(doc, gatherer.by_head)
    return doc


def is_state(token: Token) -> bool:
    """Whether the phrase headed by ``token`` names a state."""
    cluster = cluster_at(token)
    return cluster is not None and cluster.type == ActorType.STATE


def cluster_at(token: Token) -> Cluster | None:
    """The actor that the phrase headed by ``token`` names, None where it names none."""
    of: dict[int, Cluster] = CLUSTER_OF(token.doc)
    found = of.get(token.i)
    if found is not None:
        return found
    if token.pos_ == "PROPN":  # the parser may have attached another part of the name to the verb
        for mention in mentions_over(token.doc, token.i):
            if is_person(mention) and token.head.i >= mention.start:
                return of.get(mention.head)
    if token.lower_ in {"all", "both"}:
        after_of = (p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children)
        return next((of.get(p.i) for p in after_of), None)
    return None


def clusters_at(heads: Iterable[Token]) -> list[tuple[Token, Cluster]]:
    """The actors that the heads and their conjuncts refer to, in text order."""
    return [(t, c) for t in conjuncts(heads) if (c := cluster_at(t)) is not None]


def _is_bare(doc: Doc, start: int, end: int, reason: MentionReason) -> bool:
    """Whether a phrase identifies nobody out of context ("the two sides", "either side"): no alias of a known actor."""
    return reason == MentionReason.NOMINAL and not any(
        t.text[:1].isupper() and t.i > doc[start].sent.start for t in doc[start:end]
    )


def _names_with_owners(doc: Doc, cluster: Cluster) -> Iterator[str]:
    """An organization's names together with the state that owns it: "Chile's Foreign Ministry"."""
    if cluster.type != ActorType.ORGANIZATION or cluster.gazetteer is not None:
        return
    owners = _states_by_end(doc)
    for mention in cluster.mentions:
        if mention.reason != MentionReason.PRONOUN and is_possessive_mark(doc, mention.start - 1):
            start = owners.get(mention.start - 1, owners.get(mention.start))
            if start is not None:
                yield doc[start : mention.end].text


@once_a_document
def _states_by_end(doc: Doc) -> dict[int, int]:
    """The first token of each name of a state, by the token after the name."""
    return {m.end: m.start for m in MENTIONS(doc) if m.type == ActorType.STATE}


@once_a_document
def _titles_by_end(doc: Doc) -> dict[int, int]:
    """The first token of each title, by the token after the title."""
    return {end: start for start, end in TITLES(doc)}


def to_actor(doc: Doc, text: str, cluster: Cluster) -> Actor:
    """The cluster as an `Actor` with offsets into ``text``."""
    spans = [(m.start, m.end, m.reason) for m in cluster.mentions] + cluster.extra
    mentions = []
    known = cluster.gazetteer is not None
    aliases: dict[str, None] = {}
    for start, end, reason in sorted(set(spans)):
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        mentions.append(Mention(a, b, text[a:b], reason))
        shared = (start, end, reason) in cluster.extra and reason == MentionReason.NOMINAL  # "the two presidents"
        if reason != MentionReason.PRONOUN and not shared and not (known and _is_bare(doc, start, end, reason)):
            aliases.setdefault(" ".join(text[a:b].split()))
    for mention in cluster.mentions:
        bare = known and _is_bare(doc, mention.start, mention.end, mention.reason)
        if mention.reason != MentionReason.PRONOUN and mention.entry is None and not bare:
            aliases.setdefault(mention.name)
    if cluster.type == ActorType.PERSON:
        before = _titles_by_end(doc)
        for mention in cluster.mentions:
            if mention.reason == MentionReason.PRONOUN:
                continue
            if mention.start and doc[mention.start - 1].lower_ in HONORIFICS:
                aliases.setdefault(doc[mention.start - 1 : mention.end].text)
            if mention.start in before:
                aliases.setdefault(doc[before[mention.start] : mention.end].text)
    for name in (*_names_with_owners(doc, cluster), *cluster.more_names):
        aliases.setdefault(name)
    aliases.pop(cluster.name, None)
    return Actor(
        cluster.id, cluster.name, cluster.type, tuple(aliases), tuple(mentions), cluster.country, cluster.gazetteer
    )
