"""What a text is about, by what its sentences name, for a matter whose own words name no issue.

News says what it is about once or twice, and then goes on with "the bill" or with what somebody thinks of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log1p

from kg.extract.words.issue_scheme import concepts, scheme_of
from kg.extract.words.issues import fields, firmly_named, link
from kg.extract.words.lexicon import rows
from kg.extract.words.stem import stem
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["by_context", "in_place", "refers_back"]

_BREAK = re.compile(r"(?<=[.!?])['\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")

_AROUND = 15
"""Sentences before and after a matter's own: all of a piece of news, a part of a long interview."""
_ONE_WORD = 0.75
"""Confidence up to which a link rests on one word of a longer matter."""
_NAMING, _STRAY = 4, 2
"""Times that a text has to name something, and its times for a field from which on a word of that field is in place."""
_NAMED = 2
"""Sentences that have to name a concept before it may be what a text is about."""
_OF_SHARE, _OF_COUNT, _OF_PARAGRAPH, _BASE = 3.1, 1.0, 0.5, -4.0
"""Weights of a logistic regression, learned from matters whose own words name their issue: how likely it is the one
that the text around them names."""
_MOST_COUNTED, _MOST_IN_PARAGRAPH = 9, 3
_LEAST, _LEAST_REFERRING, _LEAST_ELSEWHERE = 0.4, 0.2, 0.5
"""From which likelihood on a concept is taken. Less will do for a matter that itself says that the text named it; more
is needed where the matter's own sentences name another."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What the sentences of a text name: the end of each, and its concepts."""

    ends: tuple[int, ...]
    concepts: tuple[frozenset[str], ...]

    def between(self, start: int, end: int, more: int = 0) -> Counter[str]:
        """In how many sentences of a part of the text, and of so many before and after, each concept stands."""
        first, last = bisect_left(self.ends, start + 1) - more, bisect_left(self.ends, end) + more
        return Counter(concept for found in self.concepts[max(first, 0) : last + 1] for concept in found)


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in rows("issues/referring") if row["use"] == use)


@cache
def _too_wide() -> frozenset[str]:
    tops = frozenset(name for name, concept in concepts().items() if concept.broader is None)
    return tops | {row["concept"] for row in rows("issues/no_subjects")}


def _stems(matter: str) -> list[str]:
    return [stem(word.lower()) for word in _WORD.findall(matter)]


def _is_aside(matter: str) -> bool:
    """Whether a matter is about the conversation itself: "answer some questions", "good luck"."""
    return not _words("aside").isdisjoint(_stems(matter))


def refers_back(matter: str) -> bool:
    """Whether a matter stands for something that only the text before it names.

    >>> refers_back("vote against this bill"), refers_back("bill"), refers_back("a bill for the schools")
    (True, True, False)
    """
    words = _stems(matter)
    if len(words) == 1:
        return words[0] in _words("noun")
    return any(first in _words("pointer") and second in _words("noun") for first, second in pairwise(words))


@lru_cache(maxsize=256)
def _named(text: str, lists: tuple[OwnList, ...]) -> _Named:
    """What the sentences of a text name."""
    about = fields(text, lists)
    ends, found, start = [], [], 0
    for end in (*(each.start() for each in _BREAK.finditer(text)), len(text)):
        if text[start:end].strip():
            links = link(text[start:end], text[start:end], lists, about)
            ends.append(end)
            found.append(frozenset(each.concept for each in links))
        start = end
    return _Named(tuple(ends), tuple(found))


@lru_cache(maxsize=256)
def _subjects(text: str, lists: tuple[OwnList, ...]) -> _Named:
    """What a text may be about, of what its sentences name: what is named firmly (see `firmly_named`), but for our top
    concepts and procedure, which are too wide."""
    named = _named(text, lists)
    firm = firmly_named(text, lists, fields(text, lists)) - _too_wide()
    return replace(named, concepts=tuple(found & firm for found in named.concepts))


def _likelihood(share: float, count: int, in_paragraph: int) -> float:
    """How likely a matter is about what so large a share of all that is named, so many sentences, and so many of its
    paragraph name."""
    counted = log1p(min(count, _MOST_COUNTED))
    near = min(in_paragraph, _MOST_IN_PARAGRAPH)
    return 1 / (1 + exp(-(_OF_SHARE * share + _OF_COUNT * counted + _OF_PARAGRAPH * near + _BASE)))


def in_place(
    text: str, links: tuple[IssueLink, ...], evidence: Passage, lists: tuple[OwnList, ...] = ()
) -> tuple[IssueLink, ...]:
    """The links of a matter's own words, without those that rest on one word with whose field nothing else in a text
    has to do that names much else: it mostly means something else there ("the best candidate for habitability"). Of
    two that are as sure, the one comes first that the text around names more often.

    >>> text = "Chad bans tuna fishing. Peru has a fishing quota. No fishery pays. Fish are few. Mali is a candidate."
    >>> in_place(text, (IssueLink("Elections", 0.7),), Passage(81, 101, "Mali is a candidate."))
    ()
    """
    named, known = _named(text, lists), scheme_of(lists).concepts
    around = named.between(evidence.start, evidence.end, _AROUND) - named.between(evidence.start, evidence.end)
    of_fields: Counter[str] = Counter()
    for concept, count in around.items():
        of_fields[known[concept].domain] += count
    strays = 0 if of_fields.total() < _NAMING else _STRAY
    kept = (each for each in links if each.confidence > _ONE_WORD or of_fields[known[each.concept].domain] >= strays)
    return tuple(sorted(kept, key=lambda each: (-each.confidence, -around[each.concept])))


def by_context(text: str, matter: str, evidence: Passage, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """What the text around a matter is about, as its issue, marked as from the context: the concept that most of its
    sentences name, those of the matter's paragraph counting more; none where nothing is likely enough.

    >>> text = "Chad bans tuna fishing. Peru has a fishing quota. A quota for tuna is fair. Mali opposed the ban."
    >>> by_context(text, "the ban", Passage(73, 94, "Mali opposed the ban."))
    (IssueLink(concept='Fisheries', confidence=0.88, from_context=True),)
    """
    named = _subjects(text, lists)
    start, end = text.rfind("\n", 0, evidence.start) + 1, text.find("\n", evidence.end)
    near = named.between(start, len(text) if end < 0 else end)
    here = named.between(evidence.start, evidence.end)
    around = named.between(evidence.start, evidence.end, _AROUND)
    likely = {
        concept: _likelihood(count / around.total(), count, near[concept])
        for concept, count in around.items()
        if count >= _NAMED
    }
    best = max(likely, key=lambda each: (likely[each], each), default=None)
    least = _LEAST_REFERRING if refers_back(matter) else _LEAST
    if best is None or _is_aside(matter) or likely[best] < (_LEAST_ELSEWHERE if here and best not in here else least):
        return ()
    return (IssueLink(best, round(likely[best], 2), from_context=True),)
