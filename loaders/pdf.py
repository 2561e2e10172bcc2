"""PDF: the text layer, its lines joined into paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
# Steps to the right, upwards, to the left and downwards; and the cosine of the angle (0.2) to the nearest of them from
# which on a text is drawn askew: a watermark, a label in a chart.
_QUARTERS = (1 + 0j, 1j, -1 + 0j, -1j)
_ASKEW = math.cos(0.2)
# Codes that a font without a table of characters leaves, and what stands for them.
_UNREAD = re.compile("\ufffd|[\ue000-\uf8ff]|/g?\\d{1,4}(?=/)|\\(cid:\\d+\\)")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a page draws at once: where (a number of points to the right and upwards), in which direction (a step of
    length 1), its size in points, and its font."""

    text: str
    place: complex
    direction: complex
    size: float
    font: str


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
    """The lines of a page in the order in which it draws them, turned so that most of it runs from left to right, as
    the text of a broad table may not; without what is askew to that."""
    drawn = _drawn(page)
    letters = Counter[complex]()
    for each in drawn:
        letters[each.direction] += len(each.text.strip())
    turn = max(letters, key=lambda direction: letters[direction], default=1 + 0j).conjugate()
    lines: list[Line] = []
    parts: list[Line] = []

    def end() -> None:
        if text := "".join(part.text for part in parts).strip():
            main = max(parts, key=lambda part: len(part.text))
            fonts = {part.font for part in parts if part.text.strip()}
            lines.append(Line(text, parts[0].left, main.baseline, main.size, fonts.pop() if len(fonts) == 1 else ""))
        parts.clear()

    for each in drawn:
        text = each.text if _quarter(each.direction * turn) else "\n" * each.text.count("\n")
        place = each.place * turn
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if part.strip() or (part and parts):
                parts.append(Line(part, place.real, place.imag, each.size, each.font))
    end()
    return lines


def _drawn(page: PageObject) -> list[_Drawn]:
    found: list[_Drawn] = []

    def visit(text: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float) -> None:
        # The product of the two matrices places the text on the page.
        along, up = (
            complex(x * outer[0] + y * outer[2], x * outer[1] + y * outer[3]) for x, y in (inner[0:2], inner[2:4])
        )
        place = complex(
            inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
            inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
        )
        direction = _quarter(along) or along / _length(along)
        found.append(_Drawn(text, place, direction, size * _length(up), str((font or {}).get("/BaseFont", ""))))

    page.extract_text(visitor_text=visit)
    return found


def _quarter(step: complex) -> complex | None:
    """Which of the four directions a step takes; None where it is askew."""
    near = (each for each in _QUARTERS if (step * each.conjugate()).real >= _ASKEW * _length(step))
    return next(near, None)


def _length(step: complex) -> float:
    return math.hypot(step.real, step.imag)


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
