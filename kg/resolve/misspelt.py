"""Persons whose names differ by a slip of the pen, for a person to decide about: nothing joins them by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from kg.resolve.candidate import Candidate
from kg.resolve.likeness import compare_misspelt, probability

__all__ = ["misspelt"]

type Pair = tuple[Candidate, Candidate]


def misspelt(
    candidates: Iterable[Candidate], actors: Collection[str] | None = None
) -> dict[Pair, tuple[dict[str, float], float]]:
    """For each pair of persons with one post, and with names that a single letter tells apart, the features for and
    against their being one, and the probability, which is never enough to join them. Only for the pairs of any of the
    ``actors`` (their ids), if these are given.

    >>> persons = [
    ...     Candidate("person:berg", f"person/{given}-berg", (given, "berg"), "NO", ("minister@NO",), blocked=True)
    ...     for given in ("anna", "ana", "arne")
    ... ]
    >>> [(one.actor, other.actor) for one, other in misspelt(persons)]
    [('person/ana-berg', 'person/anna-berg')]
    >>> misspelt(persons, {"person/arne-berg"})
    {}
    """
    found = {}
    profiles = {each: each.profile for each in candidates if each.blocked and each.posts}
    for one, other in _differing_in_one_word(profiles, actors):
        if one.actor == other.actor or (one.listed and other.listed):
            continue
        if features := compare_misspelt(profiles[one], profiles[other]):
            found[one, other] = features, probability(features, "person")
    return found


def _differing_in_one_word(persons: Collection[Candidate], actors: Collection[str] | None) -> Iterator[Pair]:
    """The pairs whose names have all words but one in common, at the same places; each in the order of candidates."""
    by_other_words: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for each in sorted(persons):
        for place in range(len(each.words)):
            by_other_words[*each.words[:place], "", *each.words[place + 1 :]].append(each)
    for alike in by_other_words.values():
        if actors is None:
            yield from combinations(alike, 2)
            continue
        for asked in (each for each in alike if each.actor in actors):
            yield from ((min(asked, other), max(asked, other)) for other in alike)
