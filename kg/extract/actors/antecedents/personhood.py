"""To whom "he" and "she" may refer: one person without a name, and no place that is taken for a person."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["is_surely_person", "is_unnamed_person"]

PLACING_PREPOSITIONS = word_set("placing-prepositions")
POSTS_OF_ONE = word_set("posts-of-one") | word_set("words-for-delegates")


def is_unnamed_person(cluster: Cluster, head: Token) -> bool:
    """Whether a mention of an actor of any type is one person without a name: "the [representative] of Peru", which is
    a mention of Peru. Not where somebody unknown may act before."""
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
