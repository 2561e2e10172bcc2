"""What a whole text is about, where it is plain: the issue that most of it names; and which matters may take it.

News says once what it is about, and then goes on with "the bill" or with what somebody thinks of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from kg.extract.words.issue_scheme import concepts
from kg.extract.words.issues import fields, link
from kg.extract.words.lexicon import rows
from kg.extract.words.stem import stem
from kg.lists import OwnList
from kg.model import IssueLink

__all__ = ["Subject", "by_subject", "refers_back", "subject"]

_SENTENCE_END = re.compile(r"(?<=[.!?])['\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAD = 2
_LEAST, _SHARE = 3, 0.3
_BY_SUBJECT = 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """The concept that a text names most often; ``led`` is its link in the opening sentences, None where it is not
    named there."""

    concept: str
    led: IssueLink | None


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in rows("issues/referring") if row["use"] == use)


@cache
def _no_subjects() -> frozenset[str]:
    return frozenset(row["concept"] for row in rows("issues/no_subjects"))


def refers_back(matter: str) -> bool:
    """Whether a matter stands for something that only the text before it names.

    >>> refers_back("vote against this bill"), refers_back("bill"), refers_back("a bill for the schools")
    (True, True, False)
    """
    words = [stem(word.lower()) for word in _WORD.findall(matter)]
    if len(words) == 1:
        return words[0] in _words("noun")
    return any(first in _words("pointer") and second in _words("noun") for first, second in pairwise(words))


def _named(sentence: str, about: frozenset[str], lists: tuple[OwnList, ...]) -> Iterator[IssueLink]:
    for each in link(sentence, sentence, lists, about):
        concept = concepts().get(each.concept)
        if concept is None or (concept.broader is not None and each.concept not in _no_subjects()):
            yield each


@lru_cache(maxsize=256)
def subject(text: str, lists: tuple[OwnList, ...] = ()) -> Subject | None:
    """What a text is about: the concept that most of its sentences name, three at least and three in ten of all that
    they name; None where there is no such concept. Fields as a whole and procedure are too wide to be it.

    >>> subject("Peru wants a fishing quota. Chad wants none. The quota for tuna fell. Fishing boats wait.").concept
    'Fisheries'
    >>> subject("Peru wants a fishing quota. Chad wants higher wages.")
    """
    about = fields(text, lists)
    sentences = [tuple(_named(each, about, lists)) for each in _SENTENCE_END.split(text) if each.strip()]
    counts = Counter(each.concept for found in sentences for each in found)
    if not counts:
        return None
    ((concept, count),) = counts.most_common(1)
    if count < max(_LEAST, _SHARE * counts.total()):
        return None
    return Subject(
        concept, next((each for found in sentences[:_LEAD] for each in found if each.concept == concept), None)
    )


def by_subject(text: str, matter: str, sentence: str, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """The subject of a text as the issue of a matter that refers back, less surely: where its sentence names the
    subject, or the text opens with it. What merely stands in a text about something is too often about something else.

    >>> text = "Chad bans tuna fishing. Peru has a fishing quota. A quota for tuna is fair. Mali opposed the ban."
    >>> [each.concept for each in by_subject(text, "the ban", "Mali opposed the ban.")]
    ['Fisheries']
    >>> by_subject(text, "a new head office", "Mali opposed a new head office.")
    ()
    """
    whole = subject(text, lists) if refers_back(matter) else None
    if whole is None:
        return ()
    named = _named(sentence, fields(text, lists), lists)
    found = next((each for each in named if each.concept == whole.concept), whole.led)
    return () if found is None else (replace(found, confidence=round(found.confidence * _BY_SUBJECT, 2)),)
