"""Running heads and feet, and page numbers: what recurs at the edges of pages and is no part of their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from loaders.pages.line import Line, ends_sentence

__all__ = ["is_page_number", "without_running_heads"]

# A line that can only be a page number; a line that may be one; a number at the beginning or the end of a line.
_PAGE_NUMBER = re.compile(
    r"\W*page\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*(?:(?:©|\(c\)).{0,80})?|[-–—]\s*\d{1,4}\s*[-–—]|[ivx]{1,6}",
    re.IGNORECASE,
)
# What a browser prints at the edges of a page: the time of printing with the title, the address with the page number.
_PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?:\s?[AP]M)?\b.*|(?:https?|file)://\S+ \d{1,4}/\d{1,4}", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?")
_FIRST_NUMBER = re.compile(r"\d{1,4}\b(?![.,]\d)")
_LAST_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?=\.?$)")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

# Lines at the top and at the bottom of a page that may be running heads or feet, besides those outside of them that
# most pages have: a browser prints boxes of several lines there.
_EDGE = 3
_SHARE_OF_PAGES = 0.3
_MOST_PAGES, _LONGEST_EDGE = 0.6, 12
# The characters, at least, of the headline of an article at the top of the pages on which it goes on.
_LONG_HEADLINE = 15


@dataclass(frozen=True, slots=True)
class _Recurrences:
    """What recurs at the edges of pages, each page from its foot to its head.

    ``pages``: the lines of each page in that order; ``edges``: those that may be running heads or feet; ``outermost``:
    the first and the last. ``heads`` is the number of pages with a line of the same key, ``offsets`` with a number that
    differs as much from the page's index, and ``runs`` with a line that is the same but for such a number.
    ``page_to_keep`` is the page on which a repeated sentence is kept, by its key.
    """

    pages: Sequence[Sequence[Line]]
    edges: Sequence[Set[Line]]
    outermost: Sequence[Set[Line]]
    heads: Counter[tuple[int, str]]
    offsets: Counter[int]
    runs: Counter[tuple[int, str, int]]
    page_to_keep: Mapping[tuple[int, str], int]

    def least(self, fewest: int, share: float) -> float:
        """The number of pages that is a share of all, but not fewer than some."""
        return max(fewest, share * len(self.pages))


def without_running_heads(
    pages: Sequence[Sequence[Line]], above_texts: Sequence[Sequence[str | None]]
) -> list[list[Line]]:
    """The pages without the lines at their edges that recur, or repeat words ``above_texts``; of lines of no text only
    those that nearly all pages have."""
    recurrences = _recurrences(pages)
    return [
        [line for line, above in zip(page, above_page, strict=True) if not _is_head(recurrences, line, index, above)]
        for index, (page, above_page) in enumerate(zip(pages, above_texts, strict=True))
    ]


def is_page_number(line: Line) -> bool:
    """Whether a line can only be the number of a page: "Page 3 of 12", "- 3 -", "iv"."""
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _recurrences(pages: Sequence[Sequence[Line]]) -> _Recurrences:
    sorted_pages = [sorted(page, key=lambda line: line.baseline) for page in pages]
    edges = _edges(sorted_pages)
    outermost = [{*page[:1], *page[-1:]} for page in sorted_pages]
    return _Recurrences(
        sorted_pages,
        edges,
        outermost,
        heads=Counter(key for edge in edges for key in {_head_key(line) for line in edge}),
        offsets=Counter(
            number - index
            for index, lines in enumerate(outermost)
            for number in {number for line in lines for number in _numbers(line.text)}
        ),
        runs=Counter(
            run for index, edge in enumerate(edges) for run in {run for line in edge for run in _runs(line, index)}
        ),
        page_to_keep=_pages_to_keep(sorted_pages, edges),
    )


def _pages_to_keep(pages: Sequence[Sequence[Line]], edges: Sequence[Set[Line]]) -> dict[tuple[int, str], int]:
    """The page on which each line is kept if it is a sentence: the first as a head, the last as a foot, where it
    divides no text that goes on."""
    first_page = {_head_key(line): index for index, edge in reversed([*enumerate(edges)]) for line in edge}
    feet = {_head_key(line) for page in pages for line in page[: min(_EDGE, len(page) // 2)]}
    return first_page | {
        key: index for index, edge in enumerate(edges) for line in edge if (key := _head_key(line)) in feet
    }


def _is_head(recurrences: _Recurrences, line: Line, index: int, above_text: str | None) -> bool:
    """Whether a line of the page at an index is a running head or foot; ``above_text`` are the words above its text,
    None where it is a line of no text."""
    if line not in recurrences.edges[index]:
        return False
    is_at_top = line in recurrences.pages[index][-_EDGE:]
    is_headline = is_at_top and len(line.text) >= _LONG_HEADLINE and line.text in (above_text or "")
    if is_headline or is_page_number(line) or _PRINTED.fullmatch(line.text):
        return True
    return _is_numbered(recurrences, line, index) or (
        not _NUMBER.fullmatch(line.text) and _is_repeated(recurrences, line, index, is_of_text=above_text is not None)
    )


def _is_numbered(recurrences: _Recurrences, line: Line, index: int) -> bool:
    """Whether a line is, or has at an end, a number that counts the pages or is that of all of them."""
    pages_with_number = max((recurrences.offsets[number - index] for number in _numbers(line.text)), default=0)
    if _NUMBER.fullmatch(line.text):
        # The number of all pages is the same on each of them.
        is_total = recurrences.heads[_head_key(line)] >= recurrences.least(2, _MOST_PAGES)
        return pages_with_number >= min(2, len(recurrences.pages)) or is_total
    return line in recurrences.outermost[index] and pages_with_number >= recurrences.least(3, 0.5)


def _is_repeated(recurrences: _Recurrences, line: Line, index: int, *, is_of_text: bool) -> bool:
    """Whether enough pages have the same line, or one with a number that increases with them."""
    key = _head_key(line)
    if not is_of_text:
        return line in recurrences.outermost[index] and recurrences.heads[key] >= recurrences.least(2, _MOST_PAGES)
    enough = recurrences.least(3, _SHARE_OF_PAGES)
    if any(recurrences.runs[run] >= enough for run in _runs(line, index)):
        return True
    if len(recurrences.pages) == 1 or recurrences.heads[key] < recurrences.least(2, _SHARE_OF_PAGES):
        return False
    # A sentence is kept once, since it may belong to the text.
    return not ends_sentence(line) or recurrences.page_to_keep[key] != index


def _edges(pages: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """The lines of each page that may be running heads or feet; the pages are in the order of the height of lines."""
    pages_by_key = Counter(
        key for page in pages for key in {_head_key(line) for line in (*page[:_LONGEST_EDGE], *page[-_LONGEST_EDGE:])}
    )
    enough = max(2, _MOST_PAGES * len(pages))

    def edge(lines: Sequence[Line]) -> Sequence[Line]:
        running_lines = list(takewhile(lambda line: pages_by_key[_head_key(line)] >= enough, lines[:_LONGEST_EDGE]))
        return lines[: max(_EDGE, len(running_lines) + 1)]

    return [{*edge(page), *edge(page[::-1])} for page in pages]


def _head_key(line: Line) -> tuple[int, str]:
    """What a running head has in common on all pages: height and words; numbers too, if it is a sentence."""
    return round(line.baseline), line.text if ends_sentence(line) else _DIGITS.sub("#", line.text)


def _runs(line: Line, index: int) -> set[tuple[int, str, int]]:
    """The height and words of a line, with the difference of each number at its ends to the index of the page."""
    words = _DIGITS.sub("#", line.text)
    return {(round(line.baseline), words, number - index) for number in _numbers(line.text)}


def _numbers(text: str) -> set[int]:
    """The numbers at the beginning and the end of a line."""
    return {int(match[0]) for match in (_FIRST_NUMBER.match(text), _LAST_NUMBER.search(text)) if match}
