"""Filtering documents by source, genre, tags, and any other metadata of their files."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from kg.errors import DocumentsMissingError
from kg.folding import without_case

if TYPE_CHECKING:
    from kg.model import Document

__all__ = ["DocumentFilter", "documents_where", "tags_of"]

_TAGS: Final = ("tags", "tag")
_PARTS: Final = re.compile(r"\s*[;|]\s*")
_PARTS_OF_TAGS: Final = re.compile(r"\s*[,;|]\s*")
_LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """A filter of documents: for each name that it has values for, a document has to have one of them.

    ``where`` holds ``NAME=VALUE`` of the metadata (``event=COP4``), or of title, source, genre, language or name. Case
    does not matter; a document's value with ``;`` or ``|`` in it matches by each of its parts too.
    """

    source: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    def has(self, document: Document) -> bool:
        """Whether the document passes the filter.

        >>> from kg.model import Document
        >>> about = Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade", "event": "COP4"})
        >>> DocumentFilter(tag=("trade", "fish"), where=("Event=cop4",)).has(about)
        True
        >>> DocumentFilter(tag=("trade",), where=("event=COP5",)).has(about)
        False
        """
        told = _told(document)
        return all(
            any(values & _parts(name, told.get(name, "")) for name in names) for names, values in self._conditions()
        )

    def each(self) -> Iterator[tuple[str, DocumentFilter]]:
        """Each of its conditions: in words, and as a filter of its own."""
        for field in fields(DocumentFilter):
            for value in getattr(self, field.name):
                words = value if field.name == "where" else f"{field.name}={value}"
                yield words, DocumentFilter(**{field.name: (value,)})

    def _conditions(self) -> Iterator[tuple[tuple[str, ...], set[str]]]:
        named: dict[str, set[str]] = {}
        for name, values in (("source", self.source), ("genre", self.genre), ("tag", self.tag)):
            named |= {name: {without_case(value) for value in values}} if values else {}
        for pair in self.where:
            name, _, value = pair.partition("=")
            named.setdefault(without_case(name), set()).add(without_case(value))
        for name, wanted in named.items():
            yield (_TAGS if name in _TAGS else (name,)), wanted


def tags_of(document: Document) -> tuple[str, ...]:
    """The tags of a document's metadata, as they are written, sorted.

    >>> from kg.model import Document
    >>> tags_of(Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade"}))
    ('Trade', 'steel')
    """
    told = [document.metadata.get(name, "") for name in _TAGS]
    return tuple(sorted({part for text in told for part in _PARTS_OF_TAGS.split(text.strip()) if part}))


def documents_where(db: sqlite3.Connection, wanted: DocumentFilter) -> tuple[str, ...]:
    """The ids of the documents that pass, sorted. Raises `kg.errors.DocumentsMissingError` where none does."""
    documents = list(_documents(db))
    found = tuple(dict.fromkeys(document.id for document in documents if wanted.has(document)))
    if found:
        return found
    alone = [words for words, one in wanted.each() if not any(one.has(document) for document in documents)]
    asked = alone or [words for words, _ in wanted.each()]
    raise DocumentsMissingError(asked=" and ".join(asked), hint=_hint(documents, asked[0].partition("=")[0]))


def _documents(db: sqlite3.Connection) -> Iterator[Document]:
    """Each document without its text, once for each of its locations: their metadata differ."""
    import json

    from kg.judgements.settings import document_as_set
    from kg.model import Document, Genre
    from kg.record.judging import judgements_of_text
    from kg.record.judging.rows import SETTING

    set_ = {key for (key,) in db.execute(f"SELECT text_key FROM judgements WHERE undone = 0 AND {_in(SETTING)}")}
    rows = db.execute(
        """SELECT d.id, d.text_key, l.name, l.uri, d.title, d.source, d.genre, d.language, l.metadata
           FROM documents d JOIN locations l ON l.document = d.key
           ORDER BY d.id, l.uri"""
    )
    for id_, key, name, uri, title, source, genre, language, metadata in rows:
        kind = Genre(genre) if genre else None
        known = Document("", name, uri, title, None, source, kind, language, None, json.loads(metadata), id_)
        yield document_as_set(known, judgements_of_text(db, key, SETTING)) if key in set_ else known


def _in(verdicts: tuple[str, ...]) -> str:
    return "verdict IN ({})".format(", ".join(f"'{verdict}'" for verdict in verdicts))


def _hint(documents: list[Document], name: str) -> str:
    """The values that documents have for the name, the most frequent first; without any, the names that they have."""
    names = _TAGS if (key := without_case(name)) in _TAGS else (key,)
    values: dict[str, int] = {}
    for document in documents:
        told = _told(document)
        for value in {part for each in names for part in _split(each, told.get(each, "")) if part}:
            values[value] = values.get(value, 0) + 1
    if not values:
        known = sorted({each for document in documents for each in _told(document)})
        return f" Names are: {', '.join(known)}."
    listed = [_asked_by(key, value) for value in sorted(values, key=lambda value: (-values[value], value))]
    more = " …" if len(listed) > _LISTED else ""
    return f" Of {name} there is: {', '.join(listed[:_LISTED])}{more}."


def _asked_by(name: str, value: str) -> str:
    """The value; one that ``--genre`` does not take, with the option that asks for it."""
    from kg.model import Genre

    is_taken = name != "genre" or value in {genre.value for genre in Genre}
    return value if is_taken else f'{value} (--where "{name}={value}")'


def _told(document: Document) -> Mapping[str, str]:
    own = {name: getattr(document, name) for name in ("title", "source", "genre", "language", "name")}
    told = {**document.metadata, **{name: str(value) for name, value in own.items() if value}}
    return {without_case(name): value for name, value in told.items()}


def _split(name: str, value: str) -> list[str]:
    return (_PARTS_OF_TAGS if name in _TAGS else _PARTS).split(value.strip())


def _parts(name: str, value: str) -> set[str]:
    return {without_case(value), *(without_case(part) for part in _split(name, value))} - {""}
