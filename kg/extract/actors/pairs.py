"""The two that "both sides", "the two countries" and "the ministers" stand for."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import MENTIONS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["PARTIES", "pair_of"]

PARTIES = {
    ActorType.STATE,
    ActorType.BLOC,
    ActorType.ORGANIZATION,
    ActorType.GROUP,
    ActorType.FACTION,
    ActorType.DELEGATION,
    ActorType.PERSON,
}
"""Who may act, or be named together."""
PAIR_NOUNS = word_set("paired-bodies")
PERSON_PAIRS = word_set("paired-posts")
PREPOSITIONS_OF_PLACES = word_set("prepositions-of-places")


def pair_of(token: Token) -> list[Cluster]:
    """ "Both sides", "the two countries", "the ministers": the two that the text has named before."""
    doc = token.doc
    if token.lower_ in {"both", "neither"} and token.dep_ in {"nsubj", "nsubjpass"}:
        return _last_two(doc, token)
    titled = token.is_title and token.lower_.removesuffix("s") in PERSON_PAIRS  # a capital misleads the tagger
    lemma = token.lower_.removesuffix("s") if titled or token.tag_ == "NNPS" else token.lemma_.casefold()
    determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet", "amod"}}
    single = token.tag_ == "NN" and bool(determiners & {"each", "either", "neither"})  # "each side"
    if not single and (
        not (token.tag_ in {"NNS", "NNPS"} or (titled and token.lower_.endswith("s")))
        or (
            not determiners & {"both", "two"}
            and not (lemma in {"side", "minister", "president"} and determiners <= {"the"})
        )
    ):
        return []
    if lemma in PERSON_PAIRS:
        kinds = {ActorType.PERSON}
    elif lemma in PAIR_NOUNS:
        kinds = {ActorType.STATE, ActorType.BLOC}
    else:
        return []
    counts: list[tuple[int, Cluster]] = []
    for cluster in CLUSTERS(doc):
        if cluster.type not in kinds or (kinds == {ActorType.PERSON} and lemma not in cluster.titles):
            continue
        times = sum(1 for m in cluster.mentions if m.start < token.i and not _is_place(doc[m.head]))
        if times:
            counts.append((times, cluster))
    counts.sort(key=lambda c: (-c[0], c[1].first))
    if len(counts) < 2 or (len(counts) > 2 and counts[2][0] * 2 > counts[1][0] and kinds != {ActorType.PERSON}):
        return []
    if kinds == {ActorType.PERSON} and len(counts) != 2:
        return []
    return [counts[0][1], counts[1][1]]


def _last_two(doc: Doc, token: Token) -> list[Cluster]:
    """The two that "both" takes up: those named together last, else the subjects of what was said last."""
    start, _ = sentence_bounds(token)
    spans = [(start, token.i)]
    if start > 0:
        spans.append((sentence_bounds(doc[start - 1])[0], start))
    for first, end in spans:
        named = [m for m in MENTIONS(doc) if first <= m.start < end and m.type in PARTIES]
        for a, b in reversed([*itertools.pairwise(named)]):
            pair = [cluster_at(doc[a.head]), cluster_at(doc[b.head])]
            if [t.lower_ for t in doc[a.end : b.start] if t.lower_ != "the"] in (["and"], ["or"]) and all(pair):
                return [c for c in pair if c is not None]
        subjects = [cluster_at(t) for t in doc[first:end] if t.dep_ in {"nsubj", "nsubjpass"}]
        two = list({c.id: c for c in subjects if c is not None}.values())
        if len(two) == 2:
            return two
    return []


def _is_place(token: Token) -> bool:
    """Whether a name stands where something happens: "met in Geneva"."""
    return token.dep_ == "pobj" and token.head.lower_ in PREPOSITIONS_OF_PLACES
