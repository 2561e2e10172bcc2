"""The body or state that a noun beside its name describes: "a lobby group, [the Grain Union],", "the rebel group [Boko
Haram]", "its neighbour, [Ethiopia]"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.antecedents.suitability import NOUNS_FOR_COMPANIES
from kg.extract.actors.cluster import Cluster, Gatherer
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.named_bodies import name_after
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["body_described", "body_named_after", "state_described"]

NOUNS_BEFORE_NAMES = word_set("nouns-before-names")
NAMEABLE = {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.FACTION, ActorType.BLOC}
ORGANIZATIONS_AND_BLOCS = {ActorType.ORGANIZATION, ActorType.BLOC}
DESCRIBING_TYPES = ORGANIZATIONS_AND_BLOCS | {ActorType.GROUP, ActorType.PERSON}
"""Types of a noun that may describe a body beside its name: "the biggest creditor, Banco Andino"."""
SHORT_FORM = 2
"""Tokens, at most, of a bracket that holds a short form, its closing mark left out."""
STATES_BESIDE_STATES = word_set("states-beside-states")


def body_described(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The body that a noun in apposition describes: "a lobby group, the Grain Union,", "the Grain Union, a group"."""
    doc, head = gatherer.doc, gatherer.doc[mention.head]
    if mention.type not in DESCRIBING_TYPES or mention.plural or head.dep_ in {"conj", "poss"}:
        return None
    apposed_nouns = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    for apposed in apposed_nouns:
        cluster = gatherer.by_head.get(apposed.i)
        name = next((m for m in cluster.mentions if m.head == apposed.i), None) if cluster is not None else None
        if (
            cluster is not None
            and name is not None
            and (cluster.type in NAMEABLE - {ActorType.BLOC} or _is_misread_firm(cluster, mention))
            and name.reason != MentionReason.NOMINAL
            and not any(c.dep_ == "conj" for c in apposed.children)
            and (mention.type in ORGANIZATIONS_AND_BLOCS or cluster.type == ActorType.ORGANIZATION)
            and _are_apart_by_a_comma(doc, *sorted((mention, name), key=lambda m: m.start))
        ):
            return cluster
    return None


def state_described(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The state whose name follows a noun in apposition: "its neighbour, Ethiopia"."""
    head = gatherer.doc[mention.head]
    if mention.plural or mention.noun not in STATES_BESIDE_STATES:
        return None
    apposed_actors = [
        c for apposed in head.children if apposed.dep_ == "appos" and (c := gatherer.by_head.get(apposed.i)) is not None
    ]
    return next((c for c in apposed_actors if c.type == ActorType.STATE), None)


def body_named_after(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The body whose name follows a noun: "the rebel group Boko Haram"."""
    head = gatherer.doc[mention.head]
    if mention.type not in NAMEABLE or head.lemma_.casefold() not in NOUNS_BEFORE_NAMES:
        return None
    actors_after = (gatherer.by_head.get(i) for i in range(*name_after(head)))
    return next((c for c in actors_after if c is not None and c.type in NAMEABLE), None)


def _is_misread_firm(cluster: Cluster, mention: TokenMention) -> bool:
    """Whether the noun beside it says that the tagger took a firm for a person: "Boreal Foods, a Danish company"."""
    return cluster.type == ActorType.PERSON and not cluster.titles and mention.noun in NOUNS_FOR_COMPANIES


def _are_apart_by_a_comma(doc: Doc, earlier: TokenMention, later: TokenMention) -> bool:
    """Whether nothing but a comma or dash, an article and letters in brackets stands between two phrases."""
    complement_ends = [
        c.right_edge.i + 1 for c in doc[earlier.head].children if c.dep_ == "prep" and c.i == earlier.end
    ]
    start = next(iter(complement_ends), earlier.end)  # "an association of widows, the Chairs"
    tokens_between = [t for t in doc[start : later.start] if t.lower_ not in {"the", "a", "an"}]
    if tokens_between and tokens_between[0].text == "(":
        close = next((k for k, t in enumerate(tokens_between) if t.text == ")"), 0)
        tokens_between = tokens_between[close + 1 :] if close <= SHORT_FORM else []
    return len(tokens_between) == 1 and tokens_between[0].text in {",", "-", "\u2013", "\u2014"}
