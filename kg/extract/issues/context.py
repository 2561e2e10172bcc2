"""What the sentences of a text name, and what the text is about by that, as a codebook needs it.

News says what it is about once or twice, and then goes on with "the bill" or with what somebody thinks of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from math import exp, log1p

from kg.extract.issues.matching import fields, firmly_named, link, used_as
from kg.extract.issues.scheme import are_concepts_replaced, tops_of
from kg.extract.words.lexicon import learned_weights, rows, word_set
from kg.extract.words.stem import stem
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = [
    "AROUND",
    "BEFORE_SENTENCES",
    "MOST_COUNTED",
    "MOST_IN_PARAGRAPH",
    "OPENING_SENTENCES",
    "Named",
    "by_context",
    "named",
    "named_around",
    "paragraph_of",
    "refers_back",
]

_BREAK = re.compile(r"(?<=[.!?])['\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")

BEFORE_SENTENCES = "'\"”’) \n\t\r"
"""What may stand between the end of a sentence and the first word or mark of the next."""
AROUND = 15
"""Sentences before and after a matter's own: all of a piece of news, a part of a long interview."""
OPENING_SENTENCES = 2
"""Sentences at the start of a text, which mostly say what it is about."""
_LEAST_SENTENCES = 2
"""Sentences that have to name a concept for the text to be about it."""
MOST_COUNTED, MOST_IN_PARAGRAPH = 9, 3
"""Numbers of sentences around, and of a paragraph, above which more of them make no difference."""
_LEAST_LIKELIHOOD = 0.65
"""The likelihood from which a concept is taken."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for it that a matter is about a concept; as a sum of weights.

    count: how many sentences around name it, as a logarithm, times its share of all that they name; near: how many of
    the matter's paragraph do; opening: whether the text opens with it; again: whether, besides, the matter's own
    sentence names it; back: whether the matter says that the text has named it; said: how much of the matter's words of
    content stands in other sentences that name it; scene: whether it is the scene of texts about much else.
    """

    count: float
    near: float
    opening: float
    again: float
    back: float
    said: float
    scene: float


@dataclass(frozen=True, slots=True)
class Named:
    """What the sentences of a text name: the end of each, its concepts, and the stems of its words of content."""

    ends: tuple[int, ...]
    concepts: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]

    def places(self, start: int, end: int, more: int = 0) -> range:
        """The sentences of a part of the text, and ``more`` of them before and after."""
        first, last = bisect_left(self.ends, start + 1) - more, bisect_left(self.ends, end) + more
        return range(max(first, 0), min(last + 1, len(self.ends)))

    def between(self, start: int, end: int, more: int = 0) -> Counter[str]:
        """In how many sentences of a part of the text, with ``more`` of them before and after, each concept stands."""
        return self.within(self.places(start, end, more))

    def within(self, places: range) -> Counter[str]:
        """In how many of these sentences each concept stands."""
        return Counter(concept for place in places for concept in self.concepts[place])


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in rows("issues/referring") if row["use"] == use)


def _too_wide(lists: tuple[OwnList, ...]) -> frozenset[str]:
    """The top concepts, and of our scheme those that texts name without being about them."""
    tops = tops_of(lists)
    return tops if are_concepts_replaced(lists) else tops | used_as("never", "form", "broad")


def _stems(matter: str) -> list[str]:
    return [stem(word.lower()) for word in _WORD.findall(matter)]


def _stems_of_content(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(words.lower()) if word not in word_set("function-words"))


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
def named(text: str, lists: tuple[OwnList, ...]) -> Named:
    """What the sentences of a text name."""
    about = fields(text, lists)
    ends, concepts, words, start = [], [], [], 0
    for end in (*(each.start() for each in _BREAK.finditer(text)), len(text)):
        if sentence := text[start:end].lstrip(BEFORE_SENTENCES):
            ends.append(end)
            concepts.append(frozenset(each.concept for each in link(sentence, sentence, lists, about)))
            words.append(_stems_of_content(sentence))
        start = end
    return Named(tuple(ends), tuple(concepts), tuple(words))


@lru_cache(maxsize=256)
def _subjects(text: str, lists: tuple[OwnList, ...]) -> Named:
    """What a text may be about, by what its sentences name firmly (see `firmly_named`), without our top concepts and
    procedure, which are too wide."""
    sentences = named(text, lists)
    firm = firmly_named(text, lists, fields(text, lists)) - _too_wide(lists)
    return replace(sentences, concepts=tuple(found & firm for found in sentences.concepts))


def _likelihood(signs: _Signs) -> float:
    weights = learned_weights("surroundings")  # of each sign, and the constant term (``base``)
    weighed = (weights[name] * sign for name, sign in asdict(signs).items())
    return 1 / (1 + exp(-weights["base"] - sum(weighed)))


def named_around(text: str, evidence: Passage, lists: tuple[OwnList, ...]) -> Counter[str]:
    """In how many sentences around a passage, its own apart, each concept is named.

    >>> named_around("Chad bans tuna. Mali waits. Peru has a fishing quota.", Passage(16, 27, "Mali waits."), ())
    Counter({'Fisheries': 2})
    """
    sentences = named(text, lists)
    counts_here = sentences.between(evidence.start, evidence.end)
    return sentences.between(evidence.start, evidence.end, AROUND) - counts_here


def paragraph_of(text: str, evidence: Passage) -> tuple[int, int]:
    """The start of the line in which a passage begins, and the end of the line in which it ends."""
    end = text.find("\n", evidence.end)
    return text.rfind("\n", 0, evidence.start) + 1, len(text) if end < 0 else end


def _candidates(text: str, matter: str, evidence: Passage, lists: tuple[OwnList, ...]) -> dict[str, _Signs]:
    """What the text around a matter may be about, with the signs for it."""
    subjects = _subjects(text, lists)
    counts_in_paragraph = subjects.between(*paragraph_of(text, evidence))
    own_sentences = subjects.places(evidence.start, evidence.end)
    counts_here = subjects.between(evidence.start, evidence.end)
    opening = frozenset().union(*subjects.concepts[:OPENING_SENTENCES])
    counts_around = subjects.between(evidence.start, evidence.end, AROUND)
    is_reference, words = float(refers_back(matter)), _stems_of_content(matter)
    signs_by_concept = {}
    for concept, times in counts_around.items():
        if times < _LEAST_SENTENCES:
            continue
        other_sentences = (
            place for place, of in enumerate(subjects.concepts) if concept in of and place not in own_sentences
        )
        shared_words = words & frozenset().union(*(subjects.words[place] for place in other_sentences))
        signs_by_concept[concept] = _Signs(
            count=log1p(min(times, MOST_COUNTED)) * times / counts_around.total(),
            near=min(counts_in_paragraph[concept], MOST_IN_PARAGRAPH),
            opening=float(concept in opening),
            again=float(concept in opening and concept in counts_here),
            back=is_reference,
            said=len(shared_words) / (1 + len(words)),
            scene=float(concept in used_as("rarely") and not are_concepts_replaced(lists)),
        )
    return signs_by_concept


def by_context(text: str, matter: str, evidence: Passage, lists: tuple[OwnList, ...]) -> tuple[IssueLink, ...]:
    """What the text around a matter is about, as its issue, marked as from the context: the likeliest concept that its
    sentences name, its likelihood the confidence; none where nothing is likely enough.

    >>> text = "Chad bans tuna fishing. Peru has a fishing quota. A quota for tuna is fair. Mali opposed the ban."
    >>> by_context(text, "the ban", Passage(73, 94, "Mali opposed the ban."), ())
    (IssueLink(concept='Fisheries', confidence=0.99, from_context=True),)
    """
    if _is_aside(matter):
        return ()
    likely = {concept: _likelihood(signs) for concept, signs in _candidates(text, matter, evidence, lists).items()}
    best = max(likely, key=lambda each: (likely[each], each), default=None)
    if best is None or likely[best] < _LEAST_LIKELIHOOD:
        return ()
    return (IssueLink(best, round(likely[best], 2), from_context=True),)
