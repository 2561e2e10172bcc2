"""References in the XML of EndNote, which Zotero and databases write, too: the title and the abstract of each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import DamagedDocumentError, DocumentError
from kg.model import Document
from loaders import encoding, markup
from loaders.options import Options
from loaders.references import references
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.text.text import decoded

if TYPE_CHECKING:
    from lxml.etree import _Element, iterparse

__all__ = ["load"]

_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<xml>\s*<records>\s*(?:<record\b|</records>)", re.DOTALL
)
# Control characters, which EndNote writes though XML cannot hold them.
_CONTROL = re.compile(r"&#(?:x(?:0?[0-8bcef]|1[0-9a-f])|0?[0-8]|1[124-9]|2\d|3[01]);", re.IGNORECASE)
# What a table would hold in columns of these names, and the elements in order of preference.
_PATHS: Mapping[str, tuple[str, ...]] = {
    "title": ("titles/title",),
    "source": ("periodical/full-title", "titles/secondary-title", "alt-periodical/full-title", "publisher"),
    "author": ("contributors/authors/author",),
    "language": ("language",),
    "url": ("urls/related-urls/url", "urls/web-urls/url"),
    "doi": ("electronic-resource-num",),
    "printed_page": ("pages",),
}


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    return Likeness.CERTAIN if text and _ROOT.match(text.lstrip("\ufeff")) else Likeness.NO


@loader(sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each reference: its title and its abstract; an error for one with a title only. Of a truncated
    file the references before the cut are read; the error is raised after them."""
    from lxml import etree

    declared = markup.XML_ENCODING.search(source.head)
    text, codec = decoded(source, options, declared[1].decode("ascii") if declared else None)
    data = _CONTROL.sub("", markup.XML.sub("", encoding.clean_for_repair(text).lstrip())).encode("utf-8")
    parser = etree.iterparse(
        io.BytesIO(data), tag="record", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    yield from references.documents(_references(parser, source.place), source, options, codec)


def _references(parser: iterparse[_Element], place: str) -> Iterator[dict[str, str]]:
    """The values of each reference that can be read by the names of columns. Raises `DamagedDocumentError` after the
    last one."""
    from lxml import etree

    number = 0
    try:
        for _, element in parser:
            number += 1
            yield _fields(element)
            # Those that are read would otherwise all stay in memory.
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise DamagedDocumentError(
            place=place, detail=f"it cannot be read after reference {number} ({error.msg})"
        ) from error


def _fields(record: _Element) -> dict[str, str]:
    """The values of a reference by the names of columns."""
    found = references.columns_of({path: _words(record, path) for paths in _PATHS.values() for path in paths}, _PATHS)
    year = " ".join(_words(record, "dates/year"))
    within = " ".join(_words(record, "dates/pub-dates/date"))
    text = "\n".join("".join(map(str, each.itertext())) for each in record.findall("abstract"))
    return found | {"date": references.date_of(year, within), "text": text.replace("\r", "\n")}


def _words(record: _Element, path: str) -> list[str]:
    found = (" ".join("".join(map(str, each.itertext())).split()) for each in record.findall(path))
    return [words for words in found if words]
