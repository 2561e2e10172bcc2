"""Plain text of the values in a BibTeX file, which may have accents, quotes and emphasis as commands of LaTeX."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain"]

# Commands for an accent on the letter after them, by the combining character.
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å"}
_LETTERS |= {"l": "ł", "L": "Ł", "i": "ı", "textquoteright": "’", "textquoteleft": "‘", "textendash": "–"}
_LETTERS |= {"textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”", "ldots": "…", "par": "\n\n"}
_ACCENT = re.compile(
    r"\\(?:(?P<sign>[`'^~\"=.])|(?P<letter>[uvHckr])(?=[\s{]))\s*(?:\{\s*)?\\?(?P<base>[^\W\d_])\s*\}?"
)
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)(?:\{\}|[ \t]*)")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”"}
_DASH = re.compile("---?|``|''")


def plain(value: str) -> str:
    r"""The text of a value without commands and braces; what an unknown command is applied to stays.

    >>> plain(r"M{\"u}ller \& {Peru}: \emph{talks} of S{\~a}o Paulo -- ``no deal''")
    'Müller & Peru: talks of São Paulo – “no deal”'
    """
    if "\\" in value:
        value = _ACCENT.sub(_accented, value)
        value = _COMMAND.sub(lambda command: _LETTERS.get(command["name"], ""), value)
        value = _ESCAPED.sub(lambda escaped: {"{": "\ue000", "}": "\ue001"}.get(escaped[1], escaped[1]), value)
    value = _DASH.sub(lambda dash: _DASHES[dash[0]], value.replace("~", "\xa0"))
    return value.replace("{", "").replace("}", "").translate({0xE000: "{", 0xE001: "}"})


def _accented(accent: re.Match[str]) -> str:
    base = accent["base"]
    mark = _ACCENTS[accent["sign"] or accent["letter"]]
    return unicodedata.normalize("NFC", base + mark)
