"""The gender of a person, as far as the words around the name or the given name indicate it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.mentions.mention import TokenMention
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["gender_beside", "gender_of", "genders_differ"]


def gender_of(doc: Doc, cluster: Cluster) -> str | None:
    """``f`` or ``m``, by honorifics, posts and words of kinship beside the name, else by the given name; None without
    evidence, or where it conflicts."""
    if cluster.type != ActorType.PERSON:
        return None
    genders_beside = {gender_beside(doc, m) for m in cluster.mentions}
    genders = (genders_beside | {_by_word(word) for word in cluster.titles}) - {None}
    if not genders:
        given_name = next((part for part in cluster.name.split() if len(part.strip(".")) > 1), "")
        return _by_given_name().get(given_name.partition("-")[0]) or None
    return genders.pop() if len(genders) == 1 else None


def genders_differ(one: str, other: str) -> bool:
    """Whether one given name is a woman's and the other a man's, in any case of letters: "francis", "frances"."""
    return {_by_given_name().get(name.capitalize()) for name in (one, other)} == {"f", "m"}


def gender_beside(doc: Doc, mention: TokenMention) -> str | None:
    """``f`` or ``m``, by an honorific, post or word of kinship in a name or up to two words before it ("Ms Okafor",
    "spokesman Bo Ek"); None without evidence, or where it conflicts."""
    start = mention.start
    while start > max(mention.start - 2, 0) and not doc[start - 1].is_punct:
        start -= 1
    genders = {_by_word(token.lower_) for token in doc[start : mention.end]} - {None}
    return genders.pop() if len(genders) == 1 else None


def _by_word(word: str) -> str | None:
    if word in word_set("words-of-women"):
        return "f"
    return "m" if word in word_set("words-of-men") else None


@cache
def _by_given_name() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in lexicon.rows("actors/given_names")}
