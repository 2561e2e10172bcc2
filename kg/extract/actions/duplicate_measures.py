"""The same measure told twice: "Peru invaded Chile ... since the invasion by Peru" is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster
from kg.extract.candidates.candidate import Candidate
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType

__all__ = ["once_each", "sole_doer"]

SANCTIONING = STATES_AND_BLOCS | {ActorType.ORGANIZATION}
LEAST_SANCTIONS, SHARE_OF_SANCTIONS = 2, 0.7
"""The least number and the least share of a text's sanctions by one actor for those without a doer to be its own."""
WORDS_FOR_ANOTHER = word_set("words-for-another")
RETOLD = {ActionKind.STRIKE, ActionKind.AID}
"""Kinds of measures whose words without a state or body ("the war", "attacks on civilians", "help for the people") may
repeat one that was told in full."""


def once_each(doc: Doc, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of actions without those that only repeat what their actor did to a state or body: they have no
    amount, and no target or people who may belong to one of those. One without a target repeats any that has one, and
    one of the same amount of money, unless words or a date tell it from that."""
    listed = [*candidates]
    full: dict[tuple[str, object], list[Cluster]] = {}
    for each in listed:
        if (target := each.actors["target"]) is not None and _may_be_retold(each):
            full.setdefault(_actor_and_kind(each), []).append(target)
    counted: dict[tuple[object, ...] | None, list[set[str]]] = {}
    for each in listed:
        if each.actors["target"] is not None:
            counted.setdefault(_actor_and_amount(each), []).append(_dates(doc, each))
    return [
        each
        for each in listed
        if not _is_told_again(each, full.get(_actor_and_kind(each), ()))
        and (each.actors["target"] is not None or not _is_same_sum(doc, each, counted))
    ]


def _is_same_sum(doc: Doc, each: Candidate, counted: Mapping[tuple[object, ...] | None, list[set[str]]]) -> bool:
    """Whether a measure's amount was told before, and is not "another $5 million" or one of another date; ``counted``
    holds the dates of those told, by actor and amount."""
    amount = _actor_and_amount(each)
    if amount is None or any(t.lower_ in WORDS_FOR_ANOTHER for t in _told(doc, each)):
        return False
    dates = _dates(doc, each)
    return any(not dates or not before or dates == before for before in counted.get(amount, ()))


def _told(doc: Doc, each: Candidate) -> Iterator[Token]:
    """The words that tell of a measure, with those below them."""
    return (word for i in each.values["told"] for word in doc[i].subtree)


def _dates(doc: Doc, each: Candidate) -> set[str]:
    return {t.lower_ for t in _told(doc, each) if t.ent_type_ == "DATE"}


def _actor_and_amount(each: Candidate) -> tuple[object, ...] | None:
    """Who takes a measure of which kind and amount; None without an amount of money, as other numbers may recur."""
    amount, unit = each.values["amount"], each.values["unit"]
    if amount is None or unit is None or not unit.isupper():
        return None
    return *_actor_and_kind(each), amount, unit


def _may_be_retold(each: Candidate) -> bool:
    return each.values["kind"] in RETOLD and each.values["amount"] is None


def _is_told_again(each: Candidate, full: Sequence[Cluster]) -> bool:
    """Whether a measure repeats one against ``full``. Aid goes to people of the same state; attacks may be on people of
    no known state: "attacks on civilians"."""
    aid, target = each.values["kind"] == ActionKind.AID, each.actors["target"]
    if not _may_be_retold(each) or not (aid or "pos=noun" in each.features):
        return False
    if target is None:
        return bool(full)
    states = [one.country for one in full if one.type != ActorType.GROUP]
    if target.type != ActorType.GROUP or not states:
        return False
    return not aid if target.country is None else target.country in states


def _actor_and_kind(each: Candidate) -> tuple[str, object]:
    actor = each.actors["actor"]
    return actor.id if actor is not None else "", each.values["kind"]


def sole_doer(candidates: Iterable[Candidate]) -> Cluster | None:
    """Who imposes a text's sanctions, if it tells of two at least and few have another doer."""
    actors = [each.actors["actor"] for each in candidates if each.rule == "action.sanction"]
    times = Counter(actor.id for actor in actors if actor is not None)
    if not times:
        return None
    most, number = times.most_common(1)[0]
    if number < LEAST_SANCTIONS or number < SHARE_OF_SANCTIONS * len(actors):
        return None
    one = next(actor for actor in actors if actor is not None and actor.id == most)
    return one if one.type in SANCTIONING else None
