"""Rich Text Format: paragraphs and the cells of tables, in order, without pictures, notes, headers, footers, text boxes
and embedded objects."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import BinaryDocumentError, DamagedDocumentError, DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import exports, markup
from loaders.office.rtf_code import PARAGRAPH_END, text_of
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source

__all__ = ["load"]

MARK = b"{\\rtf"
_UTF_8_MARK = b"\xef\xbb\xbf"


def _sniff(head: bytes) -> Likeness:
    return Likeness.CERTAIN if _without_mark(head).startswith(MARK) else Likeness.NO


def _without_mark(data: bytes) -> bytes:
    return data.removeprefix(_UTF_8_MARK).lstrip()


@loader(".rtf", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export. Hidden, deleted and struck text is left out."""
    data = _without_mark(source.read(options.max_bytes))
    if not data.startswith(MARK):
        raise BinaryDocumentError(place=source.place, kind="no RTF document")
    try:
        text = text_of(data)
    except (ValueError, LookupError) as error:
        raise DamagedDocumentError(place=source.place, detail=f"its code cannot be read ({error})") from error
    paragraphs = [paragraph for paragraph in map(str.strip, text.split(PARAGRAPH_END)) if paragraph]
    if not paragraphs:
        raise EmptyDocumentError(place=source.place)
    if found := exports.of_paragraphs(paragraphs):
        yield from exports.documents(found, source)
        return
    yield Document(text=markup.PARAGRAPH_BREAK.join(paragraphs), name=source.stem, uri=source.uri)
