"""MIME messages: e-mails, alone or in a mailbox file (mbox), and web pages that a browser has saved as one file
(MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.message import EmailMessage, MIMEPart

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
)
from kg.model import Document
from loaders import dates, encoding
from loaders.defaults import dated_by_address
from loaders.magic import HEADER_LINES, HEADERS_OF_MIME
from loaders.mail import correspondence
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source, of_bytes
from loaders.text import text
from loaders.web import html

__all__ = ["load"]

_HEADERS_OF_MAIL = re.compile(
    HEADER_LINES + rb"(?:From|To|Date|Subject|Received|Return-Path|Message-ID):", re.IGNORECASE
)
# The line above each message of a mailbox, with the time at which it came; inside one, such a line begins with ">".
_LINE_ABOVE = re.compile(
    rb"^From [^\n]*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\n]*\b\d{1,2}:\d{2}\b[^\n]*\n(?=[!-9;-~]+:)", re.MULTILINE
)
_SET_OFF = re.compile(rb"^>(>*From )", re.MULTILINE)
_TAG = re.compile(rb"<[^>]*>")
# A plain part of less than this share of the HTML is a warning or a notice that there is HTML.
_NOTICE = 0.1
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
# The address after a name: "Ana Ruiz <ruiz@port.example>", "Ana Ruiz [mailto:ruiz@port.example]".
_ADDRESS = re.compile(r"(?<=\S)\s*[<\[(][^<>\[\]()]*@[^<>\[\]()]*[>\])]")
_BY_BROWSER = re.compile(r"\W*saved by\b[^@]*", re.IGNORECASE)
# What the standard library raises for malformed headers and bodies, besides its own errors.
_BROKEN = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, HeaderParseError)


def _sniff(head: bytes) -> Likeness:
    start = head.lstrip()
    if HEADERS_OF_MIME.match(start) or _LINE_ABOVE.match(start):
        return Likeness.CERTAIN
    return Likeness.POSSIBLE if _HEADERS_OF_MAIL.match(start) else Likeness.NO


@loader(".eml", ".mbox", ".mht", ".mhtml", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each message: the plain text of an e-mail, or its HTML if there is none, with its subject as
    title and the day on which it was sent as date; or the page, read as any other. What is attached is not read."""
    data = source.read(options.max_bytes).lstrip()
    lines_above = [*_LINE_ABOVE.finditer(data)] if _LINE_ABOVE.match(data) else []
    if len(lines_above) < 2:
        data = _SET_OFF.sub(rb"\1", data[lines_above[0].end() :]) if lines_above else data
        yield from _documents(data, source, options)
        return
    ends = [*(line.start() for line in lines_above[1:]), len(data)]
    for number, (line, end) in enumerate(zip(lines_above, ends, strict=True), start=1):
        place = f"{source.place}, message {number}"
        message = replace(source, name=f"{source.stem}-{number}", uri=f"{source.uri}#{number}", place=place)
        try:
            yield from _documents(_SET_OFF.sub(rb"\1", data[line.end() : end]), message, options)
        except DocumentError as error:
            yield error


def _documents(data: bytes, source: Source, options: Options) -> Iterator[Document | DocumentError]:
    if not HEADERS_OF_MIME.match(data) and not _HEADERS_OF_MAIL.match(data):
        raise BinaryDocumentError(place=source.place, kind="no e-mail or saved page")
    try:
        message = message_from_bytes(data, policy=policy.default)
        while message.get_content_type() == "message/rfc822" and message.is_multipart():
            message = message.get_content()
        if message.get_content_type() in _ENCRYPTED:
            raise EncryptedDocumentError(place=source.place, detail="")
        yield from _of_message(message, source, options)
    except _BROKEN as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole message ({error})") from error


def _of_message(message: EmailMessage, source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """The documents of a message, and of the messages that are attached to it, as in the digest of a mailing list."""
    attached = [*_attached(message)]
    parts = _body(message)
    if parts and parts[0].get_content_type() == "text/html":
        yield from _of_page(message, parts[0], source, options)
    elif parts or not attached:
        yield from _of_plain_text(message, parts, source, options)
    for number, each in enumerate(attached, start=1):
        try:
            yield from _of_message(each, _part_of(source, f"attached-{number}"), options)
        except DocumentError as error:
            yield error


def _attached(part: MIMEPart) -> Iterator[EmailMessage]:
    """The messages below a part, but for those that are within another."""
    parts = part.get_payload()
    for each in parts if isinstance(parts, list) else ():
        if isinstance(each, EmailMessage) and part.get_content_type() == "message/rfc822":
            yield each
        elif isinstance(each, MIMEPart):
            yield from _attached(each)


def _part_of(source: Source, name: str) -> Source:
    """A message within that of a source, as a source."""
    uri = f"{source.uri}{'-' if '#' in source.uri else '#'}{name}"
    return replace(source, name=f"{source.stem}-{name}", uri=uri, place=f"{source.place}, {name.replace('-', ' ')}")


def _body(message: EmailMessage) -> list[MIMEPart]:
    """The parts that are the text of a message: the longest one of HTML if the first is HTML, or if the plain ones are
    but a notice beside it; else the plain ones, in order."""
    parts = [*_texts(message, is_root=True)]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    plain = [part for part in parts if part not in pages]
    longest = max(pages, key=_length, default=None)
    if longest is not None and (parts[0] in pages or sum(map(_length, plain)) < _NOTICE * _length(longest)):
        return [longest]
    return plain


def _texts(part: MIMEPart, *, is_root: bool = False) -> Iterator[MIMEPart]:
    """The parts below one that are text and no files, in order; of alternatives one."""
    if not is_root and (part.get_content_disposition() == "attachment" or part.get_filename()):
        return
    if part.get_content_type() in {"text/plain", "text/html"}:
        if _payload(part).strip():
            yield part
    elif part.get_content_type() == "multipart/alternative":
        yield from _chosen([[*_texts(each)] for each in part.iter_parts()])
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        for each in part.iter_parts():
            yield from _texts(each)


def _chosen(alternatives: list[list[MIMEPart]]) -> list[MIMEPart]:
    """The plain one of alternatives, unless it only says that there is another."""
    filled = [each for each in alternatives if each]
    longest = max((sum(map(_length, each)) for each in filled), default=0)
    plain = (each for each in filled if each[0].get_content_type() == "text/plain")
    plain_of_length = (each for each in plain if sum(map(_length, each)) >= _NOTICE * longest)
    return next(plain_of_length, filled[-1] if filled else [])


def _length(part: MIMEPart) -> int:
    """The bytes of the text of a part."""
    return len(_TAG.sub(b"", _payload(part)).strip())


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _of_plain_text(
    message: EmailMessage, parts: list[MIMEPart], source: Source, options: Options
) -> Iterator[Document | DocumentError]:
    if not parts:
        raise EmptyDocumentError(place=source.place)
    decoded = [
        encoding.decode(_payload(part), source.place, options.encoding or part.get_content_charset()) for part in parts
    ]
    body = "\n\n".join(_unflowed(part, each.text) for part, each in zip(parts, decoded, strict=True))
    for document in text.documents(body, decoded[0].encoding, source):
        if isinstance(document, DocumentError) or document.date is not None or document.uri != source.uri:  # an article
            yield document
        else:
            yield from _parted(document, message, source, options)


def _unflowed(part: MIMEPart, text: str) -> str:
    text = text.replace("\r\n", "\n").strip("\n")
    if str(part.get_param("format")).lower() != "flowed":
        return text
    return correspondence.unflowed(text, is_space_deleted=str(part.get_param("delsp")).lower() == "yes")


def _parted(document: Document, message: EmailMessage, source: Source, options: Options) -> Iterator[Document]:
    """The own words of a sender, and each message forwarded. Raises `EmptyDocumentError` if there is neither."""
    mail = _with_headers(document, message)
    has_original = message["In-Reply-To"] is not None
    is_answer = correspondence.is_answer(str(message["Subject"] or ""), has_original=has_original)
    body = correspondence.parted(document.text, is_answer=is_answer)
    if not body.own and not body.forwarded:
        raise EmptyDocumentError(place=source.place)
    note = {"quoted_lines": str(body.quoted)} if body.quoted else {}
    if body.own:
        yield replace(mail, text=body.own, metadata={**mail.metadata, **note})
    for number, forwarded in enumerate(body.forwarded, start=1):
        part = _part_of(source, f"forwarded-{number}")
        written = forwarded.headers.get("date", "")
        date = dates.parse(written, options.date_order)
        metadata = {
            "author": _ADDRESS.sub("", forwarded.headers.get("from", "")).strip(' "'),
            "forwarded_by": mail.metadata.get("author", ""),
            "date_as_written": "" if date else written,
        }
        yield Document(
            text=forwarded.text,
            name=part.stem,
            uri=part.uri,
            title=forwarded.headers.get("subject") or None,
            date=date,
            encoding=document.encoding,
            metadata={key: value for key, value in metadata.items() if value},
        )


def _of_page(
    message: EmailMessage, part: MIMEPart, source: Source, options: Options
) -> Iterator[Document | DocumentError]:
    is_page = (
        message["Snapshot-Content-Location"] is not None or _BY_BROWSER.match(str(message["From"] or "")) is not None
    )
    data = _payload(part) if is_page else correspondence.with_signs(_payload(part))
    body = of_bytes(data, source.name, source.uri, source.place, part.get_content_charset())
    address = _address(message, part) if is_page else ""
    for item in html.load(body, options):
        if isinstance(item, DocumentError) or item.uri != source.uri or (is_page and not address):
            yield item
        elif is_page:
            yield dated_by_address(replace(item, metadata={**item.metadata, "url": address}), address)
        else:
            yield from _parted(item, message, source, options)


def _address(message: EmailMessage, part: MIMEPart) -> str:
    """The address from which a page was saved; empty if it was none on the web."""
    values = (message["Snapshot-Content-Location"], message["Content-Location"], part["Content-Location"])
    return next((str(value) for value in values if str(value).startswith(("http://", "https://"))), "")


def _with_headers(document: Document, message: EmailMessage) -> Document:
    """The text of an e-mail with its subject as title, the day on which it was sent and its author."""
    sent, sender = message["Date"], message["From"]
    addresses = sender.addresses if sender is not None else ()
    headers = {
        "author": (addresses[0].display_name or addresses[0].addr_spec) if addresses else "",
        "attached": ", ".join(filter(None, (each.get_filename() for each in message.walk()))),
    }
    return replace(
        document,
        title=" ".join(str(message["Subject"] or "").split()) or document.title,
        date=sent.datetime.date() if sent is not None and sent.datetime is not None else document.date,
        metadata={**document.metadata, **{name: value for name, value in headers.items() if value}},
    )
