"""Sources that no other fact knows: "many", "the critics"; and documents, which speak for who made them."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at, fold
from kg.extract.lexicon import word_set
from kg.extract.mention import TokenMention
from kg.model import ActorType, MentionReason

__all__ = ["UnnamedSources", "kind_of_source"]

YEAR = re.compile(r"\d{4}")
LONGEST = 7
"""Tokens of a noun phrase by which a source is called."""


class UnnamedSources:
    """The unnamed sources of one document; the same words mean the same one."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.by_name: dict[str, Cluster] = {}

    def at(self, token: Token) -> Cluster | None:
        """The source that the phrase headed by ``token`` names, None where it can be none.

        A document speaks for whoever made it: the actor that the words before it name, else a group called like it.
        """
        kind = kind_of_source(token)
        owner = owner_of(token) if kind == "document" else None
        if owner is not None or kind not in {"people", "document"}:
            return owner
        start = max(token.left_edge.i, token.i - LONGEST)
        while start < token.i and (self.doc[start].is_punct or self.doc[start].dep_ in {"cc", "predet", "mark"}):
            start += 1
        name = self.doc[start : token.i + 1].text
        cluster = self.by_name.get(fold(name))
        if cluster is None:
            cluster = Cluster(f"u{len(self.by_name)}", name, ActorType.GROUP)
            self.by_name[fold(name)] = cluster
        cluster.mentions.append(
            TokenMention(
                start, token.i + 1, token.i, cluster.type, MentionReason.NOMINAL, name, noun=token.lemma_.casefold()
            )
        )
        return cluster


def kind_of_source(token: Token) -> str:
    """What a source that is no known actor is: people, a document, a thing, or its part of speech."""
    lemma = token.lemma_.casefold()
    if token.lower_ in word_set("unnamed-speakers") or lemma in word_set("unnamed-people"):
        return "people"
    if token.pos_ == "NUM" and not YEAR.fullmatch(token.text):
        return "people"
    if token.pos_ != "NOUN":
        return str(token.pos_)
    if lemma in word_set("speaking-documents"):
        return "document"
    people = tuple(word_set("people-endings"))
    if token.lower_.endswith(people) or (token.tag_ == "NN" and f"{lemma}s".endswith(people)):
        return "people"
    return "thing"


def owner_of(document: Token) -> Cluster | None:
    """Who made a document by the words before it: "a Reuters poll", "the court's ruling"."""
    for child in document.children:
        if child.dep_ in {"compound", "poss", "nmod", "amod"} and child.i < document.i:
            cluster = cluster_at(child)
            if cluster is not None:
                return cluster
    return None
