"""Who sits at one table, by the words for sides: "the two sides signed", "on the Peruvian side were A and B"."""

from __future__ import annotations

import itertools

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import MENTIONS
from kg.extract.negotiations.parties import SIDES, parties_of
from kg.extract.negotiations.proposals import Talks
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["at_the_table", "side_rows"]

SIDE_VERBS = word_set("verbs-of-sides-that-talk")
PREPOSITIONS_OF_SIDES = word_set("prepositions-of-sides")


def at_the_table(found: Talks) -> None:
    """Propose the two sides that do something with each other, and those who sit across from each other."""
    for token in occurrences(found.doc, (), SIDES):
        if token.dep_ in SUBJECTS and token.tag_ == "NNS" and token.head.lemma_ in SIDE_VERBS:
            sides = parties_of([token])
            if len(sides) == 2:
                found.among(sides, token, "sides", **{f"lemma={token.head.lemma_}": 1.0})
    for (first, one, left), (second, other, right) in itertools.combinations(side_rows(found.doc), 2):
        if one is not other and (first.sent == second.sent or first.sent.end == second.sent.start):
            found.pairs(left, right, second, "across")


def side_rows(doc: Doc) -> list[tuple[Token, Cluster, list[Cluster]]]:
    """ "On the Peruvian side, A and B": each word for a side, whose side it is, and the persons whom the same sentence
    names on it."""
    rows: list[tuple[Token, Cluster, list[Cluster]]] = []
    sides = [t for t in occurrences(doc, {"side"}) if _of(t) is not None]
    for token in sides:
        end = next((t.i for t in sides if token.i < t.i < token.sent.end), token.sent.end)
        of: dict[int, Cluster] = CLUSTER_OF(doc)
        persons = {
            c.id: c
            for m in MENTIONS(doc)
            if token.i < m.start < end and m.type == ActorType.PERSON and m.reason == MentionReason.NAME
            for c in (of.get(m.head),)
            if c is not None
        }
        whose = _of(token)
        if whose is not None and persons:
            rows.append((token, whose, list(persons.values())))
    return rows


def _of(side: Token) -> Cluster | None:
    """Whose side it is, where words put persons on it: "on the Peruvian side", "from the side of Peru"."""
    if side.head.lower_ not in PREPOSITIONS_OF_SIDES:
        return None
    owners = (cluster_at(c) for c in side.children if c.dep_ in {"amod", "compound", "nmod", "poss"})
    return next((c for c in owners if c is not None and c.type in {ActorType.STATE, ActorType.BLOC}), None)
