"""Whom a position addresses, as its fact says it."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among, speaks_for_state
from kg.extract.candidates.accusation_targets import accused_actor
from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.values import DIRECTED, PositionValues
from kg.extract.grammar.arcs import first_of_list
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, subjects
from kg.extract.grammar.occurrences import is_possessive_mark
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["addressees"]

ARCS_OF_ADDRESSEES = {"dative", "dobj", "nsubj", "nsubjpass", "pobj"}
WORDS_OF_HAVING_LEFT = word_set("words-of-having-left")


def addressees(doc: Doc, candidate: Candidate) -> list[Cluster | None]:
    """Whom a position addresses, each of a list ("urged [Peru] and [Chile] to act"); None alone if it is nobody."""
    first = _first_addressee(doc, candidate)
    return [first, *_others_addressed(doc, candidate, first)]


def _first_addressee(doc: Doc, candidate: Candidate) -> Cluster | None:
    """The addressee of a position; of an accusation without one, whoever did what its matter names.

    A leader who tells what their own state is to do addresses at most the others who do it: "The Cuban president
    proposed that Cuba and [Peru] host the talks".
    """
    addressee, values = candidate.actors["addressee"], cast("PositionValues", candidate.values)
    holder, head = candidate.actors["holder"], doc[values["matter_head"]]
    if addressee is None:
        return accused_actor(head, holder) if values["stance"] == Stance.ACCUSE else None
    if (
        holder is None
        or addressee not in clusters_among(grammatical_subjects(head))
        or not _speaks_for(doc, holder, addressee, head)
    ):
        return addressee
    return next((doer for doer in clusters_among(subjects(head)) if doer is not addressee and doer is not holder), None)


def _others_addressed(doc: Doc, candidate: Candidate, first: Cluster | None) -> list[Cluster]:
    """Who is addressed besides the ``first``, by the list that it stands in: "urged Peru and [Chile] to act". Only
    where something is said to somebody, and all of the list stands on one side of the matter's head: not for "accused
    Peru of theft and Chile of fraud", "asked Peru or Chile to act", "urged Peru's and Chile's banks to act"."""
    values, holder = cast("PositionValues", candidate.values), candidate.actors["holder"]
    if first is None or holder is None or values["stance"] not in DIRECTED:
        return []
    head, predicate = doc[values["matter_head"]], doc[values["predicate"]]
    for token in doc[slice(*candidate.evidence)]:
        if cluster_at(token) is not first:
            continue
        start = first_of_list(token)
        if start.dep_ not in ARCS_OF_ADDRESSEES or not _is_below(start, {head.i, predicate.i}):
            continue
        listed = conjuncts([start])
        joints = {c.lower_ for t in listed for c in t.children if c.dep_ in {"case", "cc"}}
        if token not in listed or start.i == head.i or not joints <= {"and", "&"}:
            return []
        near = [t for t in listed if (t.i < head.i) == (token.i < head.i)]
        on_same_side = clusters_among(t for t in near if not is_possessive_mark(doc, t.i + 1))
        excluded = {first.id, holder.id, *(c.id for c in values["sources"])}
        others = {c.id: c for c in on_same_side if c.id not in excluded and not _is_own(doc, holder, c, start, head)}
        return list(others.values())
    return []


def _is_below(word: Token, governors: set[int]) -> bool:
    """Whether a word depends on one of the others, directly or by a preposition."""
    governor = word.head.head if word.dep_ == "pobj" else word.head
    return governor.i in governors


def _is_own(doc: Doc, holder: Cluster, state: Cluster, first: Token, head: Token) -> bool:
    """Whether one of the doers of a clause is the state for which its holder speaks."""
    return first in grammatical_subjects(head) and _speaks_for(doc, holder, state, head)


def _speaks_for(doc: Doc, holder: Cluster, state: Cluster, clause: Token) -> bool:
    """Whether a clause tells of a state for which its holder speaks; not after "former president", nor in "urged Peru
    [to pay]", where the state is asked in so many words."""
    if is_infinitive(clause) or not speaks_for_state(holder, state):
        return False
    titles = (doc[doc[m.head].left_edge.i : m.head] for m in holder.mentions)
    return not any(t.lower_ in WORDS_OF_HAVING_LEFT for words in titles for t in words)
