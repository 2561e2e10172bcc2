"""Lines, of limited length, of a file that may be larger than memory."""

from __future__ import annotations

import codecs
import contextlib
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders import encoding
from loaders.options import Options
from loaders.source import Source

__all__ = ["Line", "codec", "is_decoded", "lines"]

# Bytes of a file from which its encoding is detected.
_SAMPLE = 32_000_000
_ENDS = ("\n", "\r")
_ESCAPED = re.compile("[\udc80-\udcff]")


class Line(NamedTuple):
    """``number`` counts from 1; ``text`` includes the line break, and is None if the line is longer than the limit."""

    number: int
    text: str | None


def lines(source: Source, name: str, limit: int) -> Iterator[Line]:
    """The lines of a source in the encoding ``name``; each has at most ``limit`` characters.

    Invalid bytes become lone surrogates ("surrogateescape"), which `is_decoded` detects, so that one broken record does
    not stop the others.
    """
    errors = "strict" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"
    with source.open() as stream, io.TextIOWrapper(stream, name, errors=errors, newline="") as text:
        number = 0
        while line := text.readline(limit + 1):
            number += 1
            is_complete = len(line) <= limit or line.endswith(_ENDS)
            yield Line(number, line if is_complete else None)
            while not is_complete:
                line = text.readline(limit)
                is_complete = not line or line.endswith(_ENDS)


def is_decoded(text: str) -> bool:
    """Whether every character of a line was decoded.

    >>> is_decoded("Müller"), is_decoded(b"M\\xfcller".decode("utf-8", "surrogateescape"))
    (True, False)
    """
    return text.isascii() or not _ESCAPED.search(text)


def codec(source: Source, options: Options) -> str:
    """The encoding of a file of lines, detected from its first 32 MB. Raises `UndecodableTextError`.

    If most non-ASCII lines are UTF-8, so is the file, with some broken lines.
    """
    if name := encoding.codec_of_mark(source.head):
        return name
    if name := options.encoding or source.charset:
        return codecs.lookup(name).name
    if name := encoding.utf16_without_mark(source.head):
        return name
    good, bad, size = 0, [], 0
    # Of a truncated gzip file the lines before its end are used; the error is reported when it is loaded.
    with source.open() as stream, contextlib.suppress(EOFError):
        while size < _SAMPLE and (line := stream.readline(options.max_record_bytes)):
            size += len(line)
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                bad.append(line)
            else:
                good += 1
    return encoding.detect(b"".join(bad), source.place) if len(bad) > good else "utf-8"
