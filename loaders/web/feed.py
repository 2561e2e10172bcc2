"""RSS and Atom files: one article for each entry. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import DamagedDocumentError, DocumentError, EmptyDocumentError
from kg.model import Document
from loaders import encoding, markup, records
from loaders.options import Options
from loaders.registry import Likeness, loader
from loaders.source import Source, parts_of
from loaders.text.text import decoded

__all__ = ["load"]

type Fields = dict[str, object]

_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<(?:rss|feed|rdf:RDF|[\w]+:feed)[\s>]", re.DOTALL)
_END = re.compile(r"</(?:rss|feed|rdf:RDF|\w+:feed)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_TAG = re.compile(r"<[A-Za-z/]")
_ENTRY_ENDS = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")


def _sniff(head: bytes) -> Likeness:
    text = encoding.peek(head)
    return Likeness.CERTAIN if text and _ROOT.match(text.lstrip("\ufeff")) else Likeness.NO


@loader(".xml", ".rss", ".atom", ".rdf", sniff=_sniff)
def load(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """One document for each entry: its full content, else its summary; the feed's title is the source.

    The last entry of a truncated feed is left out, and the truncation is reported after the others.
    """
    import feedparser  # type: ignore[import-untyped]

    declared_encoding = markup.XML_ENCODING.search(source.head)
    text, codec = decoded(source, options, declared_encoding[1].decode("ascii") if declared_encoding else None)
    text = markup.XML.sub("", encoding.clean_for_repair(text))
    is_whole = _END.search(text) is not None
    # With a stream, feedparser neither fetches nor opens anything.
    headers = {"content-type": "application/xml; charset=utf-8"}
    feed = feedparser.parse(io.BytesIO(text.encode("utf-8")), response_headers=headers)
    entries = feed.entries if is_whole else feed.entries[: len(_ENTRY_ENDS.findall(text))]
    for number, entry in enumerate(entries, start=1):
        try:
            yield _document(entry, feed, number, source, options, codec)
        except DocumentError as error:
            yield error
    if not is_whole:
        raise DamagedDocumentError(place=source.place, detail=f"it does not end after entry {len(entries)}")


def _document(entry: Fields, feed: Fields, number: int, source: Source, options: Options, codec: str) -> Document:
    feed_fields = _fields(feed, "feed")
    place = f"{source.place}, entry {number}"
    text = _text(entry, place)
    if not text.strip():
        raise EmptyDocumentError(place=place)
    link, guid, updated = _string(entry, "link"), _string(entry, "id"), _string(entry, "updated")
    published = _string(entry, "published")
    if published is None and str(feed.get("version")).startswith("rss"):
        # RSS has no date of modification: what feedparser calls "updated" is the only date (dc:date) of an item.
        published = updated
    when, metadata = records.dated(published, options)
    title = _string(entry, "title")
    author, language = _string(entry, "author"), _string(feed_fields, "language")
    optional_metadata = {"url": link, "author": author, "language": language, "updated": updated}
    return Document(
        text=text,
        name=_name(link, guid) or f"{source.stem}-{number}",
        uri=f"{source.uri}#{records.fragment(guid or link or str(number))}",
        title=markup.plain_of(title, place, _TAG) if title else None,
        source=_string(_fields(entry, "source"), "title") or _string(feed_fields, "title"),
        encoding=codec,
        metadata=metadata | {name: value for name, value in optional_metadata.items() if value},
    ).dated(when)


def _text(entry: Fields, place: str) -> str:
    """The longest text of an entry: feeds put summary and full text in either element."""
    contents = dict.get(entry, "content")
    parts = [*(contents if isinstance(contents, list) else []), {"value": dict.get(entry, "summary")}]
    values = [value for part in parts if isinstance(value := part.get("value"), str)]
    return max((markup.plain_of(value, place, _TAG) for value in values), key=len, default="")


def _name(link: str | None, guid: str | None) -> str | None:
    """The last part of the link's path, or an id that is no address."""
    if link and (stem := PurePosixPath(parts_of(link).path).stem):
        return stem
    return guid if guid and ":" not in guid and "/" not in guid else None


# feedparser's own lookup substitutes one field for another (updated for published); that of dict does not.
def _string(fields: Fields, name: str) -> str | None:
    value = dict.get(fields, name)
    return value.strip() or None if isinstance(value, str) else None


def _fields(fields: Fields, name: str) -> Fields:
    value = dict.get(fields, name)
    return value if isinstance(value, dict) else {}
