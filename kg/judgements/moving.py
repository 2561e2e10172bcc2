"""Judgements of a text that another one has taken the place of: where the sentences that they are about stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from kg.judgements.judgement import AboutActors, AboutDocument, Judgement

__all__ = ["Sentence", "Shifts", "is_version", "moved", "shifts"]

type Sentence = tuple[int, int, str]
"""Where a sentence starts and ends, and its words."""
ALIKE: Final = 0.5
"""Of the word pairs of the shorter of two texts so many stand in the other one where they are versions of one."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shifts:
    """By how much each sentence of the old text has moved, None where it is there no more; in text order."""

    sentences: Sequence[tuple[int, int, int | None]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the span stands in the new text. Raises LookupError where one of its sentences is there no more."""
        own = {shift for first, last, shift in self.sentences if first < end and start < last}
        if len(own) != 1 or None in own:
            raise LookupError(start)
        (shift,) = own
        return start + (shift or 0), end + (shift or 0)


def shifts(old: Sequence[Sentence], new: Sequence[Sentence]) -> Shifts:
    """Where each sentence of the old text stands in the new one. What stands there more or less often than before is
    not known again.

    >>> shifts([(0, 2, "A."), (3, 5, "B.")], [(0, 3, "Aa."), (4, 6, "B.")]).sentences
    [(0, 2, None), (3, 5, 1)]
    """
    before, after = _starts(old), _starts(new)
    found = {
        start: to - start
        for words, starts in before.items()
        if len(starts) == len(there := after.get(words, []))
        for start, to in zip(starts, there, strict=True)
    }
    return Shifts([(start, end, found.get(start)) for start, end, _ in old])


def _starts(sentences: Iterable[Sentence]) -> dict[str, list[int]]:
    starts: dict[str, list[int]] = {}
    for start, _, words in sentences:
        starts.setdefault(words, []).append(start)
    return starts


def is_version(old: str, new: str) -> bool:
    """Whether two texts are versions of one, and not another text under the same name.

    >>> is_version("The talks went on at Geneva.", "On Monday the talks went on at Geneva, and ended.")
    True
    >>> is_version("The talks went on at Geneva.", "Rain fell on the fields of Ohio.")
    False
    """
    one, other = (Counter(pairwise(_WORD.findall(text.casefold()))) for text in (old, new))
    return (one & other).total() >= max(1, ALIKE * min(one.total(), other.total()))


def moved(judgement: Judgement, text: str, to: Shifts, settles: Mapping[str, str]) -> Judgement | None:
    """The judgement of a fact or document as one of the text with this key; None where its sentences are not there.

    ``settles`` has the ids of judgements that have been moved already, by those that they had.
    """
    about = judgement.about
    assert not isinstance(about, AboutActors), "those are known again by their mentions"
    if isinstance(about, AboutDocument):
        return replace(judgement, about=replace(about, text=text))
    try:
        start, end = to.span(about.start, about.end)
        said, values = _moved(about.said, to), _moved(judgement.values, to)
    except LookupError:
        return None
    there = replace(about, text=text, start=start, end=end, said=said)
    return replace(judgement, about=there, values=values, settles=tuple(settles.get(i, i) for i in judgement.settles))


def _moved(value: Any, to: Shifts) -> Any:
    """A value with its spans where they stand in the new text; a mention that is there no more is left out."""
    match value:
        case {"start": int(start), "end": int(end)}:
            first, last = to.span(start, end)
            return {**value, "start": first, "end": last}
        case {"mentions": spans}:
            return {**value, "mentions": [list(span) for start, end in spans if (span := _seen(start, end, to))]}
        case Mapping():
            return {name: _moved(each, to) for name, each in value.items()}
        case list():
            return [_moved(each, to) for each in value]
        case _:
            return value


def _seen(start: int, end: int, to: Shifts) -> tuple[int, int] | None:
    try:
        return to.span(start, end)
    except LookupError:
        return None
