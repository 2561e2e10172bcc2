"""Plain text, unchanged; an export of a news database is divided into its articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import BinaryDocumentError, DocumentError
from kg.model import Document
from loaders import encoding, magic
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source

__all__ = ["decoded", "load"]

# The line above each article in an export of Nexis, and below each in one of Nexis Uni or Factiva.
_LINE_ABOVE = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)
_LINE_BELOW = re.compile(r"^[ \t]*(?:End of Document|Document [A-Z]{2,12}\d{8}[a-z0-9]{6,16})[ \t]*$", re.MULTILINE)


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    if text is None or magic.kind(head) or text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return Likeness.NO
    return Likeness.POSSIBLE


def decoded(source: Source, options: Options, declared: str | None = None) -> encoding.Decoded:
    """The decoded text of a whole source. Raises `BinaryDocumentError` and what `encoding.decode` raises."""
    data = source.read(options.max_bytes)
    if (kind := magic.kind(source.head)) or encoding.peek(source.head) is None:
        raise BinaryDocumentError(place=source.place, kind=kind or "binary data")
    return encoding.decode(data, source.place, options.encoding or source.charset or declared)


@loader(".txt", ".text", ".asc", "", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export, without title, date and source."""
    text, codec = decoded(source, options)
    articles = _articles(encoding.clean_for_repair(text))
    if len(articles) < 2:
        yield Document(text, source.stem, source.uri, encoding=codec)
        return
    for number, article in enumerate(articles, start=1):
        yield Document(article, f"{source.stem}-{number}", f"{source.uri}#{number}", encoding=codec)


def _articles(text: str) -> list[str]:
    """The articles of an export, without what is before the first or after the last; or else the whole text."""
    above, below = _LINE_ABOVE.split(text)[1:], _LINE_BELOW.split(text)[:-1]
    return [article for part in above or below or [text] if (article := part.strip())]
