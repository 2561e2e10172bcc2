"""MIME messages: e-mails, and web pages that a browser has saved as one file (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.message import EmailMessage

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
)
from kg.model import Document
from loaders import html, text
from loaders.defaults import dated_by_address
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source, of_bytes

__all__ = ["load"]

_HEADERS = re.compile(
    rb"(?:From \S[^\n]*\n)?(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:[^\n]*\n", re.IGNORECASE
)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_TYPES_OF_PAGES = frozenset({"multipart/related", "text/html"})
# What the standard library raises for malformed headers and bodies, besides its own errors.
_BROKEN = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, HeaderParseError)


def _sniff(head: bytes) -> Likeness:
    return Likeness.CERTAIN if _HEADERS.match(head.lstrip()) else Likeness.NO


@loader(".eml", ".mht", ".mhtml", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document: the plain text of an e-mail, or its HTML if there is none, with its subject as title and the day on
    which it was sent as date; or the page, read as any other. What is attached is not read."""
    data = source.read(options.max_bytes).lstrip()
    if not _HEADERS.match(data):
        raise BinaryDocumentError(place=source.place, kind="no e-mail or saved page")
    message = message_from_bytes(data, policy=policy.default)
    try:
        yield from _documents(message, source, options)
    except _BROKEN as error:
        raise DamagedDocumentError(place=source.place, detail=f"it is no whole message ({error})") from error


def _documents(message: EmailMessage, source: Source, options: Options) -> Iterator[Document | DocumentError]:
    if any(part.get_content_type() in _ENCRYPTED for part in message.walk()):
        raise EncryptedDocumentError(place=source.place, detail="")
    address = _address_of_page(message)
    part = message.get_body(("html",) if address else ("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise EmptyDocumentError(place=source.place)
    body = of_bytes(payload, source.name, source.uri, source.place, part.get_content_charset())
    load_body = html.load if part.get_content_type() == "text/html" else text.load
    for item in load_body(body, options):
        if isinstance(item, DocumentError) or item.uri != source.uri:
            yield item  # an article of an export says all this itself
        elif address:
            yield dated_by_address(replace(item, metadata={**item.metadata, "url": address}), address)
        else:
            yield _with_headers(item, message)


def _address_of_page(message: EmailMessage) -> str | None:
    """The address from which a page was saved; None for an e-mail."""
    if message.get_content_type() not in _TYPES_OF_PAGES:
        return None
    values = (part[name] for part in message.walk() for name in ("Snapshot-Content-Location", "Content-Location"))
    return next((str(value) for value in values if value and str(value).startswith(("http://", "https://"))), None)


def _with_headers(document: Document, message: EmailMessage) -> Document:
    """The text of an e-mail with its subject as title, the day on which it was sent and its author."""
    sent, sender = message["Date"], message["From"]
    addresses = sender.addresses if sender is not None else ()
    headers = {
        "author": (addresses[0].display_name or addresses[0].addr_spec) if addresses else "",
        "attached": ", ".join(filter(None, (each.get_filename() for each in message.iter_attachments()))),
    }
    return replace(
        document,
        title=" ".join(str(message["Subject"] or "").split()) or document.title,
        date=sent.datetime.date() if sent is not None and sent.datetime is not None else document.date,
        metadata={**document.metadata, **{name: value for name, value in headers.items() if value}},
    )
