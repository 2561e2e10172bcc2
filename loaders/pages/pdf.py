"""PDF: the text layer, its lines joined into paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from kg.model import Document, PageStart
from loaders import exports, markup
from loaders.encoding import one_line
from loaders.options import Options
from loaders.pages import columns, typescript
from loaders.pages.line import Line
from loaders.pages.paragraphs import Paragraph, paragraphs
from loaders.registry import Likeness, loader
from loaders.source import Source
from loaders.titles import is_generated

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["load"]

MARK = b"%PDF-"
# What pypdf raises for malformed objects, besides its own errors.
_BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError, AssertionError, OSError)
# Fewer letters per page than this, together with a picture, are a stamp on a scan.
_STAMP = 25
# Fewer such pages, or a smaller share of them, in a file with text are its cover, or plates.
_FEWEST_SCANS, _SHARE_OF_SCANS = 2, 0.25
# Steps to the right, upwards, to the left and downwards; and the cosine of the angle to the nearest of them, 0.2,
# beyond which text is skewed: a watermark, a label in a chart.
_AXES = (1 + 0j, 1j, -1 + 0j, -1j)
_SKEW_COSINE = math.cos(0.2)
# What is extracted from a font without a mapping to characters: raw codes, or placeholders for them.
_UNMAPPED = re.compile("\ufffd|[\ue000-\uf8ff]|/g?\\d{1,4}(?=/)|\\(cid:\\d+\\)")
# The number of a note, and what is before it: a word of some letters, no unit. Its size, and how far it is
# raised, in units of the size of the text.
_NOTE = re.compile(r"\d{1,3}(?:,\d{1,3})*")
_MARKED = re.compile(r"(?:[^\W\d_]{3}|[^\W\d_][.,;:!?)\]\"'”’]+)$")
_SMALL, _RAISED = 0.9, 0.2
# Codes of bullets and the like in such a font, which are no bytes of windows-1252.
_CODES = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A piece of text drawn on a page: its place (points to the right and upwards, as a complex number), its direction
    (a complex number of length 1), its font size in points, and its font."""

    text: str
    place: complex
    direction: complex
    size: float
    font: str


def _sniff(head: bytes) -> Likeness:
    # Mail programs and web servers put lines before the signature; the standard allows a kilobyte.
    return Likeness.CERTAIN if MARK in head[:1024] else Likeness.NO


@loader(".pdf", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document, or one for each article of an export, without its fields; then an error if many of its pages are
    scans. Its title is that of the properties if it is on the first page. The dates of creation and of modification are
    metadata, since neither is that of publication.
    """
    from pypdf.errors import PyPdfError

    data = source.read(options.max_bytes)
    if MARK not in data[:1024]:
        raise BinaryDocumentError(place=source.place, kind="no PDF document")
    reader = _open_reader(data, source)
    try:
        pages_of_file = _distinct_pages(reader)
        pages = [_lines(page) for page in pages_of_file.values()]
        with_picture = list(map(_has_picture, pages_of_file.values()))
    except (PyPdfError, *_BROKEN) as error:
        raise DamagedDocumentError(place=source.place, detail=f"a page cannot be read ({error})") from error
    paragraphs_of_text = paragraphs(_without_numbers(pages), exports.texts_of_articles)
    letters = sum(character.isalpha() for paragraph in paragraphs_of_text for character in paragraph.text)
    if letters < _STAMP * len(pages) and any(with_picture):
        raise ImageOnlyDocumentError(place=source.place)
    if not paragraphs_of_text:
        raise EmptyDocumentError(place=source.place)
    texts = [paragraph.text for paragraph in paragraphs_of_text]
    text = _CODES.sub("", markup.PARAGRAPH_BREAK.join(texts))
    if len(_UNMAPPED.findall(text)) > 0.02 * len(text):
        raise UndecodableTextError(place=source.place, detail="its fonts do not say which characters they draw")
    number = exports.number_of_articles([line.text.strip() for page in pages for line in page])
    found = exports.of_paragraphs(texts)
    if len(found) == max(number, 1):
        yield from exports.documents(found, source)
        return
    if number > 1:
        # As one document they would have one date, and each other's words.
        raise BinaryDocumentError(place=source.place, kind=f"a PDF file of {number} articles from a news database")
    properties = _properties(reader)
    title = properties.pop("pdf:title", None)
    if title and (is_generated(title) or _alnum(title) not in _alnum(" ".join(line.text for line in pages[0]))):
        properties["pdf:title"], title = title, None
    starts = _page_starts(paragraphs_of_text, _labels(reader, pages_of_file))
    yield Document(text=text, name=source.stem, uri=source.uri, title=title, metadata=properties, pages=starts)
    scans = [
        number
        for number, (page, is_pictured) in enumerate(zip(pages, with_picture, strict=True), start=1)
        if is_pictured and _letters(page) < _STAMP
    ]
    if len(scans) >= max(_FEWEST_SCANS, _SHARE_OF_SCANS * len(pages)):
        raise ImageOnlyDocumentError(place=f"{source.place}, pages {', '.join(map(str, scans))}")


def _letters(lines: Sequence[Line]) -> int:
    return sum(character.isalpha() for line in lines for character in line.text)


def _without_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of the pages without the number before each, as in the transcripts of hearings; a number that is the
    first or last line of its page stays, as it may be that of the page."""
    texts = iter(typescript.without_numbers([line.text for page in pages for line in page]))
    bare_pages = [[replace(line, text=next(texts)) for line in page] for page in pages]
    return [
        [
            bare if bare.text or line not in (page[0], page[-1]) else line
            for line, bare in zip(page, bare_page, strict=True)
        ]
        for page, bare_page in zip(pages, bare_pages, strict=True)
    ]


def _open_reader(data: bytes, source: Source) -> PdfReader:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    # The current version of a file ends with %%EOF after its last object, unless the file is truncated.
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


def _distinct_pages(reader: PdfReader) -> dict[int, PageObject]:
    """The distinct pages, by their index among all: a file may list the same page thousands of times."""
    pages_by_reference: dict[object, tuple[int, PageObject]] = {}
    for number, page in enumerate(reader.pages):
        reference = page.indirect_reference
        pages_by_reference.setdefault((reference.idnum, reference.generation) if reference else number, (number, page))
    return dict(pages_by_reference.values())


def _labels(reader: PdfReader, indexes: Iterable[int]) -> list[str]:
    """What the pages with these indexes are called: by the labels of the file, else by their numbers."""
    from pypdf.errors import PyPdfError

    try:
        labels = reader.page_labels
        return [one_line(labels[index]) for index in indexes]
    except (PyPdfError, *_BROKEN):
        # Labels are optional.
        return [str(index + 1) for index in indexes]


def _page_starts(paragraphs_of_text: Iterable[Paragraph], labels: Sequence[str]) -> tuple[PageStart, ...]:
    """Where the text of each page begins in that of the document, without the codes that are left out of it."""
    starts: list[PageStart] = []
    place = 0
    for paragraph in paragraphs_of_text:
        for start, index in paragraph.pages:
            if not starts or starts[-1].page != labels[index]:
                starts.append(PageStart(place + len(_CODES.sub("", paragraph.text[:start])), labels[index]))
        place += len(_CODES.sub("", paragraph.text)) + len(markup.PARAGRAPH_BREAK)
    return tuple(starts)


def _lines(page: PageObject) -> list[Line]:
    """The lines of a page in drawing order, rotated so that most of its text runs from left to right (on the page of a
    wide table it may not), without skewed text."""
    drawn_texts = _drawn_texts(page)
    letters = Counter[complex]()
    for drawn_text in drawn_texts:
        letters[drawn_text.direction] += len(drawn_text.text.strip())
    turn = max(letters, key=lambda direction: letters[direction], default=1 + 0j).conjugate()
    rows: list[list[Line]] = [[]]
    for drawn_text in drawn_texts:
        text = drawn_text.text if _axis(drawn_text.direction * turn) else "\n" * drawn_text.text.count("\n")
        place = drawn_text.place * turn
        for number, part in enumerate(text.split("\n")):
            if number:
                rows.append([])
            if part.strip() or (part and rows[-1]):
                rows[-1].append(Line(part, place.real, place.imag, drawn_text.size, drawn_text.font))
    return [line for row in columns.unmixed(rows) if (line := _line(row))]


def _line(parts: Sequence[Line]) -> Line | None:
    """The line of the parts that a page draws one after the other, without the numbers of notes; None if it is
    empty."""
    longest_part = max(parts, key=lambda part: len(part.text), default=None)
    if longest_part is None:
        return None
    parts_of_text = [part for number, part in enumerate(parts) if not _is_mark(part, parts[:number], longest_part)]
    text = "".join(part.text for part in parts_of_text).strip()
    fonts = {part.font for part in parts if part.text.strip()}
    font = fonts.pop() if len(fonts) == 1 else ""
    return Line(text, parts[0].left, longest_part.baseline, longest_part.size, font) if text else None


def _is_mark(part: Line, parts_before: Sequence[Line], main: Line) -> bool:
    """Whether a part of a line is the raised number of a note: small compared with the ``main`` part, and after a word.
    After a number or a unit it is an exponent."""
    is_raised = part.size < _SMALL * main.size and part.baseline > main.baseline + _RAISED * main.size
    text = "".join(each.text for each in parts_before)
    return is_raised and _NOTE.fullmatch(part.text.strip()) is not None and _MARKED.search(text) is not None


def _drawn_texts(page: PageObject) -> list[_Drawn]:
    drawn_texts: list[_Drawn] = []

    def visit(text: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float) -> None:
        # The product of the two matrices gives the position of the text on the page.
        along, up = (
            complex(x * outer[0] + y * outer[2], x * outer[1] + y * outer[3]) for x, y in (inner[0:2], inner[2:4])
        )
        place = complex(
            inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
            inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
        )
        direction = _axis(along) or along / _length(along)
        drawn_texts.append(_Drawn(text, place, direction, size * _length(up), str((font or {}).get("/BaseFont", ""))))

    page.extract_text(visitor_text=visit)
    return drawn_texts


def _axis(step: complex) -> complex | None:
    """The one of the four directions that is nearest to a step; None if it is skewed."""
    near = (each for each in _AXES if (step * each.conjugate()).real >= _SKEW_COSINE * _length(step))
    return next(near, None)


def _length(step: complex) -> float:
    return math.hypot(step.real, step.imag)


def _has_picture(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawings = resources.get_object().get("/XObject") if resources else None
    objects = drawings.get_object().values() if drawings else ()
    return any(item.get_object().get("/Subtype") in ("/Image", "/Form") for item in objects)


def _properties(reader: PdfReader) -> dict[str, str]:
    from pypdf.errors import PyPdfError

    try:
        information: Mapping[str, object] = reader.metadata or {}
    except (PyPdfError, *_BROKEN):
        # Properties are optional.
        return {}
    keys_by_name = {
        "pdf:title": "/Title",
        "author": "/Author",
        "pdf:created": "/CreationDate",
        "pdf:changed": "/ModDate",
    }
    values_by_name = {name: one_line(str(information.get(key) or "")) for name, key in keys_by_name.items()}
    return {name: value for name, value in values_by_name.items() if value}


def _alnum(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
