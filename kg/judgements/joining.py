"""Joining facts that say the same in the same place after one of them has been corrected."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kg.judgements.fields import FIELDS
from kg.judgements.judgement import AboutFact
from kg.judgements.said import is_said, said
from kg.judgements.slot import Slot
from kg.model import Actor, AnyFact, Evidence, IssueLink, Position

__all__ = ["Places", "overlap", "represented", "with_issues"]

ALIKE: Final = 0.5
"""The share of the shorter of two spans that has to lie in the other for them to be the same place."""
REPORTERS: Final = frozenset({"sources", "source"})
"""The fields that say who reports a fact: with and without a reporter it is the same fact."""


def overlap(span: AboutFact | Evidence, other: AboutFact | Evidence) -> bool:
    """Whether two spans are about the same place; see `ALIKE`."""
    shorter = max(1, min(span.end - span.start, other.end - other.start))
    return min(span.end, other.end) - max(span.start, other.start) >= ALIKE * shorter


class Places[T]:
    """An index of things by their spans; iterates in the order in which they were added."""

    def __init__(self, things: Iterable[tuple[Evidence, T]] = ()) -> None:
        self._spans_and_things: list[tuple[Evidence, T]] = []
        self._starts: list[tuple[int, int]] = []
        """The start of each span and the thing's index, sorted."""
        self._longest_span = 0
        for span, thing in things:
            self.add(span, thing)

    def add(self, span: Evidence, thing: T) -> None:
        """Add a thing after all others."""
        insort(self._starts, (span.start, len(self._spans_and_things)))
        self._spans_and_things.append((span, thing))
        self._longest_span = max(self._longest_span, span.end - span.start)

    def __iter__(self) -> Iterator[T]:
        return (thing for _, thing in self._spans_and_things)

    def at(self, place: AboutFact | Evidence) -> list[T]:
        """The things whose spans `overlap` a place, in the order in which they were added."""
        first = bisect_left(self._starts, (place.start - self._longest_span, 0))
        last = bisect_left(self._starts, (place.end, 0))
        nearby = (self._spans_and_things[index] for index in sorted(index for _, index in self._starts[first:last]))
        return [thing for span, thing in nearby if overlap(place, span)]


def represented(corrected_facts: dict[Slot, AnyFact], actors: Mapping[str, Actor]) -> Mapping[Slot, Slot]:
    """For each slot the one whose fact represents it, which may be itself: a corrected or added fact represents all
    that say the same in the same place. The latest judgements come first.

    Changes ``corrected_facts``: a representative that has no reporters, and from which nobody has removed them, takes
    over those of the facts that it represents. It also takes over the issues of those that no reader finds.
    """
    representatives = {slot: slot for slot in corrected_facts}
    places = Places((fact.evidence, slot) for slot, fact in corrected_facts.items())
    changed_slots = [
        (slot.last_judgement.order, slot)
        for slot in corrected_facts
        if slot.last_judgement and (slot.values or not slot.is_read)
    ]
    for _, slot in sorted(changed_slots, key=lambda each: each[0], reverse=True):
        if representatives[slot] is not slot:
            continue
        for other in places.at(corrected_facts[slot].evidence):
            if (
                other is not slot
                and representatives[other] is other
                and _say_the_same(slot.heading, corrected_facts[slot], corrected_facts[other], actors)
            ):
                representatives[other] = slot
                corrected_facts[slot] = _with_details(slot, corrected_facts[slot], other, corrected_facts[other])
    return representatives


def _with_details(slot: Slot, fact: AnyFact, other_slot: Slot, other_fact: AnyFact) -> AnyFact:
    """The fact of ``slot`` with the reporters and issues that it takes over from a fact that it represents."""
    missing = [name for name in _reporters(slot.heading) if name not in slot.values and not getattr(fact, name)]
    fact = replace(fact, **{name: getattr(other_fact, name) for name in missing})
    if isinstance(other_fact, Position) and not other_slot.is_read and "issues" not in slot.values:
        fact = with_issues(fact, (link.concept for link in other_fact.issues))
    return fact


def with_issues[F: AnyFact](fact: F, concepts: Iterable[str]) -> F:
    """A position with these issues as well: a coder who sees several issues in the same words adds a fact for each."""
    if not isinstance(fact, Position):
        return fact
    links = {link.concept: link for link in fact.issues} | {each: IssueLink(each, 1.0) for each in concepts}
    return replace(fact, issues=tuple(links.values()))


def _say_the_same(heading: str, fact: AnyFact, other: AnyFact, actors: Mapping[str, Actor]) -> bool:
    """Whether two facts say the same, with a missing reporter taken to be that of the other fact."""
    content, other_content = said(heading, fact, actors), said(heading, other, actors)
    for name in _reporters(heading):
        if not content.get(name) or not other_content.get(name):
            content[name] = other_content.get(name)
    return is_said(heading, content, other, actors)


def _reporters(heading: str) -> list[str]:
    return [field.name for field in FIELDS[heading] if field.name in REPORTERS]
