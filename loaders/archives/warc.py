"""Web archives: one document for each page with status 200, by the loaders for HTML, text, PDF, Word and RTF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import quote, urlsplit

from kg.errors import BadRecordError, DamagedDocumentError, DocumentError, DocumentTooLargeError
from kg.model import Document
from kg.printing.addresses import hushed
from loaders.archives.transfer import body
from loaders.defaults import dated_by_address
from loaders.office import docx, rtf
from loaders.options import Options
from loaders.pages import pdf
from loaders.records import fragment
from loaders.registry import Likeness, Loader, loader
from loaders.source import Source, of_bytes
from loaders.text import text
from loaders.web import html

__all__ = ["load"]

MARK = b"WARC/1."
LOADERS: dict[str, Loader] = {
    "text/html": html.load,
    "application/xhtml+xml": html.load,
    "text/plain": text.load,
    "application/pdf": pdf.load,
    "application/rtf": rtf.load,
    "text/rtf": rtf.load,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.load,
}

type Buffered = io.BufferedReader[io.RawIOBase]

_LINE = 65_536
_CHUNK = 1 << 20
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(rb"^warc-type:\s*response\s*$", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(
    rb"^content-type:\s*(?:%b)\s*(?:;|$)" % b"|".join(re.escape(name.encode()) for name in LOADERS),
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(rb"^warc-target-uri:\s*\S", re.IGNORECASE | re.MULTILINE)
# Characters that need no escaping in an address (RFC 3986).
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=-._~"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# Each costs a seek in the archive, which in a compressed one starts again from the beginning.
_MOST_DAMAGES = 100


def _sniff(head: bytes) -> Likeness:
    return Likeness.CERTAIN if head.startswith(MARK) else Likeness.NO


@loader(".warc", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each page; its URI is that of the archive with the page's address as fragment, its date that of
    publication according to the page, or else its address.

    The metadata ``url`` and ``warc:date`` hold the address and the date of capture. A page that was captured twice
    gives two documents. Requests, redirects, images and other records that are no pages are ignored.
    """
    for record in _records(source, options.max_record_bytes):
        if isinstance(record, DocumentError):
            yield record
        else:
            yield from _pages(record, source, options)


def _pages(record: bytes, source: Source, options: Options) -> Iterator[Document | DocumentError]:
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]
    from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

    place = source.place
    try:
        if not _ADDRESS.search(record):
            raise BadRecordError(place=place, detail="it names no address (WARC-Target-URI)")
        response = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(record), known_format="warc")
        warc_headers, http = response.rec_headers, response.http_headers
        address = quote((warc_headers.get_header("WARC-Target-URI") or "").strip(" <>"), safe=_IN_ADDRESS)
        place = f"{source.place}, {hushed(address)}"
        content_type = (http.get_header("Content-Type") or "") if http else ""
        load_page = LOADERS.get(content_type.partition(";")[0].strip().lower())
        if load_page is None or http.get_statuscode() != "200":
            return
        if truncation := warc_headers.get_header("WARC-Truncated"):
            raise BadRecordError(place=place, detail=f"it was cut off when it was captured ({truncation})")
        length = http.get_header("Content-Length") or ""
        if length.isdecimal() and int(length) > response.payload_length:
            raise BadRecordError(place=place, detail=f"of {length} bytes {response.payload_length} were captured")
        is_chunked = "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
        content_encoding = http.get_header("Content-Encoding") or ""
        data = body(response.raw_stream.read(), is_chunked, content_encoding, options.max_record_bytes)
        if len(data) > options.max_record_bytes:
            raise DocumentTooLargeError(place=place, limit=options.max_record_bytes)
        charset = _CHARSET.search(content_type)
        uri = f"{source.uri}#{fragment(address)}"
        page = of_bytes(data, address, uri, place, charset[1] if charset else None)
        metadata = {"url": address, "warc:date": warc_headers.get_header("WARC-Date") or ""}
        for item in load_page(page, options):
            if isinstance(item, Document):
                whole = dated_by_address(item, address) if item.uri == uri else item
                yield replace(whole, name=_name(address), metadata={**metadata, **whole.metadata})
            else:
                yield item
    except DocumentError as error:
        yield error
    except (ArchiveLoadFailed, StatusAndHeadersParserException, OSError, EOFError, ValueError) as error:
        fault = BadRecordError(place=place, detail=f"it is no whole answer of a web server ({error})")
        fault.__cause__ = error
        yield fault


def _name(address: str) -> str:
    parts = urlsplit(address)
    return PurePosixPath(parts.path).stem or parts.netloc


def _records(source: Source, limit: int) -> Iterator[bytes | DocumentError]:
    """The responses with a page, each with its headers, and an error for each damaged place of the archive.

    After a record with a wrong length, the search for the next one starts at the content of that record.
    """
    damages = 0
    fault: DocumentError | None = None
    # The stream is used directly: a further buffer would lose the last data of a truncated gzip file.
    with cast("Buffered", source.open()) as stream:
        while head := _head(stream):
            if fault:
                yield fault
                fault = None
            begin = stream.tell()
            place = f"{source.place}, record at byte {begin - len(head)}"
            length_header = _LENGTH.search(head)
            length = int(length_header[1]) if length_header else 0
            body = stream.read(min(length, _LINE))
            is_page = _RESPONSE.search(head) and _PAGE.search(body.partition(b"\r\n\r\n")[0])
            if is_page and length <= limit:
                body += stream.read(length - len(body))
                missing_bytes = length - len(body)
            else:
                missing_bytes = _skip(stream, length - len(body))
            if length_header is None or missing_bytes or not _is_at_record_end(stream):
                fault = BadRecordError(place=place, detail="its length is wrong")
                damages += 1
                if damages > _MOST_DAMAGES:
                    raise DamagedDocumentError(place=source.place, detail=f"{damages} of its records are broken")
                stream.seek(begin)
            elif is_page:
                yield head + body + b"\r\n\r\n" if length <= limit else DocumentTooLargeError(place=place, limit=limit)
        if fault:
            yield DamagedDocumentError(place=fault.fields["place"], detail="the archive ends in it")


def _head(stream: Buffered) -> bytes:
    """The headers of the next record with the empty line after them; empty at the end of the archive."""
    while (line := stream.readline(_LINE)) and not line.startswith(MARK):
        pass
    head = line
    while line.strip() and len(head) < _LINE:
        line = stream.readline(_LINE)
        head += line
    return head


def _skip(stream: Buffered, length: int) -> int:
    while length and (chunk := stream.read(min(length, _CHUNK))):
        length -= len(chunk)
    return length


def _is_at_record_end(stream: Buffered) -> bool:
    next_bytes = stream.peek(_LINE)[:64].lstrip(b"\r\n")
    return next_bytes.startswith(MARK) or MARK.startswith(next_bytes)
