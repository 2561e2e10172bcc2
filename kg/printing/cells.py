r"""Cells of CSV and TSV: how a value is written, and how a text is kept from being run as a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, some spreadsheets also after a tab or a line
break. Such a text gets an apostrophe before it, and so does a text that begins with apostrophes followed by such a
character: removing one apostrophe restores every text. Numbers are not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["csv_record", "defused", "plain", "restored", "tsv_record"]

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The beginning of a formula; the full-width forms count with East Asian settings."""
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def defused(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it; numbers written as text are left alone.

    >>> [defused(text) for text in ("=1+1", "'=1+1", "-3.5", "- no", "China's", "'quoted'")]
    ["'=1+1", "''=1+1", '-3.5', "'- no", "China's", "'quoted'"]
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that `defused` was given.

    >>> [restored(defused(text)) for text in ("=1+1", "'=1+1", "-3.5", "'quoted'")]
    ['=1+1', "'=1+1", '-3.5', "'quoted'"]
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def plain(value: object) -> str:
    """A value as text, unabridged: empty for None, no ``.0`` for whole numbers.

    >>> [plain(value) for value in (None, True, 16000000000.0, 2.5)]
    ['', 'true', '16000000000', '2.5']
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def csv_record(values: Iterable[object], *, raw: bool = False) -> str:
    r"""A line of RFC 4180 without its line end; ``raw`` does not defuse formulas.

    >>> csv_record(["=1+1", -3.5, None, "a, b"]), csv_record(["=1+1"], raw=True)
    ('\'=1+1,-3.5,,"a, b"', '=1+1')
    """
    return ",".join(_quoted(_text(value, raw)) for value in values)


def tsv_record(values: Iterable[object], *, raw: bool = False) -> str:
    r"""A line of tab-separated values, with tabs, line breaks and backslashes in values escaped.

    >>> tsv_record(["@all", -3.5, "two\nlines"])
    "'@all\t-3.5\ttwo\\nlines"
    """
    return "\t".join(_text(value, raw).translate(_ESCAPES) for value in values)


def _text(value: object, raw: bool) -> str:
    return defused(value) if isinstance(value, str) and not raw else plain(value)


def _quoted(text: str) -> str:
    # With line feeds as line ends the csv module does not quote a lone carriage return, and readers then split there.
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text
