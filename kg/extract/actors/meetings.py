"""Talks, meetings and contact groups as actors, where somebody leads them."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, free_id
from kg.extract.mentions.mention import TokenMention
from kg.extract.text.layout import BLOCKS, text_of
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["GROUPS_IN_TALKS", "event_at", "gathering_at"]

EVENTS = word_set("events")
KINDS_OF_GROUPS = word_set("kinds-of-groups")
GROUPS_IN_TALKS = word_set("groups-in-talks")
HEADINGS_OF_PLENARIES = word_set("headings-of-plenaries")
TOPIC_LINKS = {"on", "for"}
PARTS_OF_TOPICS = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "NUM", "PART", "SYM"}
PREFIX = re.compile(r"^([A-Z0-9][^:.\n]{2,70}):\s")
ABBREVIATION_OR_DASH_AT_END = re.compile(r"(?:\s*\([A-Z0-9 /.-]{2,12}\))?(?:\s*[-–—])?\s*$")
MARKS_OF_NO_TOPIC = frozenset("<>@")
"""Marks in a note of the editors that stands alone as a heading does."""
POSSESSIVES_BEFORE_MEETINGS = word_set("possessives-before-meetings")


def event_at(token: Token) -> Cluster | None:
    """The negotiation to which the phrase headed by ``token`` refers, None if to none; an actor from then on."""
    if token.lemma_.casefold() not in EVENTS:
        return None
    doc = token.doc
    start = _start(token)
    return _actor_named(doc, token, start, doc[start : token.i + 1].text, [token.text])


def gathering_at(token: Token) -> Cluster | None:
    """A contact group, working group or informal consultation, identified by its matter: the words after "on", else the
    heading above. In one bulletin, "a contact group" may stand for many."""
    doc = token.doc
    kinds = {c.lower_ for c in token.lefts}
    if token.lower_ not in GROUPS_IN_TALKS or not kinds & KINDS_OF_GROUPS:
        return None
    actor = CLUSTER_OF(doc).get(token.i)
    names = [m for m in actor.mentions if m.reason == MentionReason.NAME] if actor is not None else []
    if any(m.head == token.i < m.end - 1 for m in names):
        return actor  # "the Experts Group on Trade" has a name that tells its matter
    start = _start(token)
    base = doc[start : token.i + 1].text
    topic = _topic(token)
    heading = "" if topic or _bears_abbreviation(token, start) else _heading_over(token)
    name = f"{base} {topic}" if topic else f"{base} on {heading}" if heading else base
    other_names = [base, token.text, *([heading] if heading else [])]
    return _actor_named(doc, token, start, name, other_names)


def _bears_abbreviation(token: Token, start: int) -> bool:
    """Whether the words before a noun in capitals name the group: "the LDC Expert Group"."""
    return token.text.istitle() and any(t.is_upper and len(t) > 1 for t in token.doc[start : token.i])


def _start(token: Token) -> int:
    """Where the noun phrase of a token begins, without articles and possessive pronouns."""
    start = int(token.i)
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.lower_ not in POSSESSIVES_BEFORE_MEETINGS:
            start = min(start, child.left_edge.i)
    while token.doc[start].lower_ in {"a", "an", "the"}:
        start += 1
    return start


def _topic(token: Token) -> str:
    """The words "on technology transfer" after a noun, without relative clauses; "" where none are, or where they only
    point back, "on this issue", or tell the day, "on Friday"."""
    doc = token.doc
    if token.i + 2 >= len(doc) or token.nbor(1).lower_ not in TOPIC_LINKS:
        return ""
    end = token.i + 2
    if doc[end].lower_ in {"this", "these"} or doc[end].ent_type_ == "DATE":
        return ""
    while end < len(doc) and (
        doc[end].pos_ in PARTS_OF_TOPICS or doc[end].text in {"-", "/", "'"} or doc[end - 1 : end + 1].text == "Annex I"
    ):
        end += 1
    while end > token.i + 2 and (doc[end - 1].pos_ in {"ADP", "CCONJ", "DET"} or doc[end - 1].lower_ == "to"):
        end -= 1
    return str(doc[token.i + 1 : end].text)


def _heading_over(token: Token) -> str:
    """The last heading above a token, or words in capitals before a colon that open a paragraph."""
    doc = token.doc
    heading = ""
    text_of_document = text_of(doc)
    for block in BLOCKS(doc):
        if block.start > token.idx:
            break
        text = text_of_document[block.start : block.end].strip()
        if block.heading:
            heading = text.rstrip(":.")
        elif (match := PREFIX.match(text)) is not None and match[1].isupper():
            heading = match[1]
    heading = ABBREVIATION_OR_DASH_AT_END.sub("", heading)
    is_topic = (
        not any(c in MARKS_OF_NO_TOPIC for c in heading)
        and fold(heading).rstrip(" 0123456789") not in HEADINGS_OF_PLENARIES
    )
    return heading if is_topic and heading.split()[-1:] != ["of"] else ""


def _actor_named(doc: Doc, token: Token, start: int, name: str, other_names: list[str]) -> Cluster:
    """The actor of that name, made with ``other_names`` if there is none, with the mention headed by ``token``."""
    key = fold(name)
    for cluster in CLUSTERS(doc):
        has_other_name = any(fold(n) == key for n in cluster.more_names)
        if has_other_name and len(cluster.mentions) > 1 and len(name.split()) > len(cluster.name.split()) + 1:
            # several groups were taken for one; this one is another, by its matter
            cluster.more_names = [n for n in cluster.more_names if fold(n) != key]
            continue
        if fold(cluster.name) == key or has_other_name:
            if CLUSTER_OF(doc).get(token.i) is not cluster:
                _move(doc, token, cluster, start)
            return cluster
    cluster = Cluster(free_id(CLUSTERS(doc)), name, ActorType.GROUP, [], more_names=list(other_names))
    CLUSTERS.put(doc, (*CLUSTERS(doc), cluster))
    _move(doc, token, cluster, start)
    return cluster


def _move(doc: Doc, token: Token, cluster: Cluster, start: int) -> None:
    """Move the phrase headed by the token to ``cluster`` as a mention."""
    previous_actor = CLUSTER_OF(doc).get(token.i)
    if previous_actor is not None:
        previous_actor.mentions = [m for m in previous_actor.mentions if m.head != token.i] or previous_actor.mentions
        cluster.type = previous_actor.type
    text = doc[start : token.i + 1].text
    cluster.mentions.append(
        TokenMention(
            start, token.i + 1, token.i, cluster.type, MentionReason.NOMINAL, text, noun=token.lemma_, plural=True
        )
    )
    CLUSTER_OF(doc)[token.i] = cluster
