"""Nouns that the words after them narrow down to some: "the owners of the ferries", "delegates in Lima"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster
from kg.extract.mentions.mention import TokenMention
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set

__all__ = ["NOUNS_FOR_ALL_WHO_TAKE_PART", "is_narrowed", "is_of_place"]

NOUNS_FOR_ALL_WHO_TAKE_PART = word_set("nouns-for-all-who-take-part")
PREPOSITIONS_OF_PLACES = {"at", "from", "in"}


def is_narrowed(mention: TokenMention, head: Token, cluster: Cluster) -> bool:
    """Whether words after a noun, which an actor's name lacks, indicate another: "the owners of the ferries", "the
    ports of West Peru" where those of Peru are named, "farmers in the hills" beside those in the valley, "delegates in
    Lima" beside all delegates."""
    name = {*fold(cluster.name).split()}
    prepositions = (c for c in head.children if c.dep_ == "prep" and c.i == mention.end)
    telling = {"of", *{"from", "in"}.intersection(name)}
    if is_of_place(mention, head):
        telling |= PREPOSITIONS_OF_PLACES
    objects = [t for c in prepositions if c.lower_ in telling for t in c.children if t.dep_ == "pobj"]
    objects += [t for noun in objects for t in noun.lefts if t.pos_ == "PROPN"]
    return any(name.isdisjoint((fold(t.lemma_), fold(t.text))) for t in objects)


def is_of_place(mention: TokenMention, head: Token) -> bool:
    """Whether a noun for all who take part means those at one place or of one country: "delegates [in Lima]"."""
    after = next((c for c in head.rights if c.i == mention.end and c.lower_ in PREPOSITIONS_OF_PLACES), None)
    named = after is not None and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in after.children)
    return named and mention.noun in NOUNS_FOR_ALL_WHO_TAKE_PART
