"""Whose goods a tariff, the answer to one, or a purchase is about: "a duty on $300 billion of Chinese goods"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import mentions_between
from kg.extract.speech.reports import covering
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType

__all__ = ["whose_goods"]

OF_TRADE = {ActionKind.TARIFF, ActionKind.RETALIATION, ActionKind.PURCHASE}
PREPOSITIONS_BEFORE_GOODS = word_set("prepositions-before-goods")


def whose_goods(kind: ActionKind, measure: Token, verb: Token, doer: Cluster) -> Cluster | None:
    """The state or bloc whose goods the measure of a ``doer`` is about, according to a word and the ``verb`` above
    it: the first that their complements name. If they name none, a tariff that is on no goods in so many words, and
    an answer to others' measures, are aimed at the only other one of the sentence. None for measures that are about
    no goods."""
    if kind not in OF_TRADE:
        return None
    doc, (start, end) = measure.doc, sentence_bounds(measure)
    heads = (doc[m.head] for m in mentions_between(doc, start, end) if m.type in STATES_AND_BLOCS)
    others_by_token = {t.i: c for t in heads if (c := cluster_at(t)) is not None and _is_other(c, doer)}
    goods = sorted({t.i for word in (measure, verb) for t in _goods(word)})
    named_owner = next((others_by_token[i] for i in goods if i in others_by_token), None)
    on_goods = kind == ActionKind.TARIFF and any(c.lower_ == "on" for word in (measure, verb) for c in word.children)
    if named_owner is not None or kind == ActionKind.PURCHASE or on_goods or not _has_side(doer):
        return named_owner
    tellers = _tellers(measure, verb)
    others_by_id = {c.id: c for i, c in others_by_token.items() if i not in tellers}
    return next(iter(others_by_id.values())) if len(others_by_id) == 1 else None


def _goods(word: Token) -> Iterator[Token]:
    """The words of a measure's complements: "tax [$2 billion of Chinese goods]", "a duty [on Chinese cars]"."""
    for child in word.children:
        if child.dep_ == "dobj" or (child.dep_ in {"prep", "dative"} and child.lower_ in PREPOSITIONS_BEFORE_GOODS):
            yield from child.subtree


def _tellers(measure: Token, verb: Token) -> set[int]:
    """The tokens that name who only speaks of a measure: "[Canada's prime minister] said that Peru retaliated"."""
    reports = covering(measure.doc).over(measure.i)
    tellers = [t for above in verb.ancestors for t in grammatical_subjects(above) if not t.is_ancestor(measure)]
    tellers += [measure.doc[i] for report in reports for i in report.sources]
    return {t.i for teller in tellers for t in teller.subtree}


def _is_other(actor: Cluster, doer: Cluster) -> bool:
    """Whether an actor is another state or bloc than the doer's."""
    return _has_side(actor) and actor is not doer and (actor.country is None or actor.country != doer.country)


def _has_side(actor: Cluster) -> bool:
    """Whether it is known of which state or bloc an actor is."""
    return actor.country is not None or actor.type == ActorType.BLOC
