"""Judgements that would change nothing, since what they say is in force already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.judgements import AboutActors, AboutFact, Judgement, Reach, Verdict
from kg.judgements.wording import about_in_words

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["without_repeats"]


def without_repeats(record: Record, made: Iterable[Judgement]) -> tuple[list[Judgement], list[str]]:
    """The judgements that change something, and a line for each of the others that says why it does not.

    A judgement of a fact changes nothing where the same person has said the same of it and that is in force, unless it
    gives another reason; a new name or type changes nothing where the actor has it.
    """
    in_force: dict[str, list[Judgement]] = {}
    new, repeats = [], []
    for judgement in made:
        about = judgement.about
        if isinstance(about, AboutFact):
            if about.text not in in_force:
                states = record.judgements(about.text)
                in_force[about.text] = [each.judgement for each in states if each.reach in {Reach.HOLDS, Reach.KEPT}]
            if any(_is_repeat(judgement, earlier) for earlier in in_force[about.text]):
                repeats.append(f"{judgement.by} has already {judgement.verdict.value} {about_in_words(judgement)}")
                continue
            in_force[about.text].append(judgement)
        elif isinstance(about, AboutActors) and judgement.verdict in {Verdict.RENAMED, Verdict.RETYPED}:
            ((field, value),) = judgement.values.items()
            if value == getattr(about.actors[0], field):
                repeats.append(f"{about_in_words(judgement)} already has the {field} {value}")
                continue
        new.append(judgement)
    return new, repeats


def _is_repeat(judgement: Judgement, earlier: Judgement) -> bool:
    """Whether the two differ in nothing but the time and a reason that the later one does not give."""
    return replace(judgement, at=earlier.at, why=judgement.why or earlier.why).id == earlier.id
