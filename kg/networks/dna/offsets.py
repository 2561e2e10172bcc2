"""Convert text offsets: DNA counts UTF-16 code units, this project code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

__all__ = ["from_utf16", "to_utf16"]


def from_utf16(text: str) -> Callable[[int], int]:
    """A function from offsets in code units to offsets in code points. An offset within a character becomes that of its
    beginning; one beyond the text stays as far beyond it.

    >>> at = from_utf16("a\\N{MATHEMATICAL DOUBLE-STRUCK CAPITAL A}b")
    >>> [at(place) for place in (0, 1, 3, 4)]
    [0, 1, 2, 3]
    """
    # A character beyond the basic plane begins at its code point plus the number of such characters before it.
    wide = [place + before for before, place in enumerate(_wide(text))]
    return lambda place: place - bisect_left(wide, place)


def to_utf16(text: str) -> Callable[[int], int]:
    """A function from offsets in code points to offsets in code units."""
    wide = _wide(text)
    return lambda place: place + bisect_left(wide, place)


def _wide(text: str) -> list[int]:
    return [] if text.isascii() else [place for place, letter in enumerate(text) if letter > "\uffff"]
