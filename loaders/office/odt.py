"""Text documents of LibreOffice and OpenOffice (OpenDocument): paragraphs, the cells of tables and notes, in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
)
from kg.model import Document
from loaders import exports, markup
from loaders.archives.zipped import BROKEN, MARK, members
from loaders.encoding import one_line
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.titles import is_generated

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["load"]

_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_CONTENT, _PROPERTIES = "content.xml", "meta.xml"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_NOTE = f"{_TEXT}note"
# Deleted text, comments, the numbers of notes, tables of contents, and the page numbers and pictures' titles.
_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}table-of-content",
        f"{_TEXT}page-number",
        f"{_TEXT}hidden-text",
        f"{_TEXT}hidden-paragraph",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    }
)
# The styles of a title, by the names that they have in every language of LibreOffice.
_STYLES_OF_TITLES = frozenset({"Title", "Heading_20_1"})
_CHARACTERS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
# The most that a file may expand, in units of the size limit.
_EXPANSION = 10


def _sniff(head: bytes) -> Likeness:
    if not head.startswith(MARK):
        return Likeness.NO
    return Likeness.CERTAIN if _TYPE in head else Likeness.POSSIBLE


@loader(".odt", ".ott", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, with the title of its properties or the heading that it begins with, or one for each article of an
    export. The date of creation is metadata. Deleted, struck and hidden text, comments and tables of contents are left
    out; notes follow the paragraph that refers to them.
    """
    from lxml.etree import XMLSyntaxError

    data = source.read(options.max_bytes)
    if not data.startswith(MARK):
        raise BinaryDocumentError(place=source.place, kind="no text document of OpenDocument")
    parts = members(data, source, _EXPANSION * options.max_bytes)
    if _CONTENT not in parts or "[Content_Types].xml" in parts:
        raise BinaryDocumentError(place=source.place, kind="a ZIP archive that is no text document of OpenDocument")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise EncryptedDocumentError(place=source.place, detail="")
            content = _tree(archive.read(_CONTENT))
            properties = _properties(archive.read(_PROPERTIES)) if _PROPERTIES in parts else {}
    except (XMLSyntaxError, KeyError, *BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole text document ({error})") from error
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise BinaryDocumentError(place=source.place, kind="an OpenDocument file other than a text")
    hidden_styles = _hidden_styles(content)
    paragraphs = [text for text in map(str.strip, _paragraphs(body, hidden_styles)) if text]
    if not paragraphs:
        raise EmptyDocumentError(place=source.place)
    if found := exports.of_paragraphs(paragraphs):
        yield from exports.documents(found, source)
        return
    title: str | None = properties.pop("title", "")
    if not title or is_generated(title):
        is_heading = _is_title(_element_of(paragraphs[0], body, hidden_styles), content)
        title = one_line(paragraphs[0]) if is_heading else None
    yield Document(
        text=markup.PARAGRAPH_BREAK.join(paragraphs),
        name=source.stem,
        uri=source.uri,
        title=title,
        metadata=properties,
    )


def _tree(data: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _properties(data: bytes) -> dict[str, str]:
    """The title, the author and the time of creation; empty if they are damaged."""
    from lxml.etree import XMLSyntaxError

    try:
        meta = _tree(data)
    except XMLSyntaxError:
        return {}
    tags = {
        "title": f"{_DUBLIN_CORE}title",
        "author": f"{_META}initial-creator",
        "odt:created": f"{_META}creation-date",
    }
    return {name: text for name, tag in tags.items() if (text := (meta.findtext(f".//{tag}") or "").strip())}


def _hidden_styles(content: _Element) -> frozenset[str]:
    """The names of the styles of text that is struck through or hidden."""
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in content.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}text-properties")
        if properties.get(f"{_TEXT}display") == "none"
        or properties.get(f"{_STYLE}text-line-through-style", "none") != "none"
    )


def _element_of(paragraph: str, body: _Element, hidden_styles: frozenset[str]) -> _Element | None:
    """The first element that has the text of the paragraph."""
    elements = body.iter(*_PARAGRAPHS)
    return next((each for each in elements if next(_paragraphs(each, hidden_styles), "").strip() == paragraph), None)


def _is_title(element: _Element | None, content: _Element) -> bool:
    """Whether it is a heading of the first level, or has the style of a title, itself or by way of its own style."""
    if element is None:
        return False
    name = element.get(f"{_TEXT}style-name", "")
    styles = content.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style")
    parents = {style.get(f"{_STYLE}parent-style-name", "") for style in styles if style.get(f"{_STYLE}name") == name}
    is_heading = element.tag == f"{_TEXT}h" and element.get(f"{_TEXT}outline-level", "1") == "1"
    return is_heading or not _STYLES_OF_TITLES.isdisjoint({name, *parents})


def _paragraphs(body: _Element, hidden_styles: frozenset[str]) -> Iterator[str]:
    """The text of each paragraph and heading, also in tables, lists and frames, in document order; each is followed by
    its notes."""
    open_paragraphs: list[list[str]] = []
    notes: list[str] = []
    depth_of_note = 0
    stack: list[tuple[_Element, bool]] = [(body, False)]
    while stack:
        element, is_closing = stack.pop()
        if is_closing:
            depth_of_note -= element.tag == _NOTE
            if element.tag in _PARAGRAPHS:
                text = "".join(open_paragraphs.pop())
                if depth_of_note:
                    notes.append(text)
                else:
                    yield text
                if not open_paragraphs:
                    yield from notes
                    notes.clear()
            if open_paragraphs:
                open_paragraphs[-1].append(_collapsed(element.tail))
            continue
        stack.append((element, True))
        depth_of_note += element.tag == _NOTE
        if element.tag in _PARAGRAPHS:
            open_paragraphs.append([])
        if element.tag in _SKIPPED or element.get(f"{_TEXT}style-name") in hidden_styles:
            continue
        if open_paragraphs:
            open_paragraphs[-1].append(_opening(element))
        stack.extend((child, False) for child in reversed(element))


def _opening(element: _Element) -> str:
    """The characters with which an element of a paragraph begins."""
    if not isinstance(element.tag, str):
        return ""
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
    return _CHARACTERS.get(element.tag) or _collapsed(element.text)


def _collapsed(text: str | None) -> str:
    """The characters of an XML text, in which a row of blanks and line breaks is one blank."""
    return _BLANKS.sub(" ", text or "")
