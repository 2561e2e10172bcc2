"""Decoding bytes, and cleaning and repairing the text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from kg.errors import DamagedDocumentError, DocumentError, UndecodableTextError, UnknownEncodingError

__all__ = [
    "BREAK",
    "LIGATURES",
    "Decoded",
    "check",
    "clean",
    "clean_for_repair",
    "codec_of_mark",
    "decode",
    "detect",
    "document_text",
    "has_windows_bytes",
    "one_line",
    "peek",
    "repair",
    "utf16_without_mark",
]

# The byte order marks of UTF-32 begin with those of UTF-16, so they come first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers decode pages that declare the left one as the right one (WHATWG Encoding Standard).
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
NOT_FOR_FILES = frozenset({"unicode_escape", "raw_unicode_escape", "utf-7", "idna", "punycode", "undefined"})

BREAK = re.compile("\r\n?|[\n\x0b\x0c\u2028\u2029]")
# Control characters, byte order marks, lone surrogates and non-characters, which XML, RDF or SQLite cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
# More control characters, which are decoded or removed after `repair`, since a misread letter contains one of them.
_HALVES = re.compile("[\x80-\x9f]")
# The byte 0x85 is an ellipsis in windows-1252, and a line break elsewhere: it alone tells nothing.
_WINDOWS_BYTE = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
# Invisible characters: soft hyphens (with the line break, where they divide a word), zero-width spaces and joiners,
# marks of direction and variation. With one inside, a name is not recognised, and a word not found.
_UNSEEN = re.compile("\xad(?:\n(?=[a-z]))?|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f]")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"\s+")
# The two bytes of a UTF-8 character decoded as windows-1252.
_MISREAD = re.compile("[Â-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# Runs of non-ASCII letters, a non-ASCII capital after a small letter, a symbol inside a word, a low opening quotation
# mark after a letter (which is "é" or "ä" in code pages of DOS; some write the single one for a comma, before a space),
# a capital alone after a full stop or comma (a quotation mark on a Mac): no western language has these, so that the
# encoding is not windows-1252.
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŠšŽžŒœŸ"
_ODD = re.compile(
    f"[À-ÖØ-öø-ÿŠšŽžŒœŸ]{{3}}|[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]|[{_LETTER}][¡-¬¯-´¶¸¹»-¿×÷¤ƒˆ†‡‰‹›€][{_LETTER}]"
    rf"|[{_LETTER}](?:„|‚(?!\s|$))|[a-z][.,!?][ÀÓÕ](?![{_LETTER}])"
)
# What English in Mac OS Roman has: apostrophes and quotation marks in their places, and no other signs than these.
_OF_MAC = re.compile(r"[A-Za-z]’(?:s|t|re|ve|ll|d|m)\b|(?<![^\s(])“[A-Za-z]|[a-z.,!?]”(?![A-Za-z])")
_NOT_OF_MAC = re.compile(f"[^\x00-\x7f{_LETTER}‘’“”–—…•\xa0£€§©®™°ﬁﬂ]")
# The fewest non-ASCII bytes, and distinct ones, from which an encoding can be detected.
_TELLING = 30
_TELLING_KINDS = 8

_SAMPLE = 200_000


class Decoded(NamedTuple):
    """A text and the codec (by its Python name) that decoded it."""

    text: str
    encoding: str


def check(name: str | None) -> None:
    """Raises `UnknownEncodingError` for a name that is no text encoding; None is allowed."""
    if name is not None and _codec(name) is None:
        raise UnknownEncodingError(encoding=name)


def codec_of_mark(head: bytes) -> str | None:
    """The codec of the byte order mark at the beginning; None without a mark.

    >>> codec_of_mark(b"\\xef\\xbb\\xbfTalks")
    'utf-8-sig'
    """
    return next((codec for mark, codec in MARKS if head.startswith(mark)), None)


def utf16_without_mark(data: bytes) -> str | None:
    """The codec of UTF-16 without a mark, recognised by zeros in every other byte, as in English; else None."""
    sample = data[: 4096 & ~1]
    zeros_at_even, zeros_at_odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 2 or max(zeros_at_even, zeros_at_odd) < 0.7 * half or min(zeros_at_even, zeros_at_odd) > 0.05 * half:
        return None
    return "utf-16-le" if zeros_at_odd > zeros_at_even else "utf-16-be"


def decode(data: bytes, place: str, declared: str | None = None) -> Decoded:
    """Decode a whole document: by its byte order mark, by the declared encoding, as UTF-8, or by detection.

    ``place`` names the document in errors. Raises `UndecodableTextError`, and `DamagedDocumentError` if the bytes are
    UTF-8 up to one that is not; never substitutes a replacement character.

    >>> decode("Müller".encode("utf-16"), "a.txt").text
    'Müller'
    """
    if codec := codec_of_mark(data) or utf16_without_mark(data):
        try:
            return Decoded(data.decode(codec), codec.removesuffix("-sig"))
        except UnicodeDecodeError as error:
            raise UndecodableTextError(place=place, detail=f"its bytes are not {codec} ({error.reason})") from error
    if declared and (decoded := _decode_as_declared(data, declared)):
        return decoded
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        try:
            codec = detect(data, place)
        except UndecodableTextError as unknown:
            raise _undecodable(data, declared, fault, unknown) from fault
    return Decoded(data.decode(codec), codec)


def detect(data: bytes, place: str) -> str:
    """The codec of bytes that are not UTF-8 and declare no encoding; it decodes all of them.

    It is windows-1252 if the result looks like a western language, Mac OS Roman if that looks like English, else what
    charset-normalizer finds if there are enough non-ASCII bytes. Raises `UndecodableTextError`.
    """
    # Only words with non-ASCII letters distinguish encodings; the rest of an English page is ASCII.
    distinctive_bytes = b" ".join(re.findall(rb"\S*[\x80-\xff]\S*", data[:_SAMPLE]))
    if not _ODD.search(distinctive_bytes.decode("cp1252", "ignore")) and _decodes(data, "cp1252"):
        return "cp1252"
    of_mac = distinctive_bytes.decode("mac_roman")
    if _OF_MAC.search(of_mac) and not _NOT_OF_MAC.search(of_mac) and not _ODD.search(of_mac):
        return "mac-roman"
    non_ascii = [byte for byte in distinctive_bytes if byte > 127]
    if len(non_ascii) >= _TELLING and len(set(non_ascii)) >= _TELLING_KINDS:
        import charset_normalizer

        for match in charset_normalizer.from_bytes(distinctive_bytes):
            if _decodes(data, match.encoding):
                return codecs.lookup(match.encoding).name
    raise UndecodableTextError(
        place=place,
        detail=f"its bytes are not UTF-8, and {len(non_ascii)} others than ASCII fit no known older encoding",
    )


def peek(head: bytes) -> str | None:
    """The first characters of a file, decoded roughly to recognise its format; None if the bytes are no text.

    >>> peek(b"\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00") is None
    True
    """
    if codec := codec_of_mark(head) or utf16_without_mark(head):
        return head.decode(codec, "ignore")
    text = head.decode("utf-8", "replace")
    # Old texts may have stray control characters; a file with many of them is a program or an image.
    controls = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    return None if controls > 2 + len(text) // 200 else text


def clean(text: str) -> str:
    """The text with ``\\n`` for every line break and letters for ligatures, without control characters, byte order
    marks, lone surrogates and invisible characters, and with a letter and its accent as one character (NFC). The
    control characters U+0080 to U+009F are what they stand for as bytes of windows-1252, as in browsers.

    >>> clean("One\\r\\ntwo\\x00 three\\x0c of\\ufb01\\xadcials, China\\x92s")
    'One\\ntwo three\\n officials, China’s'
    """
    text = clean_for_repair(text)
    if has_windows_bytes(text):
        text = _HALVES.sub(lambda byte: byte[0].encode("latin-1").decode("cp1252", "ignore"), text)
    else:
        text = _HALVES.sub("", text.replace("\x85", "\n"))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(LIGATURES))


def has_windows_bytes(text: str) -> bool:
    """Whether a text contains bytes of windows-1252 that were decoded as ISO 8859-1: U+0092 for an apostrophe.

    >>> has_windows_bytes("China\\x92s envoy"), has_windows_bytes("One line\\x85the next")
    (True, False)
    """
    return _WINDOWS_BYTE.search(text) is not None


def clean_for_repair(text: str) -> str:
    """The text cleaned, except for what `repair` needs: U+0080 to U+009F, soft hyphens."""
    return _CONTROLS.sub("", BREAK.sub("\n", text))


def document_text(text: str) -> str:
    """The text as it becomes that of a document: repaired line by line, and cleaned."""
    return clean(repair(clean_for_repair(text)))


def one_line(text: str) -> str:
    """The text cleaned and on one line, without space at its ends."""
    return _SPACES.sub(" ", clean(text)).strip()


def repair(text: str) -> str:
    """The text with UTF-8 that was decoded as windows-1252 repaired, in each line where that is certain.

    >>> repair("MÃ¼ller met the minister")
    'Müller met the minister'
    """
    if not _MISREAD.search(text):
        return text
    return "\n".join(_repair_line(line) if _MISREAD.search(line) else line for line in text.split("\n"))


def _repair_line(line: str) -> str:
    import ftfy
    from ftfy.badness import is_bad

    if not is_bad(line):
        return line
    fixed = ftfy.fix_encoding(line, unescape_html=False, replace_lossy_sequences=False)
    return line if "\ufffd" in fixed or is_bad(fixed) else fixed


def _decode_as_declared(data: bytes, declared: str) -> Decoded | None:
    codec = _codec(declared)
    if codec is None:
        return None
    # Non-ASCII bytes that are valid UTF-8 throughout are UTF-8, whatever a page declares.
    preferred = ("utf-8",) if not data.isascii() else ()
    for candidate in (*preferred, WIDER.get(codec, codec), codec):
        if _decodes(data, candidate):
            return Decoded(data.decode(candidate), candidate)
    return None


def _undecodable(
    data: bytes, declared: str | None, fault: UnicodeDecodeError, unknown: UndecodableTextError
) -> DocumentError:
    """The error for bytes in no encoding that is known: ``fault`` says where they are not UTF-8, ``unknown`` that no
    encoding was detected."""
    place, detail = unknown.fields["place"], unknown.fields["detail"]
    if not data[: fault.start].isascii():
        line = data.count(b"\n", 0, fault.start) + 1
        detail = f"byte {fault.start + 1}, in line {line}, is not UTF-8, and all before it is"
        return DamagedDocumentError(place=place, detail=detail)
    return UndecodableTextError(place=place, detail=f"it is not {declared}, {detail}") if declared else unknown


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
        "".encode(codec)
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if codec in NOT_FOR_FILES else codec


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return False
    return True
