"""Where pages begin in a text that has been cleaned, by its letters, which cleaning keeps in their order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.model import PageStart

__all__ = ["at_form_feeds", "moved"]


def at_form_feeds(text: str) -> tuple[PageStart, ...]:
    r"""The pages of a text that a form feed divides, as pdftotext writes one after each page; none without a form feed
    between two of them.

    >>> [page.start for page in at_form_feeds("Talks began.\n\fA ship left.\n\f")]
    [0, 14]
    """
    pages = text.rstrip().split("\f")
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 1)
    if len(pages) == 1:
        return ()
    return tuple(PageStart(start, str(number)) for number, start in enumerate(starts, start=1))


def moved(pages: Sequence[PageStart], before: str, after: str) -> tuple[PageStart, ...]:
    r"""Where the pages of a text begin ``after`` it has been cleaned: between the same two letters, and after the space
    there if they began after one. None if a letter has been added, left out or moved, for then it is not known.

    >>> moved([PageStart(9, "2")], "Talks.\r\n\f“Go on,” he said.", "Talks.\n\n“Go on,” he said.")
    (PageStart(start=8, page='2'),)
    """
    if before == after or not pages:
        return tuple(pages)
    letters_before, places_before = _letters(before)
    letters_after, places_after = _letters(after)
    if letters_before != letters_after:
        return ()
    found: list[PageStart] = []
    letter = 0
    for page in pages:
        while letter < len(places_before) and places_before[letter] < page.start:
            letter += 1
        gap_before = _gap(places_before, letter, before)
        gap_after = _gap(places_after, letter, after)
        found.append(replace(page, start=_start_in_gap(page.start, gap_before, before, gap_after, after)))
    return tuple(found)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters of a text, without accents and ligatures, and the place of each."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in character if character.isascii() else unicodedata.normalize("NFKD", character):
            if letter.isalpha():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _gap(places: Sequence[int], letter: int, text: str) -> slice:
    """What is between a letter and the one before it, or an end of the text."""
    start = places[letter - 1] + 1 if letter else 0
    return slice(start, places[letter] if letter < len(places) else len(text))


def _start_in_gap(start: int, gap: slice, text: str, new_gap: slice, new_text: str) -> int:
    """Where a page that began within one gap begins within the other: before the same signs, and the rest of the word
    they are part of, unless it began within a word."""
    signs, new_signs = _signs(text, start, gap.stop), _signs(new_text, new_gap.start, new_gap.stop)
    same = sum(1 for _ in takewhile(lambda pair: pair[0][0] == pair[1][0], zip(signs, new_signs, strict=False)))
    new_start = new_signs[same - 1][1] if same else new_gap.stop
    if start == 0 or text[start - 1].isspace() or text[start : start + 1].isspace():
        while new_start > new_gap.start and not new_text[new_start - 1].isspace():
            new_start -= 1
    return new_start


def _signs(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The visible characters of a part of the text, each with its place, from the last to the first."""
    places = range(end - 1, start - 1, -1)
    return [
        (text[n], n) for n in places if text[n].isprintable() and text[n] != " " and not unicodedata.combining(text[n])
    ]
