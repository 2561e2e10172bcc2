"""Versions of a text: judgements of one are moved to the one that replaces it, by looking for their sentences there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from kg.judgements.judgement import AboutActors, AboutDocument, Judgement

__all__ = ["Sentence", "Shifts", "is_version", "judgement_in_new_text", "shifts"]

type Sentence = tuple[int, int, str]
"""Start, end and words of a sentence."""
SHARED_PAIRS: Final = 0.5
"""The share of the word pairs of the shorter of two texts that have to be in the other for them to be versions of one
text."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shifts:
    """Start, end and shift of each sentence of the old text, in text order; None for one not in the new text."""

    sentences: Sequence[tuple[int, int, int | None]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span from ``start`` to ``end`` as it lies in the new text.

        Raises LookupError unless the new text has all sentences that the span touches, shifted by the same distance.
        """
        touched = {
            shift
            for sentence_start, sentence_end, shift in self.sentences
            if sentence_start < end and start < sentence_end
        }
        if len(touched) != 1 or None in touched:
            raise LookupError(start)
        (shift,) = touched
        return start + (shift or 0), end + (shift or 0)


def shifts(old_sentences: Sequence[Sentence], new_sentences: Sequence[Sentence]) -> Shifts:
    """How far each sentence of the old text has shifted in the new one. A sentence that occurs there more or less often
    than in the old text counts as missing.

    >>> shifts([(0, 2, "A."), (3, 5, "B.")], [(0, 3, "Aa."), (4, 6, "B.")]).sentences
    [(0, 2, None), (3, 5, 1)]
    """
    old_starts, new_starts = _starts_by_words(old_sentences), _starts_by_words(new_sentences)
    shift_by_start = {
        old_start: new_start - old_start
        for words, starts in old_starts.items()
        if len(starts) == len(starts_there := new_starts.get(words, []))
        for old_start, new_start in zip(starts, starts_there, strict=True)
    }
    return Shifts([(start, end, shift_by_start.get(start)) for start, end, _ in old_sentences])


def _starts_by_words(sentences: Iterable[Sentence]) -> dict[str, list[int]]:
    starts: dict[str, list[int]] = {}
    for start, _, words in sentences:
        starts.setdefault(words, []).append(start)
    return starts


def is_version(old_text: str, new_text: str) -> bool:
    """Whether two texts are versions of one text, and not different texts under one name.

    >>> is_version("The talks went on at Geneva.", "On Monday the talks went on at Geneva, and ended.")
    True
    >>> is_version("The talks went on at Geneva.", "Rain fell on the fields of Ohio.")
    False
    """
    old_pairs, new_pairs = _word_pairs(old_text), _word_pairs(new_text)
    return (old_pairs & new_pairs).total() >= max(1, SHARED_PAIRS * min(old_pairs.total(), new_pairs.total()))


def _word_pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(_WORD.findall(text.casefold())))


def judgement_in_new_text(
    judgement: Judgement, new_text_key: str, new_places: Shifts, moved_ids: Mapping[str, str]
) -> Judgement | None:
    """A judgement of a fact or document as one of the text with this key; None if its sentences are missing there.

    ``new_places`` are those of the sentences. ``moved_ids`` maps the old ids of judgements that have been moved to
    their new ones, for the judgements that this one settles.
    """
    about = judgement.about
    assert not isinstance(about, AboutActors), "actors are recognized by their mentions"
    if isinstance(about, AboutDocument):
        return replace(judgement, about=replace(about, text=new_text_key))
    try:
        start, end = new_places.span(about.start, about.end)
        content = _with_moved_spans(about.said, new_places)
        values = _with_moved_spans(judgement.values, new_places)
    except LookupError:
        return None
    new_about = replace(about, text=new_text_key, start=start, end=end, said=content)
    settled_ids = tuple(moved_ids.get(settled_id, settled_id) for settled_id in judgement.settles)
    return replace(judgement, about=new_about, values=values, settles=settled_ids)


def _with_moved_spans(value: Any, new_places: Shifts) -> Any:
    """A value with its spans moved to the new text; mentions that are missing there are left out.

    Raises LookupError where words are missing there.
    """
    match value:
        case {"start": int(start), "end": int(end)}:
            new_start, new_end = new_places.span(start, end)
            return {**value, "start": new_start, "end": new_end}
        case {"mentions": spans}:
            moved_spans = (_moved_span(start, end, new_places) for start, end in spans)
            return {**value, "mentions": [list(span) for span in moved_spans if span]}
        case Mapping():
            return {name: _with_moved_spans(each, new_places) for name, each in value.items()}
        case list():
            return [_with_moved_spans(each, new_places) for each in value]
        case _:
            return value


def _moved_span(start: int, end: int, new_places: Shifts) -> tuple[int, int] | None:
    try:
        return new_places.span(start, end)
    except LookupError:
        return None
