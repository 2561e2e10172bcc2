"""The code of RTF: groups, control words and bytes, and the characters that they stand for.

Microsoft Corporation 2008, "Rich Text Format Specification", version 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

__all__ = ["PARAGRAPH_END", "text_of"]

PARAGRAPH_END = "\x1e"
"""What `text_of` writes after each paragraph and cell."""

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d+)? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<raw>[^\\{}\r\n\x00]+)|\\",
    re.DOTALL,
)
# Groups that are no text, or not at their place: tables of the file, its properties, notes, pictures, numbers of lists.
_NO_TEXT = frozenset(
    (
        *("fonttbl", "colortbl", "stylesheet", "filetbl", "listtable", "listoverridetable", "revtbl", "rsidtbl"),
        *("info", "generator", "private", "header", "headerl", "headerr", "headerf"),
        *("footer", "footerl", "footerr", "footerf", "footnote", "ftnsep", "ftnsepc", "ftncn"),
        *("aftnsep", "aftnsepc", "annotation", "atnid", "atnauthor", "pict", "nonshppict", "object", "objdata"),
        *("listtext", "pntext", "fldinst", "xe", "tc", "nonesttables"),
    )
)
# Words that hide the text after them, until they are switched off.
_HIDING = frozenset({"v", "deleted", "mvf", "strike", "striked"})
_CHARACTERS = (
    dict.fromkeys(("par", "sect", "page", "column", "cell", "nestcell", "row", "nestrow"), PARAGRAPH_END)
    | {"line": "\n", "tab": "\t", "emspace": " ", "enspace": " ", "qmspace": " "}
    | {"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
)
_SYMBOLS = {"~": "\xa0", "_": "-", "-": "", "\n": PARAGRAPH_END, "\r": PARAGRAPH_END, "\t": "\t"}
# The encoding of each character set of fonts that is not a code page of Windows by its number.
_CHARSETS = (
    {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950"}
    | {161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
    | {222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"}
)
_CODE_PAGES: dict[int, str] = (
    {10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish"}
    | {20866: "koi8_r", 21866: "koi8_u", 65001: "utf_8"}
    | {28590 + part: f"iso8859_{part}" for part in (*range(1, 12), *range(13, 17))}
)
_ENCODINGS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: whether it ``is_text``, or its half in Unicode is; what hides it, its font, and how many
    characters stand in place of a Unicode one for older readers."""

    is_text: bool = True
    is_text_in_unicode: bool = False
    hidden_by: frozenset[str] = frozenset()
    font: int | None = None
    fallback: int = 1

    @property
    def is_shown(self) -> bool:
        return self.is_text and not self.hidden_by


@dataclass
class _Reading:
    """A reading of code in progress."""

    state: _State = field(default_factory=_State)
    outer: list[_State] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    coded: bytearray = field(default_factory=bytearray)
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    default_font: int | None = None
    in_fonts: int = 0
    skipped: int = 0

    def write(self, characters: str) -> None:
        """Add characters, after the bytes before them."""
        if self.state.is_shown:
            self.decode()
            self.text.append(characters)

    def add(self, data: bytes) -> None:
        """Add bytes in the encoding of the font, without those that stand in place of a Unicode character."""
        used = min(self.skipped, len(data))
        self.skipped -= used
        if self.state.is_shown:
            self.coded += data[used:]

    def decode(self) -> None:
        """Turn the bytes so far into characters. Raises `UnicodeDecodeError`, and `LookupError` for an encoding that is
        not known."""
        if self.coded:
            encoding = self.fonts.get(-1 if self.state.font is None else self.state.font, self.encoding)
            # Some bytes have no character in a code page of Windows.
            errors = "ignore" if encoding.startswith("cp125") else "strict"
            self.text.append(self.coded.decode("ascii" if self.coded.isascii() else encoding, errors))
            self.coded.clear()


def text_of(code: bytes) -> str:
    """The text of an RTF file, without what is hidden, struck through or deleted, with `PARAGRAPH_END` after each
    paragraph and cell.

    Raises `ValueError` if the last group does not end, and for bytes that are no characters of their character set;
    `LookupError` for a character set that is not known.

    >>> text_of(rb"{\\rtf1 Peru {\\deleted left}{\\b stayed}.\\par}")
    'Peru stayed.\\x1e'
    """
    reading, place, begins_group = _Reading(), 0, False
    while place < len(code):
        token = _TOKEN.match(code, place)
        assert token is not None  # the pattern takes any byte
        place = token.end()
        if token["word"]:
            number = int(token["number"]) if token["number"] else None
            if token["word"] == b"bin":
                place += max(0, number or 0)
            else:
                _follow(reading, token["word"].decode("ascii"), number)
        elif token["brace"] == b"{":
            reading.decode()
            reading.outer.append(reading.state)
            reading.skipped = 0
        elif token["brace"]:
            _end_group(reading)
            if not reading.outer:
                break
        elif token["hex"]:
            reading.add(bytes.fromhex(token["hex"].decode("ascii")))
        elif token["symbol"] == b"*":
            if begins_group:
                reading.state = replace(reading.state, is_text=False)
        elif token["symbol"]:
            _follow_symbol(reading, token["symbol"].decode("latin-1"))
        elif token["raw"]:
            reading.add(token["raw"])
        begins_group = token["brace"] == b"{"
    if reading.outer:
        raise ValueError("a group has no end")
    text = "".join(reading.text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _end_group(reading: _Reading) -> None:
    reading.decode()
    reading.skipped = 0
    if reading.outer:
        reading.state = reading.outer.pop()
    if len(reading.outer) < reading.in_fonts:
        reading.in_fonts = 0


def _follow_symbol(reading: _Reading, symbol: str) -> None:
    if reading.skipped:
        reading.skipped -= 1
    elif symbol in _SYMBOLS:
        reading.write(_SYMBOLS[symbol])
    elif symbol in "{}\\":
        reading.add(symbol.encode("ascii"))


def _follow(reading: _Reading, word: str, number: int | None) -> None:
    """Do what a control word says."""
    state = reading.state
    if word in _CHARACTERS:
        if _CHARACTERS[word] == PARAGRAPH_END:
            reading.skipped = 0
        if reading.skipped:
            reading.skipped -= 1
        else:
            reading.write(_CHARACTERS[word])
    elif word == "u":
        character = chr((number or 0) % 0x10000)
        reading.write(character if character >= " " else "")
        reading.skipped = state.fallback
    elif word == "uc":
        reading.state = replace(state, fallback=max(0, 1 if number is None else number))
    elif word == "upr":
        reading.state = replace(state, is_text=False, is_text_in_unicode=state.is_text)
    elif word == "ud":
        reading.state = replace(state, is_text=state.is_text_in_unicode, is_text_in_unicode=False)
    elif word in _NO_TEXT:
        reading.state = replace(state, is_text=False)
        reading.in_fonts = len(reading.outer) if word == "fonttbl" else reading.in_fonts
    elif word in _HIDING:
        reading.decode()
        hidden_by = state.hidden_by - {word} if number == 0 else state.hidden_by | {word}
        reading.state = replace(state, hidden_by=hidden_by)
    elif word == "plain":
        reading.decode()
        reading.state = replace(state, hidden_by=frozenset(), font=reading.default_font)
    else:
        _follow_encoding(reading, word, number)


def _follow_encoding(reading: _Reading, word: str, number: int | None) -> None:
    """Do what a control word says of fonts and character sets."""
    if word == "f":
        reading.decode()
        reading.state = replace(reading.state, font=number)
    elif word == "fcharset" and reading.in_fonts and reading.state.font is not None:
        if (encoding := _CHARSETS.get(number or 0)) is not None:
            reading.fonts[reading.state.font] = encoding
    elif word == "cpg" and reading.in_fonts and reading.state.font is not None:
        reading.fonts[reading.state.font] = _code_page(number)
    elif word == "deff":
        reading.default_font = number
        reading.state = replace(reading.state, font=number)
    elif word == "ansicpg":
        reading.encoding = _code_page(number)
    elif word in _ENCODINGS:
        reading.encoding = _ENCODINGS[word]


def _code_page(number: int | None) -> str:
    """The encoding of a code page, known or not."""
    return _CODE_PAGES.get(number or 0, f"cp{number}")
