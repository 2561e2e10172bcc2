"""The issues of a matter in its document: by its own words, else by the topic that the text has announced for it.

A bulletin says what a stretch of it is about once ("On bunker fuels, ...") and then goes on with "this proposal".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.extract.words.issue_scheme import concepts
from kg.extract.words.issues import MOST_LINKS, fields, link, says_how
from kg.extract.words.lexicon import rows
from kg.extract.words.subjects import by_context, in_place, named_around, rests_on_little
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["announced", "issues_in"]

_SENTENCE_END = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[A-Z'\"“])")
_LONGEST_TOPIC = 140
_REACH = 4_000
"""Letters before a sentence within which a topic still holds, however long the paragraph is."""
_TURNED = 2
"""Other issues that the sentences since a topic have to name before it holds no longer."""
_PROCEDURE = "InstitutionsAndProcedure"
_BY_TOPIC, _OUT_OF_PLACE = 0.6, 0.5
_INSTEAD = 0.8
"""From which likelihood on what the text around is about takes the place of a word that is out of place."""


@cache
def _opening() -> re.Pattern[str]:
    openings = "|".join(re.escape(row["words"]) for row in rows("issues/topic_openings"))
    ends = r"[,:;]|(?<!\bof )\bthe\b|$"  # "the" opens what is said of the topic: "On sinks the EU asked for time"
    return re.compile(rf"\W*(?:{openings})\s+(?P<topic>.{{3,{_LONGEST_TOPIC}}}?)(?:{ends})", re.IGNORECASE)


def announced(sentence: str) -> str:
    """What a sentence says first that it is about; empty where it does not.

    >>> announced("On bunker fuels, Japan opposed a new workshop.")
    'bunker fuels'
    """
    found = _opening().match(sentence)
    return found["topic"] if found else ""


def issues_in(text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """The issues that a matter of the document is about, the surest first, at most three.

    Where one word names what nothing else there has to do with (see `in_place`), what the text around is about takes
    its place; where the text tells nothing, the word stays, half as sure. Where the words tell only how something is
    dealt with ("the joint statement"), in a text that is not about procedure, what the text is about comes before it.
    Where the matter's own words name none, or rest on little (see `rests_on_little`), it takes those of the last topic
    that its sentence, or one before it in the paragraph, has announced, less surely, unless the sentences since name
    other issues. Top concepts and those of procedure are too wide to be a topic. Where nothing is announced, it may be
    what the text around is about (see `by_context`).
    """
    about, around = fields(text, lists), named_around(text, evidence, lists)
    plenary = about >= {"Climate", _PROCEDURE}  # words of the trade, which mean one thing there
    own = link(matter.text, evidence.text, lists, about, None if plenary else around)
    if own and (plenary or not rests_on_little(own, matter.text, around)):
        placed = in_place(own, around, lists) or by_context(text, matter.text, evidence, lists, _INSTEAD)
        placed = placed or _less_sure(own, _OUT_OF_PLACE)
        if _PROCEDURE in about or not says_how(placed):
            return placed
        return (*by_context(text, matter.text, evidence, lists), *placed)[:MOST_LINKS]
    sentences = (evidence.text, *_before(text, evidence.start))
    for n, topic in enumerate(map(announced, sentences)):
        if topic:
            found = tuple(filter(_narrow, link(topic, sentences[n], lists, about)))
            since = (each for later in sentences[:n] for each in link(later, later, lists, about))
            others = {each.concept for each in filter(_narrow, since)}.difference(each.concept for each in found)
            if len(others) < _TURNED:
                return _less_sure(found, _BY_TOPIC)
            break
    return by_context(text, matter.text, evidence, lists)


def _less_sure(links: Iterable[IssueLink], share: float) -> tuple[IssueLink, ...]:
    return tuple(replace(each, confidence=round(each.confidence * share, 2)) for each in links)


def _before(text: str, end: int) -> list[str]:
    """The whole sentences of the paragraph before a place, the last first."""
    start = text.rfind("\n", 0, end) + 1
    cut = max(start, end - _REACH)
    sentences = _SENTENCE_END.split(text[cut:end])
    return sentences[: 0 if cut > start else None : -1]


def _narrow(found: IssueLink) -> bool:
    concept = concepts().get(found.concept)
    return concept is None or (concept.broader is not None and concept.domain != _PROCEDURE)
