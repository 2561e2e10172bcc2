"""A line of a page, as a PDF or a typescript draws it."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Line", "ends_sentence"]

_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its position (``left``, ``baseline`` from the bottom) and font size in points, its font, and
    the index of its page."""

    text: str
    left: float
    baseline: float
    size: float
    font: str = ""
    page: int = 0


def ends_sentence(line: Line) -> bool:
    """Whether a line ends with the mark of the end of a sentence, before closing quotation marks or brackets."""
    return _SENTENCE.search(line.text) is not None
