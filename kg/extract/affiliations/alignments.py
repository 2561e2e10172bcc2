"""Ties by words of belonging: "a militia aligned with X", "the X-led alliance", "on the Peruvian side"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES, Cluster, cluster_at
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.negotiations.sides_at_talks import side_rows
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["from_alignments"]

PARTICIPLES_OF_BELONGING = word_set("participles-of-belonging")
PREPOSITIONS_OF_BELONGING = word_set("prepositions-of-belonging")
GOVERNMENTS = word_set("governments")
WHOLES = BODIES | {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION}


def from_alignments(doc: Doc, ties: Ties) -> None:
    """Propose who is aligned with, run by or led by whom, or who sits on whose side."""
    for token in occurrences(doc, PARTICIPLES_OF_BELONGING):
        _propose_aligned(ties, token)
    for token in occurrences(doc, {"led"}):
        if token.i > 1 and token.nbor(-1).text in {"-", "–"}:
            # "the US-led coalition": the leader belongs to it; whoever rules by "the Front-led government" does not
            whole = _noun_after(token)
            if whole is not None and GOVERNMENTS.isdisjoint(whole.name.casefold().split()):
                ties.add(cluster_at(token.nbor(-2)), whole, token, "led-by-name")
    for word, side, persons in side_rows(doc):
        for person in persons:
            ties.add(person, side, word, "on-side")


def _propose_aligned(ties: Ties, token: Token) -> None:
    """Propose those to whom a participle of belonging refers: "a militia affiliated with B", "X, which is owned by
    B"."""
    bodies = conjuncts(objects_of(token, PREPOSITIONS_OF_BELONGING))
    if token.dep_ in {"acl", "relcl"}:
        earlier_nouns = [noun for noun in conjuncts([token.head]) if noun.i < token.i]
        nearest = earlier_nouns[-1] if earlier_nouns else token.head  # "A, tied to B, and C, tied to D"
        members = [nearest.head if nearest.dep_ == "appos" else nearest]
    else:
        members = conjuncts([c for c in token.children if c.dep_ == "nsubjpass"] or subjects(token.head))
    for one in members:
        member = cluster_at(one)
        for body in bodies:
            whole = cluster_at(body)
            if whole is not None and member is not None and whole.type in WHOLES and member.type != ActorType.STATE:
                ties.add(member, whole, token, "aligned", **{f"word={token.lower_}": 1.0})


def _noun_after(token: Token) -> Cluster | None:
    """The actor that a participle before it modifies: the coalition in "the US-led coalition"."""
    ancestor = token
    for _ in range(3):
        ancestor = ancestor.head
        actor = cluster_at(ancestor)
        if ancestor.i > token.i and actor is not None:
            return actor
    return None
