"""The same measure mentioned twice: "Peru invaded Chile ... since the invasion by Peru" is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster
from kg.extract.candidates.candidate import Candidate
from kg.model import ActionKind, ActorType

__all__ = ["sole_doer", "without_duplicates"]

SANCTIONING = STATES_AND_BLOCS | {ActorType.ORGANIZATION}
LEAST_SANCTIONS, SHARE_OF_SANCTIONS = 2, 0.7
"""The least number and the least share of a text's sanctions by one actor for those without a doer to be its own."""
KINDS_THAT_MAY_BE_REPEATED = {ActionKind.STRIKE, ActionKind.AID}
"""Kinds of measures whose words without a state or body ("the war", "attacks on civilians", "help for the people") may
repeat one that was told in full."""


def without_duplicates(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of actions without those that only repeat what their actor did to a state or body: they have no
    amount, and no target or people who may belong to one of those. One without a target repeats any that has one."""
    all_candidates = [*candidates]
    full_targets: dict[tuple[str, object], list[Cluster]] = {}
    for each in all_candidates:
        if (target := each.actors["target"]) is not None and _may_be_retold(each):
            full_targets.setdefault(_actor_and_kind(each), []).append(target)
    return [
        each for each in all_candidates if not _repeats_full_measure(each, full_targets.get(_actor_and_kind(each), ()))
    ]


def _may_be_retold(candidate: Candidate) -> bool:
    return candidate.values["kind"] in KINDS_THAT_MAY_BE_REPEATED and candidate.values["amount"] is None


def _repeats_full_measure(candidate: Candidate, full_targets: Sequence[Cluster]) -> bool:
    """Whether a measure repeats one against ``full_targets``. Aid goes to people of the same state; attacks may
    be on people of no known state: "attacks on civilians"."""
    aid, target = candidate.values["kind"] == ActionKind.AID, candidate.actors["target"]
    if not _may_be_retold(candidate) or not (aid or "pos=noun" in candidate.features):
        return False
    if target is None:
        return bool(full_targets)
    states = [full_target.country for full_target in full_targets if full_target.type != ActorType.GROUP]
    if target.type != ActorType.GROUP or not states:
        return False
    return not aid if target.country is None else target.country in states


def _actor_and_kind(candidate: Candidate) -> tuple[str, object]:
    actor = candidate.actors["actor"]
    return actor.id if actor is not None else "", candidate.values["kind"]


def sole_doer(candidates: Iterable[Candidate]) -> Cluster | None:
    """Who imposes a text's sanctions, if there are two at least and few have another doer."""
    actors = [each.actors["actor"] for each in candidates if each.rule == "action.sanction"]
    times = Counter(actor.id for actor in actors if actor is not None)
    if not times:
        return None
    likeliest_id, number = times.most_common(1)[0]
    if number < LEAST_SANCTIONS or number < SHARE_OF_SANCTIONS * len(actors):
        return None
    doer = next(actor for actor in actors if actor is not None and actor.id == likeliest_id)
    return doer if doer.type in SANCTIONING else None
