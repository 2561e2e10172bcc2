"""Word documents (Office Open XML): paragraphs and the cells of tables, in order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
)
from kg.model import Document
from loaders import markup
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.titles import is_of_program

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["load"]

ZIP = b"PK\x03\x04"
# The container of old Office files, and of new ones under a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted or moved away, and the second copy of what newer versions draw otherwise.
_GONE = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}instrText", _FALLBACK})
# The end of a paragraph that was deleted.
_GONE_MARK = f"{_WORD}pPr/{_WORD}rPr/{_WORD}del"
_OFF = frozenset({"0", "false", "off"})
_SIGNS = {
    f"{_WORD}tab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
}
# What python-docx raises, besides its own errors, where the parts of a file are not what they should be.
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
# Text compresses ten to one; a hundred to one is an attack.
_EXPANSION = 10


def _sniff(head: bytes) -> Likeness:
    if head.startswith(OLE):
        return Likeness.CERTAIN
    if not head.startswith(ZIP):
        return Likeness.NO
    return Likeness.CERTAIN if b"word/document.xml" in head else Likeness.POSSIBLE


@loader(".docx", ".docm", ".dotx", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document. Its title is that of the properties; the day it was made goes to the metadata, for it is not that
    of publication. Tracked insertions count as text, deletions and what is hidden do not.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    data = source.read(options.max_bytes)
    _check(data, source, options)
    try:
        package = docx.Document(io.BytesIO(data))
        properties = package.core_properties
        title, author, created = properties.title, properties.author, properties.created
    except (OpcError, XMLSyntaxError, *_BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole Word document ({error})") from error
    paragraphs = [text for text in map(str.strip, _paragraphs(package.element.body)) if text]
    if not paragraphs:
        raise EmptyDocumentError(place=source.place)
    told = {"author": author, "docx:created": created.isoformat() if created else None}
    yield Document(
        text=markup.JOINED.join(paragraphs),
        name=source.stem,
        uri=source.uri,
        title=None if not title or is_of_program(title) else title,
        metadata={name: value for name, value in told.items() if value},
    )


def _check(data: bytes, source: Source, options: Options) -> None:
    """Raises a `DocumentError` for what python-docx would not tell apart, or not survive."""
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise EncryptedDocumentError(place=source.place, detail="")
        raise BinaryDocumentError(place=source.place, kind="an old binary Office file (.doc, .xls, .ppt)")
    if not data.startswith(ZIP):
        raise BinaryDocumentError(place=source.place, kind="no Word document")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {member.filename: member for member in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DamagedDocumentError(place=source.place, detail=str(error)) from error
    if not any(name.startswith("word/") for name in members):
        kind = "an Office file other than a Word document" if "[Content_Types].xml" in members else "a ZIP archive"
        raise BinaryDocumentError(place=source.place, kind=kind)
    if any(member.flag_bits & 1 for member in members.values()):
        raise EncryptedDocumentError(place=source.place, detail="")
    if sum(member.file_size for member in members.values()) > _EXPANSION * options.max_bytes:
        raise DocumentTooLargeError(place=f"{source.place}, unpacked,", limit=_EXPANSION * options.max_bytes)


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each paragraph, those in tables, text boxes and content controls too, in the order of the file."""
    open_paragraphs: list[list[str]] = []
    before = ""
    waiting = [(body, False)]
    while waiting:
        element, closing = waiting.pop()
        if closing:
            text = "".join(open_paragraphs.pop())
            if element.find(_GONE_MARK) is None:
                yield text
            else:  # it goes on in the next one
                before = text
            continue
        if element.tag in _GONE or _is_hidden(element):
            continue
        if element.tag == f"{_WORD}p":
            open_paragraphs.append([before])
            before = ""
            waiting.append((element, True))
        elif open_paragraphs and element.tag == f"{_WORD}t":
            open_paragraphs[-1].append(element.text or "")
        elif open_paragraphs and element.tag in _SIGNS:
            open_paragraphs[-1].append(_SIGNS[element.tag])
        waiting.extend((child, False) for child in reversed(element) if isinstance(child.tag, str))
    yield before


def _is_hidden(element: _Element) -> bool:
    sign = element.find(f"{_WORD}rPr/{_WORD}vanish") if element.tag == f"{_WORD}r" else None
    return sign is not None and sign.get(f"{_WORD}val") not in _OFF
