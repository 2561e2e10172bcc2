"""Rich Text Format: paragraphs and the cells of tables, in order, without pictures, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import BinaryDocumentError, DamagedDocumentError, DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import exports, markup
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source

__all__ = ["load"]

MARK = b"{\\rtf"
# The address of a link, which striprtf would write into the sentence.
_ADDRESS = re.compile(r"(\\fldinst\b[^\\{}]*(?:\{[^{}]*?)?)HYPERLINK\b")
# The end of a cell, for which striprtf writes a bar.
_CELL_END = re.compile(r"(?<!\\)\\(?:nest)?cell(?![a-z])")
# What striprtf raises for malformed numbers, and for characters that are not in their character set.
_BROKEN = (TypeError, ValueError, LookupError, OverflowError)


def _sniff(head: bytes) -> Likeness:
    return Likeness.CERTAIN if head.lstrip().startswith(MARK) else Likeness.NO


@loader(".rtf", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export."""
    data = source.read(options.max_bytes).lstrip()
    if not data.startswith(MARK):
        raise BinaryDocumentError(place=source.place, kind="no RTF document")
    paragraphs = [text for text in map(str.strip, _text(data, source).split("\n")) if text]
    if not paragraphs:
        raise EmptyDocumentError(place=source.place)
    if found := exports.of_paragraphs(paragraphs):
        yield from exports.documents(found, source)
        return
    yield Document(text=markup.PARAGRAPH_BREAK.join(paragraphs), name=source.stem, uri=source.uri)


def _text(data: bytes, source: Source) -> str:
    """The text, a line for each paragraph and cell."""
    from striprtf.striprtf import rtf_to_text

    if not data.rstrip(b"\x00 \r\n\t").endswith(b"}"):
        raise DamagedDocumentError(place=source.place, detail="it has no end (a closing brace)")
    # Every byte is a character here; those above ASCII are written as escapes.
    code = _CELL_END.sub(r"\\par", _ADDRESS.sub(r"\1", data.decode("latin-1")))
    try:
        text: str = rtf_to_text(code)
    except _BROKEN as error:
        raise DamagedDocumentError(place=source.place, detail=f"its code cannot be read ({error})") from error
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
