"""The body that has a post with "its" before it: "The union opposed it, and [its] president, Bo Ek, objected"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.title_spans import title_tokens

__all__ = ["bodies_that_act_before"]


def bodies_that_act_before(pronoun: Token) -> list[Cluster]:
    """The subject of the clause before the one in which the holder of its post acts, or with which the holder acts;
    none where "its" owns no post, or where the holder does something in no clause joined with one before."""
    holder = _holder(pronoun) if pronoun.lower_ == "its" and pronoun.dep_ == "poss" else None
    if holder is None:
        return []
    if holder.dep_ == "conj":  # "the union and its president"; "opposed it and its president objected", misread
        partner = holder.head
        subject = partner if partner.dep_ in NOUN_SUBJECTS else own_subject(partner.head)
    elif holder.dep_ in NOUN_SUBJECTS and holder.head.dep_ == "conj":
        subject = own_subject(holder.head.head)
    else:
        return []
    body = cluster_at(subject) if subject is not None and subject.i < pronoun.i else None
    return [body] if body is not None else []


def _holder(pronoun: Token) -> Token | None:
    """The head of the phrase with a post right after a pronoun, or after one word: "its [president]", "its new
    president Bo [Ek]"."""
    doc, posts = pronoun.doc, title_tokens(pronoun.doc)
    holder = next((doc[i] for i in range(pronoun.i + 1, min(pronoun.i + 3, len(doc))) if i in posts), None)
    while holder is not None and holder.dep_ in {"amod", "compound"}:
        holder = holder.head
    return holder
