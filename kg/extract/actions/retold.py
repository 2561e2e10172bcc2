"""The same measure told twice: "Peru invaded Chile ... since the invasion by Peru" is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster
from kg.extract.candidates.candidate import Candidate
from kg.model import ActionKind, ActorType

__all__ = ["once_each", "sole_doer"]

SANCTIONING = STATES_AND_BLOCS | {ActorType.ORGANIZATION}
LEAST, SHARE = 2, 0.7
"""Of the sanctions of a text, so many at least, and such a share, are its doer's."""
RETOLD = {ActionKind.STRIKE, ActionKind.AID}
"""Kinds of which a word that does not say to which state or body ("the war", "attacks on civilians", "help for the
people") is of what is told in full."""


def once_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of actions, those that name no state or body as target and no amount told apart no more from the
    actor's first of the kind that names one, else from its first with a target."""
    listed = [*candidates]
    full: dict[tuple[str, object], object] = {}
    for to_people in (False, True):
        for each in listed:
            target = each.actors["target"]
            if _is_retold(each) and target is not None and (target.type == ActorType.GROUP) == to_people:
                full.setdefault(_actor_and_kind(each), each.values["measure"])
    return [_as_told(each, full) for each in listed]


def _is_retold(each: Candidate) -> bool:
    return each.values["kind"] in RETOLD and each.values["amount"] is None


def _as_told(each: Candidate, full: Mapping[tuple[str, object], object]) -> Candidate:
    first, target = full.get(_actor_and_kind(each)), each.actors["target"]
    vague = _is_retold(each) and (target is None or target.type == ActorType.GROUP)
    named = each.values["kind"] == ActionKind.AID or "pos=noun" in each.features
    return replace(each, values={**each.values, "measure": first}) if first is not None and vague and named else each


def _actor_and_kind(each: Candidate) -> tuple[str, object]:
    actor = each.actors["actor"]
    return actor.id if actor is not None else "", each.values["kind"]


def sole_doer(candidates: Iterable[Candidate]) -> Cluster | None:
    """Who imposes the sanctions that a text tells of, where it tells of two at least and few are anybody else's."""
    actors = [each.actors["actor"] for each in candidates if each.rule == "action.sanction"]
    times = Counter(actor.id for actor in actors if actor is not None)
    if not times:
        return None
    most, number = times.most_common(1)[0]
    if number < LEAST or number < SHARE * len(actors):
        return None
    one = next(actor for actor in actors if actor is not None and actor.id == most)
    return one if one.type in SANCTIONING else None
