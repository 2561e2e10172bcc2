"""Lines of a file that may be larger than memory, none of them longer than a limit."""

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

__all__ = ["Line", "codec", "complete", "lines"]

# How much of a file decides its encoding.
_SAMPLE = 32_000_000
_ENDS = ("\n", "\r")
_ESCAPED = re.compile("[\udc80-\udcff]")


class Line(NamedTuple):
    """``number`` counts from 1; ``text`` keeps its line break and is None where the line is over the limit."""

    number: int
    text: str | None


def lines(source: Source, name: str, limit: int) -> Iterator[Line]:
    """The lines of a source in the encoding of this ``name``.

    Bytes that are not of the encoding become lone surrogates ("surrogateescape"), which `complete` finds, so that one
    broken record does not stop the others.
    """
    errors = "strict" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"
    with source.open() as stream, io.TextIOWrapper(stream, name, errors=errors, newline="") as text:
        number = 0
        while line := text.readline(limit + 1):
            number += 1
            whole = len(line) <= limit or line.endswith(_ENDS)
            yield Line(number, line if whole else None)
            while not whole:
                line = text.readline(limit)
                whole = not line or line.endswith(_ENDS)


def complete(text: str) -> bool:
    """Whether every character of a line was decoded.

    >>> complete("Müller"), complete(b"M\\xfcller".decode("utf-8", "surrogateescape"))
    (True, False)
    """
    return text.isascii() or not _ESCAPED.search(text)


def codec(source: Source, options: Options) -> str:
    """The encoding of a file of lines, told by its first 32 MB. Raises `UndecodableTextError`.

    A file that is UTF-8 apart from a few lines is UTF-8 with broken lines.
    """
    if name := encoding.of_mark(source.head):
        return name
    if name := options.encoding or source.charset:
        return codecs.lookup(name).name
    if wide := encoding.wide(source.head):
        return wide
    good, bad, size = 0, [], 0
    # Of a file that ends inside its compression, the lines before that tell; loading tells of the end.
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
