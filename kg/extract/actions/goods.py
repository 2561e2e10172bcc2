"""Whose goods a tariff, the answer to one, or a purchase is about: "a duty on $300 billion of Chinese goods"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import STATES_AND_BLOCS
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import mentions_between
from kg.model import ActionKind, ActorType

__all__ = ["whose_goods"]

OF_TRADE = {ActionKind.TARIFF, ActionKind.RETALIATION, ActionKind.PURCHASE}
PREPOSITIONS_BEFORE_GOODS = {"on", "of", "from", "against", "to"}


def whose_goods(kind: ActionKind, words: tuple[Token, ...], doer: Cluster) -> Cluster | None:
    """The state or bloc whose goods a measure of a ``doer`` is about, told by its ``words``: the first that their
    complements name, else the only other one of their sentence. None for other kinds of measures, and for tariffs on
    everybody's goods."""
    if kind not in OF_TRADE:
        return None
    doc, (start, end) = words[0].doc, sentence_bounds(words[0])
    heads = (doc[m.head] for m in mentions_between(doc, start, end) if m.type in STATES_AND_BLOCS)
    others = {t.i: c for t in heads if (c := cluster_at(t)) is not None and _is_other(c, doer)}
    goods = sorted({t.i for word in words for t in _goods(word)})
    named = next((others[i] for i in goods if i in others), None)
    if named is not None or (kind == ActionKind.TARIFF and any(doc[i].lower_ == "on" for i in goods)):
        return named
    telling = {t.i for verb in words[-1].ancestors for t in grammatical_subjects(verb)}
    found = {c.id: c for i, c in others.items() if i not in telling}
    return next(iter(found.values())) if len(found) == 1 else None


def _goods(word: Token) -> Iterator[Token]:
    """The words of a measure's complements: "tax [$2 billion of Chinese goods]", "a duty [on Chinese cars]"."""
    for child in word.children:
        if child.dep_ == "dobj" or (child.dep_ in {"prep", "dative"} and child.lower_ in PREPOSITIONS_BEFORE_GOODS):
            yield from child.subtree


def _is_other(actor: Cluster, doer: Cluster) -> bool:
    """Whether an actor is another state or bloc than the doer's."""
    known = actor.country is not None or actor.type == ActorType.BLOC
    return known and actor is not doer and (actor.country is None or actor.country != doer.country)
