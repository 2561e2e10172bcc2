"""Moving judgements from a text to the version that replaces it: their sentences are looked for there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from kg.judgements.judgement import AboutActors, AboutDocument, Judgement

__all__ = ["Sentence", "Shifts", "is_nearly_same", "is_version", "moved", "shifts"]

type Sentence = tuple[int, int, str]
"""Start, end and words of a sentence."""
ALIKE: Final = 0.5
"""The share of the word pairs of the shorter of two texts that the other has if they are versions of one text."""
NEARLY_SAME: Final = 0.8
"""The share of the word pairs of the longer of two texts that the other has if a file may have been edited into it."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shifts:
    """Start, end and shift of each sentence of the old text, in text order; None for one not in the new text."""

    sentences: Sequence[tuple[int, int, int | None]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the new text. Raises LookupError unless all its sentences are there, shifted alike."""
        own = {shift for first, last, shift in self.sentences if first < end and start < last}
        if len(own) != 1 or None in own:
            raise LookupError(start)
        (shift,) = own
        return start + (shift or 0), end + (shift or 0)


def shifts(old: Sequence[Sentence], new: Sequence[Sentence]) -> Shifts:
    """Find each sentence of the old text in the new one. A sentence that occurs there more or less often than before is
    not found.

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
    """Whether two texts are versions of one text, and not different texts under one name.

    >>> is_version("The talks went on at Geneva.", "On Monday the talks went on at Geneva, and ended.")
    True
    >>> is_version("The talks went on at Geneva.", "Rain fell on the fields of Ohio.")
    False
    """
    one, other = _word_pairs(old), _word_pairs(new)
    return (one & other).total() >= max(1, ALIKE * min(one.total(), other.total()))


def is_nearly_same(old: str, new: str) -> bool:
    """Whether two texts are the same but for a few words.

    >>> is_nearly_same("The talks at Geneva went on until Friday.", "The talks at Geneva went on until late Friday.")
    False
    >>> is_nearly_same("Talks. " * 9 + "They met on Sunday.", "Talks. " * 9 + "They met on Monday.")
    True
    """
    one, other = _word_pairs(old), _word_pairs(new)
    return (one & other).total() >= max(1, NEARLY_SAME * max(one.total(), other.total()))


def _word_pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(_WORD.findall(text.casefold())))


def moved(judgement: Judgement, text: str, to: Shifts, settles: Mapping[str, str]) -> Judgement | None:
    """A judgement of a fact or document for the text with the key ``text``; None where its sentences are not there.

    ``settles`` maps the old ids of judgements that have been moved to their new ones.
    """
    about = judgement.about
    assert not isinstance(about, AboutActors), "actors are recognized by their mentions"
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
    """A value with its spans moved to the new text; mentions that are not there are left out."""
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
