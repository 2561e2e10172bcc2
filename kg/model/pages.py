"""The pages of a document, by where their text begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

__all__ = ["PageStart", "page_at"]


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where text of a page begins in a document's text, and the page as one cites it: its label in the file ("iv",
    "12"), else its number in the file, counted from 1; "" where the file leaves it without a label."""

    start: int
    page: str


def page_at(pages: Sequence[PageStart], place: int) -> str | None:
    """The page that this place in the text is on; None where it is not known. ``pages`` are in the order of the text.

    >>> page_at([PageStart(0, "iv"), PageStart(900, "1")], 899), page_at([], 0)
    ('iv', None)
    """
    number = bisect_right(pages, place, key=attrgetter("start"))
    return (pages[number - 1].page or None) if number else None
