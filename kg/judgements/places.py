"""Places in a text: whether two spans are the same place, and an index of things by their spans."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Final

from kg.judgements.judgement import AboutFact
from kg.model import Evidence

__all__ = ["Places", "are_same_place"]

SHARED_PART: Final = 0.5
"""The share of the shorter of two spans that has to lie in the other for them to be the same place."""


def are_same_place(span: AboutFact | Evidence, other: AboutFact | Evidence) -> bool:
    """Whether two spans are about the same place; see `SHARED_PART`."""
    shorter = max(1, min(span.end - span.start, other.end - other.start))
    return min(span.end, other.end) - max(span.start, other.start) >= SHARED_PART * shorter


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
        """The things that `are_same_place` with a span, in the order in which they were added."""
        first = bisect_left(self._starts, (place.start - self._longest_span, 0))
        last = bisect_left(self._starts, (place.end, 0))
        nearby = (self._spans_and_things[index] for index in sorted(index for _, index in self._starts[first:last]))
        return [thing for span, thing in nearby if are_same_place(place, span)]
