"""Who is one person without a name, and the gender of a person, by the words around the name or the given name."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["gender_beside", "gender_of", "genders_differ", "is_surely_person", "is_unnamed_person"]

PLACING_PREPOSITIONS = word_set("placing-prepositions")
POSTS_OF_ONE = word_set("posts-of-one") | word_set("words-for-delegates")


def gender_of(doc: Doc, cluster: Cluster) -> str | None:
    """``f`` or ``m``, by honorifics, posts and words of kinship beside the name, else by the given name; None without
    evidence, or where it conflicts."""
    if cluster.type != ActorType.PERSON:
        return None
    beside = {gender_beside(doc, m) for m in cluster.mentions}
    found = (beside | {_by_word(word) for word in cluster.titles}) - {None}
    if not found:
        first = next((part for part in cluster.name.split() if len(part.strip(".")) > 1), "")
        return _by_given_name().get(first.partition("-")[0]) or None
    return found.pop() if len(found) == 1 else None


def genders_differ(one: str, other: str) -> bool:
    """Whether one given name is a woman's and the other a man's, in any case of letters: "francis", "frances"."""
    return {_by_given_name().get(name.capitalize()) for name in (one, other)} == {"f", "m"}


def gender_beside(doc: Doc, mention: TokenMention) -> str | None:
    """``f`` or ``m``, by an honorific, post or word of kinship in a name or up to two words before it ("Ms Okafor",
    "spokesman Bo Ek"); None without evidence, or where it conflicts."""
    start = mention.start
    while start > max(mention.start - 2, 0) and not doc[start - 1].is_punct:
        start -= 1
    found = {_by_word(token.lower_) for token in doc[start : mention.end]} - {None}
    return found.pop() if len(found) == 1 else None


def is_unnamed_person(cluster: Cluster, head: Token) -> bool:
    """Whether a mention of an actor of any type is one person without a name: "the [representative] of Peru", which is
    a mention of Peru, "Peru's foreign [minister]". Not where somebody unknown may act before."""
    same = (m for m in cluster.mentions if m.head == head.i and m.reason == MentionReason.NOMINAL and not m.plural)
    if not any(m.noun is not None and m.noun.split()[-1] in POSTS_OF_ONE for m in same):
        return False
    doc = head.doc
    before = doc[head.sent.start - 1].sent if head.sent.start else doc[:0]
    subjects = (t for t in before if t.dep_ in SUBJECTS and t.pos_ in {"NOUN", "PROPN"} and t.i not in CLUSTER_OF(doc))
    return not any(t.is_title and t.left_edge.i == t.i for t in subjects)  # "[Trump] imposed tariffs"


def is_surely_person(doc: Doc, cluster: Cluster) -> bool:
    """Whether an actor is a person, and no place that is taken for one: a single word, without a title, that only ever
    follows "in", "on" or the like."""
    heads = [doc[m.head] for m in cluster.mentions if m.reason != MentionReason.PRONOUN]
    placed = all(t.dep_ == "pobj" and t.head.lower_ in PLACING_PREPOSITIONS for t in heads)
    return cluster.type == ActorType.PERSON and not (placed and not cluster.titles and " " not in cluster.name)


def _by_word(word: str) -> str | None:
    if word in word_set("words-of-women"):
        return "f"
    return "m" if word in word_set("words-of-men") else None


@cache
def _by_given_name() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in lexicon.rows("actors/given_names")}
