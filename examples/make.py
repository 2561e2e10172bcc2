"""Build the .pdf and .docx examples from the texts in ``.sources/``.

Run by hand from anywhere: ``python examples/make.py``. Every byte is determined by the sources and by the table below,
so a second run changes nothing. The first line of a source is its headline; blank lines part the paragraphs.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx as word

HERE = Path(__file__).parent
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 72
FONT_SIZE, LEADING, PARAGRAPH_GAP, LINE_CHARACTERS = 11, 14, 10, 84


@dataclass(frozen=True, slots=True)
class Example:
    """One file to build: its name, and the properties that a reader finds in it."""

    name: str
    title: str
    publisher: str
    date: dt.date


EXAMPLES = (
    Example(
        "china-commerce-ministry-2018-08-24.docx",
        "Statement of the Ministry of Commerce on the consultations held in Washington",
        "Ministry of Commerce",
        dt.date(2018, 8, 24),
    ),
    Example(
        "trade-talks-bulletin-2018-08-27.pdf",
        "Highlights of the Dispute Settlement Body",
        "Trade Talks Bulletin",
        dt.date(2018, 8, 27),
    ),
    Example(
        "herring-quota-2019-03-05.docx",
        "Joint statement on the management of herring in the Norwegian Sea",
        "Herring Consultations Secretariat",
        dt.date(2019, 3, 5),
    ),
    Example(
        "climate-bulletin-2022-11-18.pdf",
        "Climate Conference Bulletin: Friday, 18 November 2022",
        "Climate Conference Bulletin",
        dt.date(2022, 11, 18),
    ),
)


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a source, each as its lines."""
    return [block.splitlines() for block in text.strip().split("\n\n")]


def pdf_string(text: str) -> bytes:
    """A PDF literal string in WinAnsi, which has the accents and the typographic quotes that the sources use.

    Raises UnicodeEncodeError for a character that it has not.
    """
    raw = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(" + raw + b")"


def pages(blocks: list[list[str]]) -> list[bytes]:
    """The content stream of each page: lines of text from the top margin to the bottom one."""
    streams: list[bytes] = []
    stream: list[bytes] = []
    y = PAGE_HEIGHT - MARGIN
    for number, block in enumerate(blocks):
        font = b"/Bold" if number == 0 or block[0].isupper() else b"/Body"
        for line in (piece for whole in block for piece in textwrap.wrap(whole, LINE_CHARACTERS)):
            if y < MARGIN:
                streams.append(b"\n".join(stream))
                stream, y = [], PAGE_HEIGHT - MARGIN
            size = str(FONT_SIZE).encode()
            place = f"1 0 0 1 {MARGIN} {y} Tm".encode()
            stream.append(b"BT " + font + b" " + size + b" Tf " + place + b" " + pdf_string(line) + b" Tj ET")
            y -= LEADING
        y -= PARAGRAPH_GAP
    streams.append(b"\n".join(stream))
    return streams


def pdf(example: Example, text: str) -> bytes:
    """A PDF 1.4 file with selectable text in two of the standard fonts."""
    streams = pages(paragraphs(text))
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(streams)))
    box = f"[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
    info = b" ".join(
        [
            b"<< /Title",
            pdf_string(example.title),
            b"/Author",
            pdf_string(example.publisher),
            f"/CreationDate (D:{example.date:%Y%m%d}120000Z) >>".encode(),
        ]
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} /MediaBox {box} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
        info,
    ]
    for number, stream in enumerate(streams):
        resources = "<< /Font << /Body 3 0 R /Bold 4 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /Resources {resources} /Contents {7 + 2 * number} 0 R >>"
        objects.append(page.encode())
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n"
    out.write(trailer.encode())
    return out.getvalue()


def docx(example: Example, text: str) -> bytes:
    """A Word file whose core properties carry title, publisher and date; its archive has one fixed time."""
    document = word.Document()
    moment = dt.datetime.combine(example.date, dt.time(12))
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = example.title, example.publisher, ""
    properties.created = properties.modified = moment
    properties.comments, properties.language, properties.revision = "", "en", 1
    headline, *rest = paragraphs(text)
    document.add_heading(headline[0], level=1)
    for block in [headline[1:], *rest]:
        for line in block:
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, moment.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def main() -> None:
    """Write every example of the table."""
    for example in EXAMPLES:
        target = HERE / example.name
        text = (HERE / ".sources" / target.name).with_suffix(".txt").read_text(encoding="utf-8")
        target.write_bytes((pdf if target.suffix == ".pdf" else docx)(example, text))


if __name__ == "__main__":
    main()
