"""Demands that a speaker only tells of, since others make them, which the network gives to the speaker."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.speech.others_words import tellers, told_by_others

__all__ = ["is_demanded_by_others"]


def is_demanded_by_others(holder: Cluster, head: Token) -> bool:
    """Whether what is demanded is what others say, as the holder tells it: "I hear people say that [the port should be
    sold]", "[You hear people say that it should be sold]"."""
    clause = next((t for t in (head, *head.ancestors) if t.pos_ in CLAUSAL), head)
    told = told_by_others(clause)
    if told is None:
        told = next((clause for c in clause.children if c.dep_ == "ccomp" and told_by_others(c) == clause), None)
    return told is not None and all(cluster_at(t) is not holder for t in tellers(told))
