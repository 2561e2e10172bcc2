"""Whom a noun phrase without a name means: an actor named before, the state that it speaks for, or one of its own."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.cluster import Cluster, Gatherer, fold
from kg.extract.lexicon import word_set
from kg.extract.mention import TokenMention
from kg.extract.mentions import ORGANIZATION_WORDS, QUANTIFIERS, STATE_NOUNS
from kg.extract.named_bodies import name_after
from kg.extract.person_names import HONORIFICS
from kg.model import ActorType, MentionReason

__all__ = ["gather_nominals"]

LANDS = word_set("nouns-for-lands")
KINDS = {"bloc": ActorType.BLOC, "country": ActorType.STATE, "nation": ActorType.STATE}
KINDS |= dict.fromkeys(LANDS, ActorType.STATE)
COMPANIES = word_set("nouns-for-companies")
UNIONS = {"union", "federation", "confederation", "workers", "brotherhood", "guild", "teamsters", "syndicate"}
NAMED_BODIES = word_set("nouns-for-named-bodies")
KINDS_BEFORE = word_set("nouns-before-names")
NAMEABLE = {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.FACTION, ActorType.BLOC}
COUNTERPARTS = {"counterpart", "colleague", "host", "guest", "homologue"}
STATE_VOICES = {"delegation", "delegate", "representative"}
NEW = {"a", "an", "another"}
"""Determiners of somebody whom the text has not named before."""
ANAPHORIC = {"the", "this", "that", "these", "those", "both"}


def gather_nominals(gatherer: Gatherer, mentions: Iterable[TokenMention]) -> None:
    """Gather the nominals ("the delegation", "a union"): under what they refer back to, else as actors of their own."""
    doc = gatherer.doc
    for mention in mentions:
        if mention.head in gatherer.of or mention.reason != MentionReason.NOMINAL:
            continue
        head = doc[mention.head]
        partner = _appositive(gatherer, head) or (_beside(gatherer, mention) if _is_post(doc, mention) else None)
        if partner is not None and not mention.plural and mention.type in {ActorType.PERSON, ActorType.GROUP}:
            gatherer.put(mention, partner)
            continue
        named = _named_after(gatherer, mention) if mention.type in NAMEABLE else None
        if named is not None:
            gatherer.put(mention, named)
            continue
        determiner = doc[mention.start].lower_ if mention.start < mention.head else ""
        definite = determiner in ANAPHORIC
        if mention.noun in STATE_NOUNS and (state := _led_state(gatherer, mention)) is not None:
            gatherer.put(mention, state)
            continue
        anaphor = (
            (definite or mention.owner is None) and mention.noun != "those" and determiner not in QUANTIFIERS | NEW
        )
        earlier = _antecedent(gatherer, mention, head) if anaphor else None
        if earlier is not None:
            gatherer.put(mention, earlier)
            continue
        if mention.noun in LANDS:
            continue  # a land that no state was called by is a place
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


def _appositive(gatherer: Gatherer, head: Token) -> Cluster | None:
    for other in [*(c for c in head.children if c.dep_ == "appos"), *([head.head] if head.dep_ == "appos" else [])]:
        cluster = gatherer.of.get(other.i)
        if cluster is not None and cluster.type == ActorType.PERSON:
            return cluster
    return None


def _named_after(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """ "The rebel group" in "the rebel group Boko Haram": the body whose name follows."""
    head = gatherer.doc[mention.head]
    start, end = name_after(head) if mention.noun is not None and head.lemma_.casefold() in KINDS_BEFORE else (0, 0)
    found = (gatherer.of.get(i) for i in range(start, end))
    return next((c for c in found if c is not None and c.type in NAMEABLE), None)


def _led_state(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
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


def _beside(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The person whose name stands right beside a post, with or without a comma: the parser often misses it."""
    doc = gatherer.doc
    after, before = gatherer.persons_beside
    i = mention.end
    i += i < len(doc) and doc[i].text == ","
    while i < len(doc) and doc[i].lower_ in HONORIFICS:
        i += 1
    if i in after and i - mention.end <= 3:
        return gatherer.of.get(after[i])
    if mention.end < len(doc) and doc[mention.end].lower_ in {"of", "for"}:  # "the Minister of Foreign Affairs, Bo Ek"
        at = next(
            (k + 1 for k in range(mention.end + 1, min(mention.end + 9, len(doc))) if doc[k].text == ","), len(doc)
        )
        while at < len(doc) and (doc[at].lower_ in HONORIFICS or doc[at].text == "."):
            at += 1
        if at in after and all(doc[k].pos_ not in {"VERB", "AUX"} for k in range(mention.end, at)):
            return gatherer.of.get(after[at])
    if doc[mention.start].lower_ in {"the", "a", "an"} or mention.owner is not None:
        i = mention.start - 1
        if i > 0 and doc[i].text == "," and i in before:
            return gatherer.of.get(before[i])
    return None


def _antecedent(gatherer: Gatherer, mention: TokenMention, head: Token) -> Cluster | None:
    noun = mention.noun or head.lemma_.casefold()
    wanted = _title_words(gatherer.doc, mention) | {noun}
    best: tuple[tuple[int, int], Cluster] | None = None
    for cluster in gatherer.clusters:
        weight = 1
        if mention.type == ActorType.PERSON or (mention.type == ActorType.GROUP and head.lower_ in cluster.titles):
            fits = cluster.type == ActorType.PERSON and not mention.plural and wanted <= cluster.titles
            fits = fits and (
                mention.owner is None or gatherer.of.get(mention.owner) is None or mention.country == cluster.country
            )
        elif mention.plural or mention.type in {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION}:
            fits = (
                any(m.noun == noun and m.plural == mention.plural for m in cluster.mentions) and mention.owner is None
            )
            fits = fits and doc_bare(gatherer.doc, mention)
        else:
            bare = mention.owner is None and doc_bare(gatherer.doc, mention)
            weight = _named_so(noun, cluster) if bare else 0
            fits = weight > 0
        last = max((m.start for m in cluster.mentions if m.start < mention.start), default=None) if fits else None
        if last is not None and (best is None or (weight, last) > best[0]):
            best = ((weight, last), cluster)
    return best[1] if best is not None else _namesake(gatherer, mention, wanted)


def _named_so(noun: str, cluster: Cluster) -> int:
    """How well a noun suits a named body: 2 where its name has the word, 1 where its name does not tell what it is."""
    if cluster.type not in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE}:
        return 0
    words = set(fold(cluster.name).split())
    if noun in words or any(m.noun == noun and m.reason == MentionReason.NOMINAL for m in cluster.mentions):
        return 2
    if noun in KINDS:
        return int(cluster.type == KINDS[noun])
    if cluster.type == ActorType.STATE:
        return 0
    if noun == "union" and words & UNIONS:
        return 2
    if noun in {"group", "union", "alliance"} and cluster.type == ActorType.BLOC:
        return 2
    if cluster.type == ActorType.ORGANIZATION and noun in NAMED_BODIES:
        telling = words & (ORGANIZATION_WORDS - COMPANIES if noun in COMPANIES else ORGANIZATION_WORDS)
        return int(not telling and any(m.reason == MentionReason.NAME for m in cluster.mentions))
    return 0


def _namesake(gatherer: Gatherer, mention: TokenMention, wanted: set[str]) -> Cluster | None:
    """The only person of the text with the post and country that a mention names, wherever the name stands."""
    if mention.plural or mention.type not in {ActorType.PERSON, ActorType.GROUP} or mention.country is None:
        return None
    same = [c for c in gatherer.clusters if c.type == ActorType.PERSON and c.country == mention.country]
    if mention.noun not in COUNTERPARTS:
        same = [c for c in same if wanted <= c.titles]
    return same[0] if len(same) == 1 else None


def _title_words(doc: Doc, mention: TokenMention) -> set[str]:
    """The words of the post that a mention names ("the Dutch foreign minister": foreign, minister)."""
    for start, end in doc._.titles:
        if start <= mention.head < end:
            return {t.lower_ for t in doc[max(start, mention.start) : mention.head]} - {"the", "-"}
    return set()


def doc_bare(doc: Doc, mention: TokenMention) -> bool:
    """Whether a nominal is a determiner and its noun only."""
    return mention.head - mention.start <= 1
