"""Whom a position addresses, as its fact says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.candidates.accused import accused
from kg.extract.candidates.candidate import Candidate
from kg.extract.candidates.values import PositionValues
from kg.extract.grammar.clause import grammatical_subjects, subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.positions.proposing.holder import speaks_for_state
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["addressee"]

WORDS_OF_HAVING_LEFT = word_set("words-of-having-left")


def addressee(doc: Doc, candidate: Candidate) -> Cluster | None:
    """The addressee of a position; of an accusation without one, whoever did what its matter names.

    A leader who tells what their own state is to do addresses at most the others who do it: "The Cuban president
    proposed that [Cuba] and Peru host the talks".
    """
    told, values = candidate.actors["addressee"], cast("PositionValues", candidate.values)
    holder, head = candidate.actors["holder"], doc[values["matter_head"]]
    if told is None:
        return accused(head, holder) if values["stance"] == Stance.ACCUSE else None
    if holder is None or told not in _named(grammatical_subjects(head)) or not _speaks_for(doc, holder, told, head):
        return told
    return next((doer for doer in _named(subjects(head)) if doer is not told and doer is not holder), None)


def _named(tokens: Iterable[Token]) -> list[Cluster]:
    return [cluster for token in tokens if (cluster := cluster_at(token)) is not None]


def _speaks_for(doc: Doc, holder: Cluster, state: Cluster, clause: Token) -> bool:
    """Whether a clause tells of a state for which its holder speaks; not after "former president", nor in "urged Peru
    [to pay]", where the state is asked in so many words."""
    around = (doc[doc[m.head].left_edge.i : m.head] for m in holder.mentions)
    former = any(t.lower_ in WORDS_OF_HAVING_LEFT for words in around for t in words)
    return speaks_for_state(holder, state) and not former and not is_infinitive(clause)
