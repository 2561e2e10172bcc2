"""Finding the words that a person gives in the text of a document."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import JudgementWordsError

__all__ = ["span_of"]

_SPAN = re.compile(r"(\d+)-(\d+)")


def span_of(words: str, text: str, document: str, near: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """The span that ``START-END`` or a quotation from the text means; line breaks and case do not matter.

    Of several occurrences it is the one inside the span ``near``, else the nearest. Raises `JudgementWordsError`, also
    where a span begins or ends inside a word.

    >>> span_of("lower  Tariffs", "China demands lower\\ntariffs.", "talks")
    {'start': 14, 'end': 27, 'text': 'lower\\ntariffs'}
    """
    if given := _SPAN.fullmatch(words.strip()):
        start, end = int(given[1]), int(given[2])
        if start < end <= len(text):
            if _is_inside_word(text, start) or _is_inside_word(text, end):
                cut = f"{text[start:end]!r} at {words.strip()}, cut inside a word,"
                raise JudgementWordsError(words=cut, document=document)
            return {"start": start, "end": end, "text": text[start:end]}
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []
    if not places:
        raise JudgementWordsError(words=repr(words), document=document)
    start, end = min(places, key=lambda place: (max(near[0] - place[0], place[1] - near[1], 0), place))
    return {"start": start, "end": end, "text": text[start:end]}


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
