"""The columns of a page that a program draws row by row, across them: each is read downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from loaders.pages import Line

__all__ = ["in_columns"]

type Row = Sequence[Line]

# In so many rows, and in this share of those of several parts, one part begins at the same place: a column does.
_ROWS = 4
_COLUMN = 0.6
# Where parts begin at other places as often as this, they are the words of lines, in letters of one width.
_WORDS = 0.3
# The cells of a table are short, and few of them begin with a small letter, as most lines of sentences do.
_LETTERS = 15
_SMALL = 0.3
# How much further right, in letters, the first line of a paragraph begins.
_INDENT = 3


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page, each the parts that are drawn side by side, in the order in which they are read.

    A row that goes across columns of sentences is cut at them; a row that is wider than its column, or stands above
    them all, is read before what follows it in every column. Rows of a table stay as they are.
    """
    starts = _starts(rows)
    if not starts:
        return list(rows)
    cut = [_cut(row, starts) for row in rows]
    several = [pieces for pieces in cut if len(pieces) > 1]
    widest = max(len(_text(pieces[0])) for pieces in several)
    top = max(pieces[0][0].baseline for pieces in several)
    found: list[Row] = []
    band: list[list[Row]] = [[] for _ in range(len(starts) + 1)]
    for pieces in cut:
        if len(pieces) == 1 and (len(_text(pieces[0])) > widest or pieces[0][0].baseline > top):
            found += [row for column in band for row in column]
            band = [[] for _ in band]
        for piece in pieces:
            band[bisect_right(starts, piece[0].left + 1)].append(piece)
    return found + [row for column in band for row in column]


def _starts(rows: Sequence[Row]) -> list[float]:
    """Where the second and later columns begin; nothing where there is one, or it cannot be told."""
    across = [row for row in rows if len(row) > 1]
    times = Counter(left for row in across for left in {round(part.left) for part in row[1:] if part.text.strip()})
    least = max(_ROWS, _COLUMN * len(across))
    starts = sorted(float(left) for left, count in times.items() if count >= least)
    others = max((count for count in times.values() if count < least), default=0)
    if not starts or others > _WORDS * len(across):
        return []
    whole = [pieces for row in across if len(pieces := _cut(row, starts)) == len(starts) + 1]
    return starts if whole and all(map(_is_prose, zip(*whole, strict=True))) else []


def _cut(row: Row, starts: Sequence[float]) -> list[Row]:
    """A row in pieces, cut at each column at whose beginning one of its parts begins."""
    pieces, begin = [], 0
    for start in starts:
        first = next((index for index, part in enumerate(row) if part.left >= start - 1 and part.text.strip()), 0)
        if first > begin and row[first].left <= start + _INDENT * row[first].size:
            pieces.append(row[begin:first])
            begin = first
    return [*pieces, row[begin:]]


def _is_prose(pieces: Sequence[Row]) -> bool:
    texts = [_text(piece) for piece in pieces]
    small = sum(text[:1].islower() for text in texts)
    return sorted(map(len, texts))[len(texts) // 2] >= _LETTERS and small >= _SMALL * len(texts)


def _text(row: Row) -> str:
    return "".join(part.text for part in row).strip()
