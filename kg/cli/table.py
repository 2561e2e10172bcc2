"""Lay rows out for a person: columns that fit the terminal, with the sentences of evidence on lines of their own.

If the columns do not fit, or are so narrow that rows become tall or words and names break, each row is printed as a
block of named values instead.
"""

from __future__ import annotations

import itertools
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from kg.printing.cells import plain
from kg.printing.escaping import escaped
from kg.stores.protocol import Value

__all__ = ["QUOTED", "cell", "table_lines"]

QUOTED = ("evidence", "text")
"""Columns that hold sentences (``reply_evidence`` as well): each is printed below its row, across the whole width."""
SAMPLE = 500
"""The number of rows that determine the columns' widths; further rows are laid out as they come."""
NARROW = 8
TALLEST = 4
"""The most lines that a row may take before rows become blocks."""
GAP = "  "
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_HYPHENS = re.compile(r"-(?=[^\W\d])")
"""Where textwrap may break a word: before a letter, so that dates are not broken."""
_BLANKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")


def cell(value: Value) -> str:
    """A value on one line: empty for None, no ``.0`` for whole numbers, control characters escaped.

    >>> [cell(v) for v in (None, True, 16000000000.0, 2.5, "two\\nlines", "\\x1b[31mred")]
    ['', 'true', '16000000000', '2.5', 'two lines', '\\\\x1b[31mred']
    """
    return escaped(_BLANKS.sub(" ", plain(value)).strip())


def table_lines(
    columns: Sequence[str], rows: Iterable[Sequence[Value]], width: int, *, colour: bool = False
) -> Iterator[str]:
    """The lines of the table, at most ``width`` columns wide (an unbreakable word may be longer)."""
    quoted = _quoted_columns(columns)
    unquoted = [n for n in range(len(columns)) if n not in quoted]
    names = [cell(columns[n]) for n in unquoted]
    bold, dim = ((BOLD, PLAIN), (DIM, PLAIN)) if colour else (("", ""), ("", ""))
    cell_rows = ([cell(v) for v in row] for row in rows)
    sample = list(itertools.islice(cell_rows, SAMPLE))
    sample_cells = [[row[n] for n in unquoted] for row in sample]
    widths = _widths([names, *sample_cells], width)
    in_blocks = _overflows(widths, width) or any(_is_cramped(row, widths) for row in [names, *sample_cells])
    if not in_blocks:
        yield from _row(names, widths, bold)
        yield GAP.join("─" * w for w in widths)
    for number, row in enumerate(itertools.chain(sample, cell_rows)):
        values = [row[n] for n in unquoted]
        if in_blocks and number:
            yield ""
        yield from _block(names, values, width, bold) if in_blocks else _row(values, widths)
        own_sentence = next((row[n] for n, label in quoted.items() if not label), "")
        for n, label in quoted.items():
            if row[n]:
                is_repeated = bool(label) and row[n] == own_sentence
                yield from _quotation(label + ("the same sentence" if is_repeated else f"“{row[n]}”"), width, dim)


def _quoted_columns(columns: Sequence[str]) -> dict[int, str]:
    """The positions of the columns of sentences, each with its label; the row's own sentence comes first."""
    labels = {}
    for n, name in enumerate(columns):
        begin, _, end = name.rpartition("_")
        if end in QUOTED and len(columns) > 1:
            labels[n] = f"{begin.replace('_', ' ')}: " if begin else ""
    return dict(sorted(labels.items(), key=lambda item: item[1]))


def _widths(rows: Sequence[Sequence[str]], available: int) -> list[int]:
    """The width of each column: that of its widest cell. If they do not fit, the widest columns are narrowed first,
    down to the width of their names, then all of them."""
    widths = [max(1, *(_length(row[n]) for row in rows)) for n in range(len(rows[0]))]
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - available
    least = [max(NARROW, _longest(name)) for name in rows[0]]
    while excess > 0 and max(widths) > NARROW:
        wide = [w for w, narrow in zip(widths, least, strict=True) if w > narrow]
        least = least if wide else [NARROW] * len(widths)
        widest = max(wide or widths)
        few = [n for n, w in enumerate(widths) if w == widest and w > least[n]]
        second = max((w for w in widths if w < widest), default=NARROW)
        cut = max(1, min(widest - max(second, *(least[n] for n in few)), -(-excess // len(few))))
        for n in few:
            widths[n] -= cut
        excess -= cut * len(few)
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], style: tuple[str, str] = ("", "")) -> Iterator[str]:
    for parts in itertools.zip_longest(*(_wrap(c, w) for c, w in zip(cells, widths, strict=True)), fillvalue=""):
        line = GAP.join(part + " " * (w - _length(part)) for part, w in zip(parts, widths, strict=True))
        yield f"{style[0]}{line.rstrip()}{style[1]}"


def _overflows(widths: Sequence[int], available: int) -> bool:
    return len(widths) > 1 and sum(widths) + len(GAP) * (len(widths) - 1) > available


def _is_cramped(cells: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether the row would be too tall, or a word, a date or a part of a hyphenated name would be broken."""
    return any(
        len(_wrap(text, width)) > TALLEST or _longest(_HYPHENS.sub("- ", text)) > width
        for text, width in zip(cells, widths, strict=True)
        if _length(text) > width
    )


def _block(names: Sequence[str], cells: Sequence[str], width: int, style: tuple[str, str]) -> Iterator[str]:
    """One line for each value that is not empty, preceded by the name of its column."""
    broad = max(map(_length, names), default=0)
    for name, value in zip(names, cells, strict=True):
        room = max(NARROW, width - broad - len(GAP))
        for n, part in enumerate(_wrap(value, room) if value else ()):
            yield f"{style[0]}{name if n == 0 else '':{broad}}{style[1]}{GAP}{part}"


def _quotation(text: str, width: int, style: tuple[str, str]) -> Iterator[str]:
    for line in textwrap.wrap(text, max(NARROW, width), initial_indent="    ", subsequent_indent="    "):
        yield f"{style[0]}{line}{style[1]}"


def _wrap(text: str, width: int) -> list[str]:
    if _length(text) <= width:
        return [text]
    # East Asian characters are two columns wide, which textwrap ignores: half as many fit.
    narrow = width if len(text) == _length(text) else max(1, width // 2)
    return textwrap.wrap(text, narrow)


def _longest(words: str) -> int:
    """The width of the widest word."""
    return max(map(_length, words.split()), default=0)


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
