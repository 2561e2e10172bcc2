"""Plain text: kept as it was read, each article of a database's export by itself."""

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

# What stands on a line of its own above each article that Nexis gives out, or below each of Nexis Uni and Factiva.
_ABOVE = re.compile(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)
_BELOW = re.compile(r"^[ \t]*(?:End of Document|Document [A-Z]{2,12}\d{8}[a-z0-9]{6,16})[ \t]*$", re.MULTILINE)


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    if text is None or magic.kind(head) or text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return Likeness.NO
    return Likeness.POSSIBLE


def decoded(source: Source, options: Options, declared: str | None = None) -> encoding.Decoded:
    """The characters of a whole source. Raises `BinaryDocumentError` and what `encoding.decode` does."""
    data = source.read(options.max_bytes)
    if (kind := magic.kind(source.head)) or encoding.peek(source.head) is None:
        raise BinaryDocumentError(place=source.place, kind=kind or "binary data")
    return encoding.decode(data, source.place, options.encoding or source.charset or declared)


@loader(".txt", ".text", ".asc", "", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export; title, date and source are not guessed from the text."""
    text, codec = decoded(source, options)
    articles = _articles(encoding.unbroken(text))
    if len(articles) < 2:
        yield Document(text, source.stem, source.uri, encoding=codec)
        return
    for number, article in enumerate(articles, start=1):
        yield Document(article, f"{source.stem}-{number}", f"{source.uri}#{number}", encoding=codec)


def _articles(text: str) -> list[str]:
    """The articles that the lines of an export tell apart, without what stands before the first or after the last of
    them and is of no article; the whole text where there are no such lines."""
    above, below = _ABOVE.split(text)[1:], _BELOW.split(text)[:-1]
    return [article for part in above or below or [text] if (article := part.strip())]
