"""Who holds a position, and by which construction that is told."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.grammar.clause import passive
from kg.extract.grammar.tense import SUBJECTS

__all__ = ["Holder", "actor_at_first", "subject_path"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds: the token that names it, its actor, and how the two were tied together."""

    token: Token
    cluster: Cluster
    path: str


def actor_at_first(tokens: list[Token]) -> Cluster | None:
    """The first of the actors that the tokens head, None where none does."""
    return next((c for t in tokens if (c := cluster_at(t)) is not None), None)


def subject_path(verb: Token) -> str:
    """By which construction a verb's subject is found."""
    if passive(verb):
        return "agent"
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return "subject"
    return f"via-{verb.dep_}"
