"""Persons whose names differ by a slip of the pen, for a person to decide about: nothing joins them by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from kg.resolve.candidate import Candidate
from kg.resolve.likeness import compare_misspelt, probability

__all__ = ["misspelt"]


def misspelt(candidates: Iterable[Candidate]) -> dict[tuple[Candidate, Candidate], tuple[dict[str, float], float]]:
    """For each pair of persons with one post, and with names that a single letter tells apart, the features for and
    against their being one, and the probability, which is never enough to join them.

    >>> anna, ana, arne = (
    ...     Candidate("person:berg", f"person/{given}-berg", (given, "berg"), "NO", ("minister@NO",), blocked=True)
    ...     for given in ("anna", "ana", "arne")
    ... )
    >>> [(one.actor, other.actor) for one, other in misspelt([anna, ana, arne])]
    [('person/ana-berg', 'person/anna-berg')]
    """
    # Only one word differs, so that each pair has all other words in common, at the same places.
    by_other_words: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for each in sorted({each for each in candidates if each.blocked and each.posts}):
        for place in range(len(each.words)):
            by_other_words[*each.words[:place], "", *each.words[place + 1 :]].append(each)
    found = {}
    for alike in by_other_words.values():
        for one, other in combinations(alike, 2):
            if one.actor == other.actor or (one.listed and other.listed):
                continue
            if features := compare_misspelt(one.profile, other.profile):
                found[one, other] = features, probability(features, "person")
    return found
