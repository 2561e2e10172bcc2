"""Word documents (Office Open XML): paragraphs, the cells of tables and notes, in order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
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
from loaders.archives.zipped import MARK, members
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.titles import is_generated

if TYPE_CHECKING:
    from docx.document import Document as Package
    from lxml.etree import _Element

__all__ = ["load"]

# The container of old Office files, and of new ones with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The element that refers to a note, and the element of the note.
_NOTES = {f"{_WORD}footnoteReference": f"{_WORD}footnote", f"{_WORD}endnoteReference": f"{_WORD}endnote"}
# The namespaces of a "Strict Open XML Document", and the usual ones.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _WORD.strip("{}").encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
# Deleted and moved text, field codes, and the fallback copy for older versions of Word.
_SKIPPED = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}instrText", _FALLBACK})
# A paragraph mark that was deleted, so that the next paragraph belongs to this one.
_DELETED_MARK = f"{_WORD}pPr/{_WORD}rPr/{_WORD}del"
# Properties of words that are hidden or struck through, which are no text any more.
_HIDDEN_PROPERTIES = tuple(f"{_WORD}rPr/{_WORD}{name}" for name in ("vanish", "strike", "dstrike"))
_OFF = frozenset({"0", "false", "off"})
_CHARACTERS = {
    f"{_WORD}tab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
}
# The characters of the font "Symbol" by those of ASCII and ISO 8859-1 in their places.
_SYMBOLS = {
    **{character: character for character in " !#%&()+,./0123456789:;<=>?[]_{|}"},
    **dict(zip("ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True)),
    **dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True)),
    **dict(zip("-\xa2\xa3\xa5\xae\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xba\xbb\xbc\xd7", "−′≤∞→°±″≥×•÷≠≡≈…⋅", strict=True)),
}
# The styles of a title, by the names that they have in every language of Word.
_STYLES_OF_TITLES = frozenset({"Title", "Heading 1"})
# What python-docx raises for malformed parts, besides its own errors.
_BROKEN = (
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
    NotImplementedError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)
# The most that a file may expand, in units of the size limit: text compresses ten to one, an attack a hundred to one.
_EXPANSION = 10


def _sniff(head: bytes) -> Likeness:
    if head.startswith(OLE):
        return Likeness.CERTAIN
    if not head.startswith(MARK):
        return Likeness.NO
    return Likeness.CERTAIN if b"word/document.xml" in head else Likeness.POSSIBLE


@loader(".docx", ".docm", ".dotx", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, with the title of its properties or the heading that it begins with, or one for each article of an
    export. The date of creation is metadata, since it is not that of publication. Tracked insertions are included;
    deletions, text that is struck through and hidden text are not.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    data = source.read(options.max_bytes)
    _check(data, source, options)
    try:
        package = docx.Document(io.BytesIO(_transitional(data)))
        properties = package.core_properties
        title, author, created = properties.title, properties.author, properties.created
        if not title or is_generated(title):
            title = _heading(package)
        notes = _notes(package)
    except (OpcError, XMLSyntaxError, *_BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole Word document ({error})") from error
    paragraphs = [text for text in map(str.strip, _paragraphs(package.element.body, notes)) if text]
    if not paragraphs:
        raise EmptyDocumentError(place=source.place)
    if found := exports.of_paragraphs(paragraphs):
        yield from exports.documents(found, source)
        return
    metadata = {"author": author, "docx:created": created.isoformat() if created else None}
    yield Document(
        text=markup.PARAGRAPH_BREAK.join(paragraphs),
        name=source.stem,
        uri=source.uri,
        title=title,
        metadata={name: value for name, value in metadata.items() if value},
    )


def _check(data: bytes, source: Source, options: Options) -> None:
    """Raises a `DocumentError` for files that python-docx would confuse, or could not survive."""
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise EncryptedDocumentError(place=source.place, detail="")
        raise BinaryDocumentError(place=source.place, kind="an old binary Office file (.doc, .xls, .ppt)")
    if not data.startswith(MARK):
        raise BinaryDocumentError(place=source.place, kind="no Word document")
    parts = members(data, source, _EXPANSION * options.max_bytes)
    if not any(name.startswith("word/") for name in parts):
        kind = "an Office file other than a Word document" if "[Content_Types].xml" in parts else "a ZIP archive"
        raise BinaryDocumentError(place=source.place, kind=kind)


def _transitional(data: bytes) -> bytes:
    """The file with the namespaces that python-docx knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as strict_archive:
        if "_rels/.rels" not in strict_archive.namelist() or _STRICT not in strict_archive.read("_rels/.rels"):
            return data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as new_archive:
            for member in strict_archive.infolist():
                part = strict_archive.read(member)
                for name, usual_name in _NAMES if member.filename.endswith((".xml", ".rels")) else ():
                    part = part.replace(name, usual_name)
                new_archive.writestr(member, part)
    return buffer.getvalue()


def _heading(package: Package) -> str | None:
    """The first paragraph that is not empty, if it has the style of a title."""
    for paragraph in package.paragraphs:
        if text := " ".join("".join(_paragraphs(paragraph._p, {})).split()):
            return text if paragraph.style and paragraph.style.name in _STYLES_OF_TITLES else None
    return None


def _notes(package: Package) -> dict[tuple[str, str | None], list[str]]:
    """The paragraphs of each footnote and endnote, by tag and id; empty if their part of the file is damaged."""
    from docx.oxml.parser import parse_xml
    from lxml.etree import XMLSyntaxError

    notes_by_id: dict[tuple[str, str | None], list[str]] = {}
    for relation in package.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            try:
                notes = parse_xml(relation.target_part.blob)
            except XMLSyntaxError:
                continue
            for note in notes:
                # Separator lines have a type.
                if note.tag in _NOTES.values() and note.get(f"{_WORD}type") is None:
                    notes_by_id[note.tag, note.get(f"{_WORD}id")] = list(_paragraphs(note, {}))
    return notes_by_id


def _paragraphs(body: _Element, notes: Mapping[tuple[str, str | None], list[str]]) -> Iterator[str]:
    """The text of each paragraph, also in tables, text boxes and content controls, in document order; each is followed
    by the notes to which it refers."""
    open_paragraphs: list[list[str]] = []
    referenced_notes: list[str] = []
    continued_text = ""
    stack = [(body, False)]
    while stack:
        element, is_closing = stack.pop()
        if is_closing:
            text = "".join(open_paragraphs.pop())
            if element.find(_DELETED_MARK) is None:
                yield text
            else:  # it continues in the next paragraph
                continued_text = text
            if not open_paragraphs and not continued_text:
                yield from referenced_notes
                referenced_notes.clear()
            continue
        if element.tag in _SKIPPED or _is_hidden(element):
            continue
        if element.tag == f"{_WORD}p":
            open_paragraphs.append([continued_text])
            continued_text = ""
            stack.append((element, True))
        elif open_paragraphs and element.tag == f"{_WORD}t":
            open_paragraphs[-1].append(element.text or "")
        elif open_paragraphs and element.tag in _CHARACTERS:
            open_paragraphs[-1].append(_CHARACTERS[element.tag])
        elif open_paragraphs and element.tag == f"{_WORD}sym":
            open_paragraphs[-1].append(_symbol(element))
        elif open_paragraphs and element.tag in _NOTES:
            referenced_notes += notes.get((_NOTES[element.tag], element.get(f"{_WORD}id")), ())
        stack.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    yield continued_text
    yield from referenced_notes


def _is_hidden(element: _Element) -> bool:
    """Whether a run is hidden or struck through."""
    marks = (element.find(path) for path in _HIDDEN_PROPERTIES) if element.tag == f"{_WORD}r" else ()
    return any(mark is not None and mark.get(f"{_WORD}val") not in _OFF for mark in marks)


def _symbol(element: _Element) -> str:
    """The character of a symbol, by its code or its place in the font "Symbol"; a space for one of another font."""
    try:
        code = int(element.get(f"{_WORD}char") or "", 16)
    except ValueError:
        return " "
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0 <= code <= 0xFFFF else " "
    return _SYMBOLS.get(chr(code - 0xF000), " ") if element.get(f"{_WORD}font") == "Symbol" else " "
