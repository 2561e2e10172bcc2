"""Gather the mentions of a document that refer to the same actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

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
from kg.extract.grammar.name_heads import NAMED
from kg.extract.grammar.occurrences import is_possessive_mark, occurrences
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.shared_names.acronyms import ACRONYM, CLOSING, OPENING, definition_at, is_variant_of
from kg.extract.mentions.title_spans import TITLES, title_tokens
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.model import Actor, ActorType, Mention, MentionReason

__all__ = [
    "actors",
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
        namesake = gatherer.by_key.get(key) or next(
            (
                c
                for c in gatherer.clusters
                if ActorType.PERSON not in {c.type, mention.type} and c.gazetteer is None and fold(c.name) == name
            ),
            None,
        )
        if namesake is not None:
            gatherer.put(mention, namesake)
            continue
        words = name.split()
        longer_named = [
            c
            for c in gatherer.clusters
            if c.type in {ActorType.ORGANIZATION, ActorType.DELEGATION}
            and (c.gazetteer is None or len(words) > 1)
            and c.type == mention.type
            and _ends_with(c, words)
        ]
        if len(longer_named) == 1 and doc[mention.start].text[:1].isupper():
            gatherer.put(mention, longer_named[0])
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
    defined: set[str] = set()
    for at, cluster in _defined_acronyms(gatherer):
        bracketed, acronym = gatherer.by_head.get(at), gatherer.doc[at].text
        if bracketed is cluster:
            continue
        entry = gazetteer.entry(bracketed.gazetteer) if bracketed is not None else None
        if bracketed is not None and entry is not None:
            if cluster.gazetteer is None and is_variant_of(cluster.name, entry):
                gatherer.merge(cluster, bracketed)
            continue
        cluster.more_names.append(acronym)
        if bracketed is not None and acronym not in defined:
            gatherer.merge(bracketed, cluster)
        _assign_acronym(gatherer, acronym, cluster, at if acronym in defined else 0)
        defined.add(acronym)


def _assign_acronym(gatherer: Gatherer, acronym: str, cluster: Cluster, first_token: int) -> None:
    """Let an acronym mean an actor from the token ``first_token`` on, except where it is a listed actor's."""
    for token in occurrences(gatherer.doc, {acronym.casefold()}):
        if token.text != acronym or token.i < first_token:
            continue
        current_holder = gatherer.by_head.get(token.i)
        if current_holder is None:
            new = TokenMention(token.i, token.i + 1, token.i, cluster.type, MentionReason.ALIAS, acronym)
            gatherer.put(new, cluster)
        elif current_holder is not cluster and current_holder.gazetteer is None:
            for mention in [m for m in current_holder.mentions if m.start == token.i and m.end == token.i + 1]:
                current_holder.mentions.remove(mention)
                gatherer.put(mention, cluster)
            if not current_holder.mentions:
                gatherer.merge(current_holder, cluster)


def _defined_acronyms(gatherer: Gatherer) -> list[tuple[int, Cluster]]:
    """The tokens of acronyms in brackets, in text order, and the actors named before them, or in brackets after them;
    not persons, who are members ("Ana Ruiz (CTU)"), nor states: in "the Ministry of Trade of Peru (MINCE)" it is the
    ministry's, nor listed blocs that lack its letters: "the Fund for Annex I Parties (FWG)"."""
    doc = gatherer.doc
    acronyms = []
    for cluster in gatherer.clusters:
        if cluster.type in {ActorType.PERSON, ActorType.STATE}:
            continue
        for start, end in ((m.start, m.end) for m in cluster.mentions):
            if doc[end : end + 1].text in OPENING and doc[end + 2 : end + 3].text in CLOSING:
                acronyms.append((end + 1, cluster))
            elif start > 1 and doc[start - 1].text in OPENING and doc[end : end + 1].text in CLOSING:
                defined = definition_at(doc, doc[start - 2].text, start - 2)
                if defined is not None and defined.at == start - 2:
                    acronyms.append((start - 2, cluster))
    in_capitals = (each for each in acronyms if ACRONYM.match(doc[each[0]].text) or _is_in_capitals(doc[each[0]].text))
    return sorted((e for e in in_capitals if not _is_of_another(doc[e[0]].text, e[1])), key=lambda each: each[0])


def _is_of_another(acronym: str, bloc: Cluster) -> bool:
    """Whether an acronym behind a listed bloc has letters that its name lacks."""
    names = {fold(name) for name in (bloc.name, *(m.name for m in bloc.mentions))}
    is_listed = bloc.type == ActorType.BLOC and bloc.gazetteer is not None
    return is_listed and not any(set(fold(acronym)) <= set(name) for name in names)


def _is_in_capitals(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 10


def actors(doc: Doc) -> Doc:
    """Gather the mentions of each actor into one cluster, and note to which cluster the head token of each belongs."""
    gatherer = Gatherer(doc)
    mentions = MENTIONS(doc)
    gather_persons(gatherer, mentions)
    learn_titles(doc, gatherer)
    _gather_named(gatherer, mentions)
    gather_nominals(gatherer, mentions)
    join_own_names(gatherer)
    join_bodies_of_states(gatherer)
    join_europeans(gatherer)
    for number, cluster in enumerate(sorted(gatherer.clusters, key=Cluster.first)):
        cluster.id = f"a{number}"
    CLUSTERS.put(doc, tuple(sorted(gatherer.clusters, key=Cluster.first)))
    CLUSTER_OF.put(doc, gatherer.by_head)
    NAMED.put(doc, gatherer.by_head)
    return doc


def _is_bare(doc: Doc, start: int, end: int, reason: MentionReason) -> bool:
    """Whether a phrase identifies nobody out of context ("the two sides", "either side"): no alias of a known actor."""
    return reason == MentionReason.NOMINAL and not any(
        t.text[:1].isupper() and t.i > doc[start].sent.start for t in doc[start:end]
    )


def _is_only_post(doc: Doc, cluster: Cluster, mention: TokenMention) -> bool:
    """Whether a mention calls somebody whose name is known only by a post that others have as well: "the Chair"."""
    if cluster.type != ActorType.PERSON or mention.reason != MentionReason.NOMINAL or not cluster.is_named():
        return False
    posts = title_tokens(doc)
    return all(
        t.i in posts or t.pos_ in {"DET", "PRON"} or t.lower_ in HONORIFICS for t in doc[mention.start : mention.end]
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
    only_posts = {(m.start, m.end) for m in cluster.mentions if _is_only_post(doc, cluster, m)}
    mentions = []
    is_listed = cluster.gazetteer is not None
    aliases: dict[str, None] = {}
    for start, end, reason in sorted(set(spans)):
        first_char, end_char = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        mentions.append(Mention(first_char, end_char, text[first_char:end_char], reason))
        shared = (start, end, reason) in cluster.extra and reason == MentionReason.NOMINAL  # "the two presidents"
        is_bare = (is_listed and _is_bare(doc, start, end, reason)) or (start, end) in only_posts
        if reason != MentionReason.PRONOUN and not shared and not is_bare:
            aliases.setdefault(" ".join(text[first_char:end_char].split()))
    for mention in cluster.mentions:
        bare = is_listed and _is_bare(doc, mention.start, mention.end, mention.reason)
        bare |= (mention.start, mention.end) in only_posts
        if mention.reason != MentionReason.PRONOUN and mention.entry is None and not bare:
            aliases.setdefault(mention.name)
    if cluster.type == ActorType.PERSON:
        title_starts = _titles_by_end(doc)
        for mention in cluster.mentions:
            if mention.reason == MentionReason.PRONOUN:
                continue
            if mention.start and doc[mention.start - 1].lower_ in HONORIFICS:
                aliases.setdefault(doc[mention.start - 1 : mention.end].text)
            if mention.start in title_starts:
                aliases.setdefault(doc[title_starts[mention.start] : mention.end].text)
    for name in (*_names_with_owners(doc, cluster), *cluster.more_names):
        aliases.setdefault(name)
    aliases.pop(cluster.name, None)
    return Actor(
        cluster.id, cluster.name, cluster.type, tuple(aliases), tuple(mentions), cluster.country, cluster.gazetteer
    )
