"""Plain text, without the layout of typed pages; an export of a news database is divided into its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.errors import BinaryDocumentError, DamagedDocumentError, DocumentError
from kg.model import Document
from loaders import encoding, exports, magic, page_starts
from loaders.options import Options
from loaders.pages import typescript
from loaders.registry import Likeness, loader
from loaders.source import Source

__all__ = ["decoded", "documents", "load"]


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


@loader(".txt", ".text", ".asc", "", sniff=_sniff, is_plain=True)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export, with its title, date and source."""
    yield from documents(*decoded(source, options), source)


def documents(text: str, codec: str, source: Source) -> Iterator[Document | DocumentError]:
    """One document of a text, or one for each article of an export; an error below them if the last one is cut off."""
    clean_text = encoding.clean_for_repair(text)
    if found := exports.articles(clean_text):
        yield from documents_of_export(clean_text, found, codec, source)
    else:
        prose = typescript.as_prose(clean_text)
        pages = page_starts.moved(page_starts.at_form_feeds(text), text, prose)
        yield Document(prose, source.stem, source.uri, encoding=codec, pages=pages)


def documents_of_export(
    text: str, found: Sequence[exports.Article], codec: str, source: Source
) -> Iterator[Document | DocumentError]:
    """The documents of the articles found in an export; an error below them if its last article is cut off."""
    yield from exports.documents(found, source, codec)
    if exports.is_cut(text):
        detail = f"it ends within the article after number {len(found)}, which is left out"
        yield DamagedDocumentError(place=source.place, detail=detail)
