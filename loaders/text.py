"""Plain text: kept as it was read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import BinaryDocumentError, DocumentError
from kg.model import Document
from loaders import encoding, magic
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source

__all__ = ["decoded", "load"]


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
    """One document; its title, date and source are not guessed from the text."""
    text, codec = decoded(source, options)
    yield Document(text, source.stem, source.uri, encoding=codec)
