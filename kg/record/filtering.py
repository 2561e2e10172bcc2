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

_TAG_NAMES: Final = ("tags", "tag")
"""The names under which metadata have tags."""
_SEPARATOR: Final = re.compile(r"\s*[;|]\s*")
_TAG_SEPARATOR: Final = re.compile(r"\s*[,;|]\s*")
_LISTED: Final = 10
"""How many values an error lists."""


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
        values_by_name = _values_by_name(document)
        return all(
            any(wanted & _matched_values(name, values_by_name.get(name, "")) for name in names)
            for names, wanted in self._conditions()
        )

    def each(self) -> Iterator[tuple[str, DocumentFilter]]:
        """Each of its conditions: in words, and as a filter of its own."""
        for field in fields(DocumentFilter):
            for value in getattr(self, field.name):
                words = value if field.name == "where" else f"{field.name}={value}"
                yield words, DocumentFilter(**{field.name: (value,)})

    def _conditions(self) -> Iterator[tuple[tuple[str, ...], set[str]]]:
        """The names of each field of which a document has to have one of the values, and these values; without case."""
        values_by_name: dict[str, set[str]] = {}
        for name, values in (("source", self.source), ("genre", self.genre), ("tag", self.tag)):
            values_by_name |= {name: {without_case(value) for value in values}} if values else {}
        for pair in self.where:
            name, _, value = pair.partition("=")
            values_by_name.setdefault(without_case(name), set()).add(without_case(value))
        for name, wanted in values_by_name.items():
            yield (_TAG_NAMES if name in _TAG_NAMES else (name,)), wanted


def tags_of(document: Document) -> tuple[str, ...]:
    """The tags of a document's metadata, as they are written, sorted.

    >>> from kg.model import Document
    >>> tags_of(Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade"}))
    ('Trade', 'steel')
    """
    texts = [document.metadata.get(name, "") for name in _TAG_NAMES]
    return tuple(sorted({part for text in texts for part in _TAG_SEPARATOR.split(text.strip()) if part}))


def documents_where(db: sqlite3.Connection, wanted: DocumentFilter) -> tuple[str, ...]:
    """The ids of the documents that pass, sorted. Raises `kg.errors.DocumentsMissingError` where none does."""
    documents = list(_documents(db))
    ids = tuple(dict.fromkeys(document.id for document in documents if wanted.has(document)))
    if ids:
        return ids
    unmet = [words for words, condition in wanted.each() if not any(map(condition.has, documents))]
    blamed = unmet or [words for words, _ in wanted.each()]
    raise DocumentsMissingError(asked=" and ".join(blamed), hint=_hint(documents, blamed[0].partition("=")[0]))


def _documents(db: sqlite3.Connection) -> Iterator[Document]:
    """Each document without its text, once for each of its locations: their metadata differ."""
    import json

    from kg.judgements.settings import document_as_set
    from kg.model import Document, Genre
    from kg.record.judgements import judgements_of_text
    from kg.record.judgements.rows import SETTING

    query = f"SELECT text_key FROM judgements WHERE undone = 0 AND {_in(SETTING)}"
    texts_with_settings = {key for (key,) in db.execute(query)}
    rows = db.execute(
        """SELECT d.id, d.text_key, l.name, l.uri, d.title, d.source, d.genre, d.language, l.metadata
           FROM documents d JOIN locations l ON l.document = d.key
           ORDER BY d.id, l.uri"""
    )
    for id_, key, name, uri, title, source, genre, language, metadata in rows:
        kind = Genre(genre) if genre else None
        read = Document("", name, uri, title, None, source, kind, language, None, json.loads(metadata), id_)
        yield document_as_set(read, judgements_of_text(db, key, SETTING)) if key in texts_with_settings else read


def _in(verdicts: tuple[str, ...]) -> str:
    """An SQL condition on the column ``verdict``."""
    return "verdict IN ({})".format(", ".join(f"'{verdict}'" for verdict in verdicts))


def _hint(documents: list[Document], name: str) -> str:
    """A sentence that lists the values that documents have for the name, the most frequent first; where none has any,
    the names that documents have."""
    key = without_case(name)
    names = _TAG_NAMES if key in _TAG_NAMES else (key,)
    counts: dict[str, int] = {}
    for document in documents:
        values_by_name = _values_by_name(document)
        for value in {part for each in names for part in _split(each, values_by_name.get(each, "")) if part}:
            counts[value] = counts.get(value, 0) + 1
    if not counts:
        all_names = sorted({each for document in documents for each in _values_by_name(document)})
        return f" None has any {name}; they have: {', '.join(all_names) or 'no metadata'}."
    listed = [_with_option(key, value) for value in sorted(counts, key=lambda value: (-counts[value], value))]
    more = " …" if len(listed) > _LISTED else ""
    return f" Of {name} there is: {', '.join(listed[:_LISTED])}{more}."


def _with_option(name: str, value: str) -> str:
    """The value; with the option that takes it where it is a genre that ``--genre`` does not take."""
    from kg.model import Genre

    is_taken = name != "genre" or value in {genre.value for genre in Genre}
    return value if is_taken else f'{value} (--where "{name}={value}")'


def _values_by_name(document: Document) -> Mapping[str, str]:
    """The metadata of a document and, in place of any of the same name, its title, source, genre, language and name, by
    name without case."""
    own = {name: getattr(document, name) for name in ("title", "source", "genre", "language", "name")}
    values = {**document.metadata, **{name: str(value) for name, value in own.items() if value}}
    return {without_case(name): value for name, value in values.items()}


def _split(name: str, value: str) -> list[str]:
    return (_TAG_SEPARATOR if name in _TAG_NAMES else _SEPARATOR).split(value.strip())


def _matched_values(name: str, value: str) -> set[str]:
    """The values that a document's value matches, without case: itself and each of its parts."""
    return {without_case(value), *(without_case(part) for part in _split(name, value))} - {""}
