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
RETOLD = {ActionKind.STRIKE}
"""Kinds of which a noun that does not say on whom ("the war") is of what is told in full."""


def once_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of actions, those without a target or an amount told apart no more from the actor's first of the
    kind that has a target."""
    listed = [*candidates]
    full: dict[tuple[str, object], object] = {}
    for each in listed:
        if each.values["kind"] in RETOLD and each.actors["target"] is not None and each.values["amount"] is None:
            full.setdefault(_actor_and_kind(each), each.values["measure"])
    return [_as_told(each, full) for each in listed]


def _as_told(each: Candidate, full: Mapping[tuple[str, object], object]) -> Candidate:
    first = full.get(_actor_and_kind(each))
    bare = each.actors["target"] is None and each.values["amount"] is None and "pos=noun" in each.features
    return replace(each, values={**each.values, "measure": first}) if first is not None and bare else each


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
