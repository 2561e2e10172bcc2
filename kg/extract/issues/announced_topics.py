"""The topic that a sentence announces: a bulletin says once what a stretch of it is about ("On bunker fuels, ...")."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.words.lexicon import rows
from kg.model import Passage

__all__ = ["announced_topic", "topic_before"]

_SENTENCE_END = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[A-Z'\"“])")
_LONGEST_TOPIC = 140
_LETTERS_OF_TOPIC = 4_000
"""The most letters before a sentence for which a topic holds, however long the paragraph is."""


@cache
def _opening() -> re.Pattern[str]:
    openings = "|".join(re.escape(row["words"]) for row in rows("issues/topic_openings"))
    ends = r"[,:;]|(?<!\bof )\bthe\b|$"  # "the" opens what is said of the topic: "On sinks the EU asked for time"
    return re.compile(rf"\W*(?:{openings})\s+(?P<topic>.{{3,{_LONGEST_TOPIC}}}?)(?:{ends})", re.IGNORECASE)


def announced_topic(sentence: str) -> str:
    """The topic that a sentence announces at its start; "" for none.

    >>> announced_topic("On bunker fuels, Japan opposed a new workshop.")
    'bunker fuels'
    """
    match = _opening().match(sentence)
    return match["topic"] if match else ""


def topic_before(text: str, evidence: Passage) -> tuple[str, tuple[str, ...]] | None:
    """The topic that a passage, or the nearest sentence before it in its paragraph, announces, with that sentence and
    those since."""
    start = text.rfind("\n", 0, evidence.start) + 1
    cut = max(start, evidence.start - _LETTERS_OF_TOPIC)
    sentences_before = _SENTENCE_END.split(text[cut : evidence.start])[: 0 if cut > start else None : -1]
    sentences = (evidence.text, *sentences_before)
    for n, sentence in enumerate(sentences):
        if topic := announced_topic(sentence):
            return topic, sentences[n::-1]
    return None
