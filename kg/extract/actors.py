"""One actor for all the mentions of one document that mean the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.clause import conjuncts
from kg.extract.mention import TokenMention
from kg.extract.mentions import HONORIFICS, QUANTIFIERS, STATE_NOUNS
from kg.model import Actor, ActorType, Mention, MentionReason

__all__ = ["Cluster", "cluster_at", "clusters_at", "fold", "to_actor"]

Doc.set_extension("clusters", default=(), force=True)
Doc.set_extension("cluster_of", default=None, force=True)

TYPE_NOUNS = {
    "bloc": {ActorType.BLOC},
    "group": {ActorType.BLOC, ActorType.ORGANIZATION},
    "union": {ActorType.BLOC, ActorType.ORGANIZATION},
    "alliance": {ActorType.BLOC, ActorType.ORGANIZATION},
    "coalition": {ActorType.BLOC, ActorType.ORGANIZATION},
    "company": {ActorType.ORGANIZATION},
    "firm": {ActorType.ORGANIZATION},
    "organization": {ActorType.ORGANIZATION},
    "organisation": {ActorType.ORGANIZATION},
    "party": {ActorType.ORGANIZATION},
    "agency": {ActorType.ORGANIZATION},
    "body": {ActorType.ORGANIZATION},
    "country": {ActorType.STATE},
    "kingdom": {ActorType.STATE},
    "nation": {ActorType.STATE},
    "republic": {ActorType.STATE},
    "island": {ActorType.STATE},
}
STATE_VOICES = {"delegation", "delegate", "representative"}
ANAPHORIC = {"the", "this", "that", "these", "those", "both"}


@dataclass(slots=True)
class Cluster:
    """The mentions of one actor, while they are being gathered."""

    id: str
    name: str
    type: ActorType
    mentions: list[TokenMention] = field(default_factory=list)
    extra: list[tuple[int, int, MentionReason]] = field(default_factory=list)
    country: str | None = None
    gazetteer: str | None = None
    titles: set[str] = field(default_factory=set)
    more_names: list[str] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The token at which it is first mentioned."""
        return min((m.start for m in self.mentions), default=0)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name as it is compared: no case, accents, possessive, leading article or punctuation.

    >>> fold("the Élysée’s")
    'elysee'
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().replace("ı", "i").replace("’", "'")
    text = re.sub(r"'s\b|'(?=\s|$)", "", text)
    text = re.sub(r"[^\w\s]", " ", text)
    return re.sub(r"^(?:the|a|an) ", "", " ".join(text.split()))


class _Gatherer:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self.by_key: dict[str, Cluster] = {}
        people = [m for m in doc._.mentions if _is_person(m)]
        self.persons_beside = {m.start: m.head for m in people}, {m.end: m.head for m in people}

    def put(self, mention: TokenMention, cluster: Cluster) -> None:
        cluster.mentions.append(mention)
        self.of[mention.head] = cluster
        if cluster.country is None and mention.country is not None and cluster.type != ActorType.BLOC:
            cluster.country = mention.country

    def new(self, mention: TokenMention, key: str, name: str | None = None) -> Cluster:
        entry = mention.entry
        cluster = Cluster(
            key,
            name or mention.name,
            mention.type,
            country=mention.country,
            gazetteer=entry.id if entry is not None else None,
        )
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


def _is_person(mention: TokenMention) -> bool:
    return mention.type == ActorType.PERSON and mention.reason == MentionReason.NAME


@lru_cache(maxsize=1 << 14)
def _name_parts(name: str) -> tuple[str, ...]:
    return tuple(p for p in fold(name).split() if len(p) > 1)


def _persons(gatherer: _Gatherer, mentions: Iterable[TokenMention]) -> None:
    named = [m for m in mentions if _is_person(m)]
    full = sorted((m for m in named if len(_name_parts(m.name)) > 1), key=lambda m: -len(_name_parts(m.name)))
    for mention in full:
        parts = _name_parts(mention.name)
        home = None
        for cluster in gatherer.clusters:
            own = _name_parts(cluster.name)
            if cluster.type == ActorType.PERSON and (
                own == parts or (set(parts) <= set(own) and (parts[-1] == own[-1] or parts[0] == own[0]))
            ):
                home = cluster
                break
        if home is None:
            gatherer.new(mention, "person " + " ".join(parts))
        else:
            gatherer.put(mention, home)
    for mention in named:
        if mention.head in gatherer.of:
            continue
        parts = _name_parts(mention.name)
        if not parts:
            continue
        homes = [
            c
            for c in gatherer.clusters
            if c.type == ActorType.PERSON and parts[0] in {*_name_parts(c.name)[-1:], *_name_parts(c.name)[:1]}
        ]
        surname = [c for c in homes if _name_parts(c.name)[-1] == parts[0] and len(_name_parts(c.name)) > 1]
        candidates = surname or homes
        if len(candidates) > 1:
            earlier = [c for c in candidates if c.first < mention.start]
            candidates = earlier if len(earlier) == 1 else []
        if candidates:
            gatherer.put(mention, candidates[0])
        else:
            gatherer.join(mention, "person " + " ".join(parts))


def _person_titles(doc: Doc, gatherer: _Gatherer) -> None:
    for cluster in gatherer.clusters:
        if cluster.type != ActorType.PERSON:
            continue
        for mention in cluster.mentions:
            for start, end in doc._.titles:
                if end == mention.start or (
                    mention.end < len(doc) and doc[mention.end].text == "," and mention.end < start < mention.end + 6
                ):
                    cluster.titles.update(t.lower_ for t in doc[start:end])
                    before = next((m for m in doc._.mentions if m.end == start and m.type == ActorType.STATE), None)
                    if before is not None and cluster.country is None:
                        cluster.country = before.country


def _named(gatherer: _Gatherer, mentions: Iterable[TokenMention]) -> None:
    doc = gatherer.doc
    for mention in mentions:
        if mention.head in gatherer.of or (mention.reason == MentionReason.NOMINAL and mention.entry is None):
            continue
        if mention.entry is not None:
            gatherer.join(mention, mention.entry.id, mention.entry.name)
            continue
        name = fold(mention.name)
        key = f"{mention.type} {name}"
        same = gatherer.by_key.get(key) or next(
            (c for c in gatherer.clusters if c.type != ActorType.PERSON and any(fold(n) == name for n in c.more_names)),
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
            and c.gazetteer is None
            and c.type == mention.type
            and len(words) < len(fold(c.name).split())
            and fold(c.name).split()[-len(words) :] == words
        ]
        if len(longer) == 1 and doc[mention.start].text[:1].isupper():
            gatherer.put(mention, longer[0])
            continue
        gatherer.new(mention, key)
    _acronyms(gatherer)


def _acronyms(gatherer: _Gatherer) -> None:
    """ "Syrian Democratic Forces (SDF)": the letters in brackets name the same actor."""
    doc = gatherer.doc
    for cluster in list(gatherer.clusters):
        for mention in list(cluster.mentions):
            i = mention.end
            if i + 2 < len(doc) and doc[i].text in {"(", "["} and doc[i + 2].text in {")", "]"}:
                short = doc[i + 1]
                other = gatherer.of.get(short.i)
                if not (short.text.isupper() and 2 <= len(short.text) <= 10) or other is cluster:
                    continue
                cluster.more_names.append(short.text)
                if other is None:
                    cluster.extra.append((short.i, short.i + 1, MentionReason.ALIAS))
                    for token in doc:
                        if token.text == short.text and token.i not in gatherer.of:
                            gatherer.put(
                                TokenMention(
                                    token.i, token.i + 1, token.i, cluster.type, MentionReason.ALIAS, short.text
                                ),
                                cluster,
                            )
                elif other.gazetteer is None or cluster.gazetteer is None:
                    _merge(gatherer, other, cluster) if other.gazetteer is None else _merge(gatherer, cluster, other)


def _merge(gatherer: _Gatherer, gone: Cluster, stays: Cluster) -> None:
    for mention in gone.mentions:
        gatherer.put(mention, stays)
    stays.extra.extend(gone.extra)
    stays.titles |= gone.titles
    stays.more_names.extend([gone.name, *gone.more_names])
    if gone in gatherer.clusters:
        gatherer.clusters.remove(gone)
    for key, cluster in list(gatherer.by_key.items()):
        if cluster is gone:
            gatherer.by_key[key] = stays


def _nominals(gatherer: _Gatherer, mentions: Iterable[TokenMention]) -> None:
    doc = gatherer.doc
    for mention in mentions:
        if mention.head in gatherer.of or mention.reason != MentionReason.NOMINAL:
            continue
        head = doc[mention.head]
        partner = _appositive(gatherer, head) or (_beside(gatherer, mention) if _is_post(doc, mention) else None)
        if partner is not None and not mention.plural:
            gatherer.put(mention, partner)
            continue
        determiner = doc[mention.start].lower_ if mention.start < mention.head else ""
        definite = determiner in ANAPHORIC
        if mention.noun in STATE_NOUNS and (state := _led_state(gatherer, mention)) is not None:
            gatherer.put(mention, state)
            continue
        anaphor = (definite or mention.owner is None) and mention.noun != "those" and determiner not in QUANTIFIERS
        earlier = _antecedent(gatherer, mention, head) if anaphor else None
        if earlier is not None:
            gatherer.put(mention, earlier)
            continue
        owner = gatherer.of.get(mention.owner) if mention.owner is not None else None
        surface = mention.name if mention.noun == "those" else doc[mention.start : mention.end].text
        key = f"{mention.type} {fold(surface)} {owner.id if owner is not None else ''}"
        if (
            owner is not None
            and owner.type == ActorType.STATE
            and mention.noun in STATE_VOICES
            and not mention.plural
            and (mention.owner or 0) > mention.head
        ):
            gatherer.put(mention, owner)  # "the delegation of Pakistan" speaks as Pakistan
            continue
        cluster = gatherer.join(mention, key)
        if owner is not None:
            cluster.country = cluster.country or owner.country
        full = _full_phrase(doc, mention)
        if full != mention.name and full not in cluster.more_names:
            cluster.more_names.append(full)


def _full_phrase(doc: Doc, mention: TokenMention) -> str:
    """The nominal with what follows it ("people briefed on the talks"), without its determiner."""
    head = doc[mention.head]
    start = mention.start
    while start < mention.head and doc[start].pos_ == "DET":
        start += 1
    end = mention.end
    for child in head.rights:
        if child.dep_ in {"prep", "acl", "relcl", "amod"} and child.left_edge.i == end:
            end = child.right_edge.i + 1
        elif child.dep_ == "punct":
            break
    while end > mention.end and doc[end - 1].is_punct:
        end -= 1
    return doc[start:end].text if end - start < 16 else doc[start : mention.end].text


def _appositive(gatherer: _Gatherer, head: Token) -> Cluster | None:
    for other in [*(c for c in head.children if c.dep_ == "appos"), *([head.head] if head.dep_ == "appos" else [])]:
        cluster = gatherer.of.get(other.i)
        if cluster is not None and cluster.type == ActorType.PERSON:
            return cluster
    return None


def _led_state(gatherer: _Gatherer, mention: TokenMention) -> Cluster | None:
    """ "The Trump administration": the state whose post the person holds by the words of this document."""
    doc = gatherer.doc
    words = {t.text for t in doc[mention.start : mention.head]}
    for cluster in gatherer.clusters:
        if cluster.type == ActorType.PERSON and cluster.country and _words_of(cluster.name) & words:
            return next(
                (c for c in gatherer.clusters if c.type == ActorType.STATE and c.country == cluster.country), None
            )
    return None


def _words_of(name: str) -> set[str]:
    return set(name.split()[-1:])


def _is_post(doc: Doc, mention: TokenMention) -> bool:
    return any(start <= mention.head < end for start, end in doc._.titles)


def _beside(gatherer: _Gatherer, mention: TokenMention) -> Cluster | None:
    """The person whose name stands right beside a post, with or without a comma: the parser often misses it."""
    doc = gatherer.doc
    after, before = gatherer.persons_beside
    i = mention.end
    comma = i < len(doc) and doc[i].text == ","
    i += comma
    while i < len(doc) and doc[i].lower_ in HONORIFICS:
        i += 1
    if i in after and i - mention.end <= 3:
        return gatherer.of.get(after[i])
    if doc[mention.start].lower_ in {"the", "a", "an"} or mention.owner is not None:
        i = mention.start - 1
        if i > 0 and doc[i].text == "," and i in before:
            return gatherer.of.get(before[i])
    return None


def _antecedent(gatherer: _Gatherer, mention: TokenMention, head: Token) -> Cluster | None:
    noun = mention.noun or head.lemma_.casefold()
    best: tuple[int, Cluster] | None = None
    for cluster in gatherer.clusters:
        before = [m.start for m in cluster.mentions if m.start < mention.start]
        if not before:
            continue
        if mention.type == ActorType.PERSON or head.lower_ in cluster.titles:
            fits = cluster.type == ActorType.PERSON and noun in cluster.titles and not mention.plural
            fits = fits and (
                mention.owner is None or gatherer.of.get(mention.owner) is None or mention.country == cluster.country
            )
        elif mention.plural or mention.type in {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION}:
            fits = (
                any(m.noun == noun and m.plural == mention.plural for m in cluster.mentions) and mention.owner is None
            )
            fits = fits and doc_bare(gatherer.doc, mention)
        else:
            last = fold(cluster.name).split()[-1:] == [noun]
            by_type = cluster.type in TYPE_NOUNS.get(noun, set())
            fits = cluster.type in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE} and (last or by_type)
            fits = fits and mention.owner is None and doc_bare(gatherer.doc, mention)
        if fits and (best is None or before[-1] > best[0]):
            best = (before[-1], cluster)
    return best[1] if best is not None else None


def doc_bare(doc: Doc, mention: TokenMention) -> bool:
    """Whether a nominal is a determiner and its noun only."""
    return mention.head - mention.start <= 1


@Language.component("kg_actors")
def actors(doc: Doc) -> Doc:
    """Set ``doc._.clusters`` and ``doc._.cluster_of`` (head token -> cluster), pronouns included."""
    from kg.extract.pronouns import resolve

    gatherer = _Gatherer(doc)
    found = doc._.mentions
    _persons(gatherer, found)
    _person_titles(doc, gatherer)
    _named(gatherer, found)
    _nominals(gatherer, found)
    for number, cluster in enumerate(sorted(gatherer.clusters, key=lambda c: c.first)):
        cluster.id = f"a{number}"
    doc._.clusters = tuple(sorted(gatherer.clusters, key=lambda c: c.first))
    doc._.cluster_of = gatherer.of
    resolve(doc)
    return doc


def cluster_at(token: Token) -> Cluster | None:
    """The actor that the phrase headed by ``token`` names, None where it names none."""
    of: dict[int, Cluster] = token.doc._.cluster_of
    found = of.get(token.i)
    if found is not None:
        return found
    if token.pos_ == "PROPN":  # the parser may have hung a name's other part on the verb
        for mention in _persons_over(token.doc).get(token.i, ()):
            if token.head.i >= mention.start:
                return of.get(mention.head)
    if token.lower_ in {"some", "many", "several", "one", "members", "member", "part", "most", "all", "both", "each"}:
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                for pobj in prep.children:
                    if token.lower_ in {"all", "both"}:
                        return of.get(pobj.i)
    return None


def _persons_over(doc: Doc) -> dict[int, tuple[TokenMention, ...]]:
    table: dict[int, tuple[TokenMention, ...]] | None = doc.user_data.get("kg_persons")
    if table is None:
        table = {}
        for mention in doc._.mentions:
            if _is_person(mention):
                for i in range(mention.start, mention.end):
                    table[i] = (*table.get(i, ()), mention)
        doc.user_data["kg_persons"] = table
    return table


def clusters_at(heads: Iterable[Token]) -> list[tuple[Token, Cluster]]:
    """The actors named by the heads and what is coordinated with them, in text order."""
    return [(t, c) for t in conjuncts(heads) if (c := cluster_at(t)) is not None]


def to_actor(doc: Doc, text: str, cluster: Cluster) -> Actor:
    """The cluster as an `Actor` with offsets into ``text``."""
    spans = [(m.start, m.end, m.reason) for m in cluster.mentions] + cluster.extra
    mentions = []
    aliases: dict[str, None] = {}
    for start, end, reason in sorted(set(spans)):
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        mentions.append(Mention(a, b, text[a:b], reason))
        if reason != MentionReason.PRONOUN:
            aliases.setdefault(text[a:b])
    for mention in cluster.mentions:
        if mention.reason != MentionReason.PRONOUN and mention.entry is None:
            aliases.setdefault(mention.name)
    if cluster.type == ActorType.PERSON:
        for mention in cluster.mentions:
            if mention.start and doc[mention.start - 1].lower_ in HONORIFICS:
                aliases.setdefault(doc[mention.start - 1 : mention.end].text)
    for name in cluster.more_names:
        aliases.setdefault(name)
    aliases.pop(cluster.name, None)
    return Actor(
        cluster.id, cluster.name, cluster.type, tuple(aliases), tuple(mentions), cluster.country, cluster.gazetteer
    )
