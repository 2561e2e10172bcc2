"""PDF: the text layer, its lines joined into paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    ImageOnlyDocumentError,
    UndecodableTextError,
)
from kg.model import Document
from loaders import markup
from loaders.encoding import one_line
from loaders.options import Options
from loaders.pages import Line, paragraphs
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.titles import is_of_program

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["load"]

MARK = b"%PDF-"
# What pypdf raises, besides its own errors, where the objects of a file are not what they should be.
_BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError, AssertionError, OSError)
# Fewer letters a page than this beside a picture are a stamp on a scan.
_STAMP = 25
# Radians from the nearest of the four directions from which on a text is drawn askew: a watermark, a label in a chart.
_ASKEW = 0.2
# Codes that a font without a table of characters leaves, and what stands for them.
_UNREAD = re.compile("\ufffd|[\ue000-\uf8ff]|/g?\\d{1,4}(?=/)|\\(cid:\\d+\\)")


def _sniff(head: bytes) -> Likeness:
    # Mail programs and web servers put lines before it; the standard allows a kilobyte.
    return Likeness.CERTAIN if MARK in head[:1024] else Likeness.NO


@loader(".pdf", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document. Its title is that of the properties where the first page shows it; the days on which the file was
    made and changed go to the metadata, for neither is that of publication.
    """
    from pypdf.errors import PyPdfError

    data = source.read(options.max_bytes)
    if MARK not in data[:1024]:
        raise BinaryDocumentError(place=source.place, kind="no PDF document")
    reader = _opened(data, source)
    try:
        listed = _each_once(reader)
        pages = [_lines(page) for page in listed]
        pictured = any(map(_has_picture, listed))
    except (PyPdfError, *_BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"a page cannot be read ({error})") from error
    found = paragraphs(pages)
    letters = sum(character.isalpha() for text in found for character in text)
    if letters < _STAMP * len(pages) and pictured:
        raise ImageOnlyDocumentError(place=source.place)
    if not found:
        raise EmptyDocumentError(place=source.place)
    text = markup.JOINED.join(found)
    if len(_UNREAD.findall(text)) > 0.02 * len(text):
        raise UndecodableTextError(place=source.place, detail="its fonts do not say which characters they draw")
    told = _properties(reader)
    title = told.pop("pdf:title", None)
    if title and (is_of_program(title) or _bare(title) not in _bare(" ".join(line.text for line in pages[0]))):
        told["pdf:title"], title = title, None
    yield Document(text=text, name=source.stem, uri=source.uri, title=title, metadata=told)


def _opened(data: bytes, source: Source) -> PdfReader:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    # Every version of a file ends so; one that is cut off does not, even where an earlier part has an end of its own.
    if data.rfind(b"%%EOF") < data.rfind(b"endobj"):
        raise DamagedDocumentError(place=source.place, detail="it has no end (%%EOF)")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedDocumentError(place=source.place, detail="")
        len(reader.pages)
    except DependencyError as error:
        detail = " by AES, and may open without a password where the package cryptography is installed"
        raise EncryptedDocumentError(place=source.place, detail=detail) from error
    except (PyPdfError, *_BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"its structure cannot be read ({error})") from error
    return reader


def _each_once(reader: PdfReader) -> list[PageObject]:
    """The pages. One that the file lists thousands of times says nothing new the second time, and takes as long."""
    found: dict[object, PageObject] = {}
    for number, page in enumerate(reader.pages):
        reference = page.indirect_reference
        found.setdefault((reference.idnum, reference.generation) if reference else number, page)
    return list(found.values())


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in the order in which it draws them, those apart that are drawn askew."""
    lines: list[Line] = []
    parts: list[Line] = []

    def end() -> None:
        if text := "".join(part.text for part in parts).strip():
            main = max(parts, key=lambda part: len(part.text))
            fonts = {part.font for part in parts if part.text.strip()}
            lines.append(Line(text, parts[0].left, main.baseline, main.size, fonts.pop() if len(fonts) == 1 else ""))
        parts.clear()

    def visit(text: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float) -> None:
        # The product of the two matrices places the text on the page.
        angle = math.atan2(inner[0] * outer[1] + inner[1] * outer[3], inner[0] * outer[0] + inner[1] * outer[2])
        quarters = round(2 * angle / math.pi)
        if abs(angle - quarters * math.pi / 2) > _ASKEW:
            text = "\n" * text.count("\n")
        left, baseline = _upright(
            inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
            inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
            quarters,
        )
        scale = math.hypot(inner[2] * outer[0] + inner[3] * outer[2], inner[2] * outer[1] + inner[3] * outer[3])
        name = str((font or {}).get("/BaseFont", ""))
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if part.strip() or (part and parts):
                parts.append(Line(part, left, baseline, size * scale, name))

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _upright(x: float, y: float, quarters: int) -> tuple[float, float]:
    """Where a point is when the page is turned so that text which runs so many quarters to the left of upright, as that
    of a broad table may, runs from left to right."""
    for _ in range(quarters % 4):
        x, y = y, -x
    return x, y


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources else None
    objects = drawn.get_object().values() if drawn else ()
    return any(item.get_object().get("/Subtype") in ("/Image", "/Form") for item in objects)


def _properties(reader: PdfReader) -> dict[str, str]:
    from pypdf.errors import PyPdfError

    try:
        information: Mapping[str, object] = reader.metadata or {}
    except (PyPdfError, *_BROKEN):
        # Pages that can be read need no properties.
        return {}
    named = {"pdf:title": "/Title", "author": "/Author", "pdf:created": "/CreationDate", "pdf:changed": "/ModDate"}
    found = {name: one_line(str(information.get(key) or "")) for name, key in named.items()}
    return {name: value for name, value in found.items() if value}


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
