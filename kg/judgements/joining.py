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

__all__ = ["Places", "joined", "overlap", "with_issues"]

ALIKE: Final = 0.5
"""The share of the shorter of two spans that has to lie in the other for them to be the same place."""
REPORTERS: Final = frozenset({"sources", "source"})
"""The fields that say who reports a fact: with and without a reporter it is the same fact."""


def overlap(one: AboutFact | Evidence, other: AboutFact | Evidence) -> bool:
    """Whether two spans are about the same place; see `ALIKE`."""
    shorter = max(1, min(one.end - one.start, other.end - other.start))
    return min(one.end, other.end) - max(one.start, other.start) >= ALIKE * shorter


class Places[T]:
    """An index of things by their spans; iterates in the order in which they were added."""

    def __init__(self, things: Iterable[tuple[Evidence, T]] = ()) -> None:
        self._all: list[tuple[Evidence, T]] = []
        self._starts: list[tuple[int, int]] = []
        self._longest = 0
        for span, thing in things:
            self.add(span, thing)

    def add(self, span: Evidence, thing: T) -> None:
        """Add a thing behind all others."""
        insort(self._starts, (span.start, len(self._all)))
        self._all.append((span, thing))
        self._longest = max(self._longest, span.end - span.start)

    def __iter__(self) -> Iterator[T]:
        return (thing for _, thing in self._all)

    def at(self, place: AboutFact | Evidence) -> list[T]:
        """The things whose spans `overlap` a place, in their order."""
        first = bisect_left(self._starts, (place.start - self._longest, 0))
        last = bisect_left(self._starts, (place.end, 0))
        near = (self._all[number] for number in sorted(number for _, number in self._starts[first:last]))
        return [thing for span, thing in near if overlap(place, span)]


def joined(right: dict[Slot, AnyFact], actors: Mapping[str, Actor]) -> Mapping[Slot, Slot]:
    """For each slot the one whose fact represents it: a corrected or added fact represents all that say the same there.

    ``right`` has the corrected facts, and is changed: a representative takes over the reporters of the facts that it
    represents, if it has none and nobody has removed them, and the issues of those that no reader finds.
    """
    one = {slot: slot for slot in right}
    places = Places((fact.evidence, slot) for slot, fact in right.items())
    changed = [(slot.last.order, slot) for slot in right if slot.last and (slot.values or not slot.is_read)]
    for _, slot in sorted(changed, key=lambda each: each[0], reverse=True):
        if one[slot] is not slot:
            continue
        for other in places.at(right[slot].evidence):
            fact = right[other]
            if other is not slot and one[other] is other and _is_same(slot.heading, right[slot], fact, actors):
                one[other] = slot
                told = {name: getattr(fact, name) for name in _reporters(slot.heading) if name not in slot.values}
                right[slot] = replace(right[slot], **{n: v for n, v in told.items() if not getattr(right[slot], n)})
                if isinstance(fact, Position) and not other.is_read and "issues" not in slot.values:
                    right[slot] = with_issues(right[slot], (link.concept for link in fact.issues))
    return one


def with_issues[F: AnyFact](fact: F, concepts: Iterable[str]) -> F:
    """A position with these issues as well: a coder who sees several issues in the same words adds a fact for each."""
    if not isinstance(fact, Position):
        return fact
    links = {link.concept: link for link in fact.issues} | {each: IssueLink(each, 1.0) for each in concepts}
    return replace(fact, issues=tuple(links.values()))


def _is_same(heading: str, one: AnyFact, other: AnyFact, actors: Mapping[str, Actor]) -> bool:
    content, beside = said(heading, one, actors), said(heading, other, actors)
    for name in _reporters(heading):
        if not content.get(name) or not beside.get(name):
            content[name] = beside.get(name)
    return is_said(heading, content, other, actors)


def _reporters(heading: str) -> list[str]:
    return [field.name for field in FIELDS[heading] if field.name in REPORTERS]
