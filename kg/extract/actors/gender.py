"""Whether the words around a name tell that a person is a woman or a man."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster
from kg.extract.mentions.mention import TokenMention
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["gender_beside", "gender_of", "genders_differ"]


def gender_of(doc: Doc, cluster: Cluster) -> str | None:
    """``f`` or ``m`` as honorifics, posts and kinship beside the names tell, else as given names do; None where nothing
    tells or two things tell otherwise."""
    if cluster.type != ActorType.PERSON:
        return None
    told = {gender_beside(doc, m) for m in cluster.mentions if m.reason != MentionReason.PRONOUN}
    beside = (told | {_by_word(word) for word in cluster.titles}) - {None}
    if not beside:
        first = next((part for part in cluster.name.split() if len(part.strip(".")) > 1), "")
        beside = {_given().get(first.partition("-")[0]) or None} - {None}
    return beside.pop() if len(beside) == 1 else None


def genders_differ(one: str, other: str) -> bool:
    """Whether one given name is a woman's and the other a man's, however they are written: "francis", "frances"."""
    return {_given().get(name.capitalize()) for name in (one, other)} == {"f", "m"}


def gender_beside(doc: Doc, mention: TokenMention) -> str | None:
    """What an honorific, a post or kinship right before a name or in it tells: "Ms Okafor", "spokesman Bo Ek"."""
    start = mention.start
    while start > max(mention.start - 2, 0) and not doc[start - 1].is_punct:
        start -= 1
    found = {_by_word(token.lower_) for token in doc[start : mention.end]} - {None}
    return found.pop() if len(found) == 1 else None


def _by_word(word: str) -> str | None:
    if word in word_set("words-of-women"):
        return "f"
    return "m" if word in word_set("words-of-men") else None


@cache
def _given() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in lexicon.rows("actors/given_names")}
