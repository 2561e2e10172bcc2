"""Columns of a page that a program has drawn row by row, across them: each is put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from loaders.exports.article import SENTENCE_END
from loaders.pages.line import Line

__all__ = ["unmixed"]

type Row = Sequence[Line]
"""The pieces of text on one line of a page, from left to right."""

# The fewest rows with a line of each of two columns; the share of rows that lie in columns, and of those with a line
# of each; the letters, at least, of the usual line of a column; and the share of its lines that go on in the next. Rows
# of a table have less of one of them.
_FEWEST, _SHARE, _BOTH, _SHORTEST, _GOING_ON = 8, 0.8, 0.5, 20, 0.4
# The distance in points within which pieces begin at the same place; and in font sizes that of rows that belong
# together, and how far to the right the first row of a column may begin: a running head may have two pieces, too.
_SAME, _FARTHEST, _DEEPEST = 2.0, 2.5, 4.0
# The usual width of a letter, in font sizes.
_WIDTH = 0.5


def unmixed(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page, of which those across columns of running text are divided: those of the left column first.
    Rows of a table, and of a page without columns, are as they were."""
    gutter = _gutter(rows)
    if gutter is None:
        return [*rows]
    found: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    last: Row = ()
    for row in [*filter(None, rows), ()]:
        before, after = _parted(row, gutter)
        goes_on = bool(left) and bool(last) and bool(row) and _is_near(last, row)
        is_parted = bool(before and after) and (goes_on or after[0].left <= gutter + _DEEPEST * after[0].size)
        if is_parted or (goes_on and not _is_across(before, gutter)):
            left += [before] if before else []
            right += [after] if after else []
        else:
            found += [*unmixed(left), *unmixed(right), *([row] if row else [])]
            left, right = [], []
        last = row
    return found


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the right one of two columns begins; None without columns."""
    starts = Counter(round(piece.left) for row in rows for piece in row[1:] if piece.text.strip())
    if not starts:
        return None
    place, number = starts.most_common(1)[0]
    if number < _FEWEST:
        return None
    gutter = place - _SAME
    is_parted = [
        any(abs(piece.left - place) <= _SAME for piece in row[1:]) and not _is_across(_parted(row, gutter)[0], gutter)
        for row in rows
    ]
    if sum(is_parted) < _FEWEST:
        return None
    first, last = is_parted.index(True), len(rows) - is_parted[::-1].index(True)
    between = [row for row in rows[first:last] if row]
    # Beside the space between two paragraphs of a column only the other one has a line.
    of_columns = [row for row in between if not _is_across(_parted(row, gutter)[0], gutter)]
    if len(of_columns) < _SHARE * len(between) or sum(is_parted) < _BOTH * len(between):
        return None
    sides = zip(*(_parted(row, gutter) for row in of_columns), strict=True)
    return gutter if all(_is_running_text([*filter(None, map(_text, side))]) for side in sides) else None


def _parted(row: Row, gutter: float) -> tuple[Row, Row]:
    return [piece for piece in row if piece.left < gutter], [piece for piece in row if piece.left >= gutter]


def _is_across(row: Row, gutter: float) -> bool:
    """Whether the last piece before a gutter goes on behind it, by the usual width of letters."""
    return bool(row) and row[-1].left + len(row[-1].text.strip()) * row[-1].size * _WIDTH > gutter + 2 * row[-1].size


def _is_near(above: Row, row: Row) -> bool:
    return abs(above[0].baseline - row[0].baseline) <= _FARTHEST * max(above[0].size, row[0].size)


def _is_running_text(lines: Sequence[str]) -> bool:
    """Whether lines are long, and go on in the next one."""
    going_on = sum(not SENTENCE_END.search(line) and below[:1].islower() for line, below in pairwise(lines))
    return sum(map(len, lines)) >= _SHORTEST * len(lines) and going_on >= _GOING_ON * (len(lines) - 1)


def _text(row: Row) -> str:
    return "".join(piece.text for piece in row).strip()
