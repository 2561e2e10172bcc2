"""Recognises formats that are no plain text by their first bytes, for error messages."""

from __future__ import annotations

import re

__all__ = ["HEADERS_OF_MIME", "HEADER_LINES", "kind"]

KINDS = (
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a compiled program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"ID3", "an MP3 sound file"),
    (b"OggS", "an Ogg sound or film file"),
    (b"fLaC", "a FLAC sound file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive inside another"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary Office file (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
)
# Signatures within ZIP archives that are documents of a program.
ZIPPED = (
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
)
HEADER_LINES = rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
"""The pattern of the headers of a message above one that is looked for."""
HEADERS_OF_MIME = re.compile(rb"(?:From \S[^\n]*\n)?" + HEADER_LINES + rb"MIME-Version:", re.IGNORECASE)
"""The headers of an e-mail or a saved page, up to the one that says so."""
# Text formats with timestamps, headers or code that would otherwise be read as sentences or records.
TEXT_FORMATS = (
    (HEADERS_OF_MIME, "an e-mail, or a web page saved as one (MIME)"),
    (re.compile(rb'\{\s*"cells"\s*:\s*\[\s*\{\s*"(?:attachments|cell_type|execution_count)"'), "a notebook (Jupyter)"),
    (re.compile(rb"WEBVTT\b"), "a file of subtitles (WebVTT)"),
    (re.compile(rb"\d+\s*\n\d\d:\d\d:\d\d,\d{3} --> "), "a file of subtitles (SubRip)"),
)
# A signature of two letters may begin a text as well, and counts only in binary data.
SHORT = 2


def kind(head: bytes) -> str | None:
    """A description of the format of a file with these first bytes, if it is known and no plain text; else None.

    >>> kind(b"\\x89PNG\\r\\n")
    'a PNG image'
    >>> kind(b"BM said on Friday") is None
    True
    """
    if head[4:8] == b"ftyp":
        return "a film or picture (MP4 family)"
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return f"a {head[8:12].decode().strip()} file"
    if head.startswith(b"PK\x03\x04") and (program := next((name for mark, name in ZIPPED if mark in head), None)):
        return program
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text_format := next((name for form, name in TEXT_FORMATS if form.match(start)), None):
        return text_format
    for mark, name in KINDS:
        if head.startswith(mark) and (len(mark) > SHORT or b"\x00" in head[:512]):
            return name
    return None
