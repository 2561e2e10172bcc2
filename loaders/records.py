"""Makes documents from rows of a table, JSON objects or front matter, by the names of columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from urllib.parse import quote

from kg.errors import DocumentError, EmptyDocumentError, NoColumnError
from kg.folding import without_accents
from kg.model import Document, Genre, When
from loaders import dates, markup
from loaders.defaults import DATE_FROM
from loaders.encoding import one_line
from loaders.options import Options
from loaders.source import Source

__all__ = [
    "TEXT",
    "Description",
    "Record",
    "dated",
    "described",
    "describes_document",
    "document",
    "flattened",
    "fragment",
    "guess",
    "has_text",
    "key",
    "no_column",
    "paragraphs",
    "with_distinct_uris",
]

# Names of columns in order of preference, in the form that `key` gives.
ID = ("id", "docid", "documentid", "articleid", "recordid", "uid", "uuid", "guid", "identifier", "slug", "key")
TITLE = ("title", "headline", "heading", "subject", "documenttitle", "articletitle", "webtitle")
DATE = (
    *("datepublished", "publicationdate", "publisheddate", "publishdate", "pubdate", "dateofpublication", "published"),
    *(
        "publishedat",
        "publishedon",
        "issued",
        "dateissued",
        "date",
        "documentdate",
        "articledate",
        "datetime",
        "day",
        "webpublicationdate",
    ),
)
SOURCE = (
    *("source", "publisher", "sourcename", "outlet", "newspaper", "journal", "agency", "newsagency", "sitename"),
    *("publication", "publicationtitle", "medium", "medianame", "feed", "provider", "issuer"),
)
TEXT = (
    *("text", "fulltext", "body", "bodytext", "articlebody", "articletext", "content", "maintext", "rawtext"),
    *("documenttext", "article", "story", "storytext", "transcript", "paragraphs", "statement", "message"),
)
GENRE = ("genre",)
# Metadata keys, and the columns whose values they hold.
METADATA_COLUMNS = {
    "url": ("url", "link", "canonicalurl", "weburl", "permalink", "sourceurl"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang", "languagecode"),
}
# Nested objects that describe the document, not a person or place in it; so does ``_source`` of Elasticsearch.
CONTAINERS = frozenset(
    {"meta", "metadata", "attributes", "properties", "fields", "data", "document", "article", "header", "info"}
)
# Metadata keys that loaders set themselves.
RESERVED = frozenset({"date_as_written", DATE_FROM, "encoding_repaired", "format", "omitted"})
# Keys of an object that hold its name; MongoDB wraps dates and ids in ``$date`` and ``$oid``.
NAME_KEYS = ("$date", "name", "title", "label", "$oid")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# Characters that need no escaping in a fragment (RFC 3986), without those that are special in a shell.
_UNESCAPED = "/:?@-._~+,;="
_LONGEST_NAME = 200
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Description:
    """What a record says about a document, besides its text."""

    id: str | None
    title: str | None
    when: When | None
    source: str | None
    genre: Genre | None
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a record by column; a ``label`` for one without an id (``17``), and its ``place`` for errors."""

    values: Mapping[str, object]
    label: str
    place: str


def document(record: Record, source: Source, options: Options, codec: str | None = None) -> Document:
    """The document of a record; its URI is that of the source, with the record's id or label as fragment.

    Raises `NoColumnError`, `EmptyDocumentError`.
    """
    flat = flattened(record.values)
    column = options.columns.text or guess(flat, TEXT, paragraphs) or guess(flat, TEXT, _if_textual)
    if column not in flat:
        names = [name for name, value in flat.items() if not (isinstance(value, Mapping) and _has_fields(name, flat))]
        raise no_column("text", options.columns.text, names, record.place)
    text = markup.plain_of(paragraphs(flat[column]), record.place)
    if not text.strip():
        raise EmptyDocumentError(place=record.place)
    parts = described({name: value for name, value in flat.items() if name != column}, options)
    return Document(
        text=text,
        name=parts.id or f"{source.stem}-{record.label}",
        uri=f"{source.uri}#{fragment(parts.id or record.label)}",
        title=parts.title,
        source=parts.source,
        genre=parts.genre,
        encoding=codec,
        metadata=parts.metadata,
    ).dated(parts.when)


def has_text(record: Record, options: Options) -> bool:
    """Whether a record has the text column of the options, or else a known text column that is not empty."""
    flat, column = flattened(record.values), options.columns.text
    return column in flat if column else guess(flat, TEXT, paragraphs) is not None


def describes_document(record: Record) -> bool:
    """Whether a record has an id, a title or a known text column, even an empty one."""
    return bool(guess(record.values, (*ID, *TITLE)) or guess(record.values, TEXT, _if_textual))


def no_column(part: str, column_name: str | None, columns: Iterable[str], place: str) -> NoColumnError:
    """The error for a table or record that lacks the column for a ``part`` of the document."""
    expected = column_name or f"that is known to hold the {part}"
    return NoColumnError(place=place, wanted=expected, columns=", ".join(columns) or "none", part=part)


def described(flat: Mapping[str, object], options: Options) -> Description:
    """The description in a `flattened` record, by the columns of the options, or else by the names of columns; all
    other columns are metadata. Deeper objects are left out, and their names listed under ``omitted``.
    """
    columns = options.columns
    columns_used = {
        "id": columns.id or guess(flat, ID),
        "title": columns.title or guess(flat, TITLE),
        "date": columns.date or _date_column(flat, options),
        "source": columns.source or guess(flat, SOURCE),
        "genre": guess(flat, GENRE),
        **{part: guess(flat, names) for part, names in METADATA_COLUMNS.items()},
    }
    values_by_part = {part: _scalar(flat.get(column)) for part, column in columns_used.items() if column}
    genre = without_accents(values_by_part.get("genre") or "")
    when, metadata = dated(values_by_part.get("date"), options)
    metadata |= {part: words for part in METADATA_COLUMNS if (words := values_by_part.get(part))}
    consumed_columns = {column for part, column in columns_used.items() if part != "genre" or genre in set(Genre)}
    nested_columns: list[str] = []
    for column, value in flat.items():
        if column in consumed_columns or (isinstance(value, Mapping) and _has_fields(column, flat)):
            continue
        if words := _scalar(value, whole=True):
            metadata.setdefault(f"column.{column}" if column in RESERVED else column, words)
        elif value and not isinstance(value, str):
            nested_columns.append(column)
    if nested_columns:
        metadata["omitted"] = "; ".join(nested_columns)
    name, title, publisher = values_by_part.get("id"), values_by_part.get("title"), values_by_part.get("source")
    return Description(
        id=one_line(name)[:_LONGEST_NAME] if name else None,
        title=markup.unescaped(title) if title else None,
        when=when,
        source=markup.unescaped(publisher) if publisher else None,
        genre=Genre(genre) if genre in set(Genre) else None,
        metadata=metadata,
    )


def dated(written: str | None, options: Options) -> tuple[When | None, dict[str, str]]:
    """The parsed date, None if it is none; and metadata with the string, unless that is the date in ISO 8601."""
    if not written:
        return None, {}
    day = dates.parse(written, options.date_order) or dates.of_milliseconds(written)
    when = When(day) if day else dates.period(written)
    return when, {} if written == str(when) else {"date_as_written": written}


def guess(
    record: Mapping[str, object], names: Sequence[str], read: Callable[[object], str | None] | None = None
) -> str | None:
    """The first column, in the order of ``names``, with such a name and a value for which ``read`` gives a text.

    >>> guess({"Doc ID": 7, "Full text": "Talks began."}, TEXT)
    'Full text'
    """
    read = read or _scalar
    plain_columns: dict[str, str] = {}
    nested_columns: dict[str, str] = {}
    for column, value in record.items():
        container, _, last_name = column.rpartition(".")
        last_key, column_key = key(last_name), key(column)
        if last_key in names and _is_container(container) and last_key not in nested_columns and read(value):
            nested_columns[last_key] = column
        is_container = isinstance(value, Mapping) and _is_container(column)
        if column_key in names and column_key not in plain_columns and not is_container and read(value):
            plain_columns[column_key] = column
    return next(
        (
            columns_by_name[name]
            for columns_by_name in (plain_columns, nested_columns)
            for name in names
            if name in columns_by_name
        ),
        None,
    )


def _date_column(flat: Mapping[str, object], options: Options) -> str | None:
    """The first column whose value is a day, else one whose day is ambiguous, else one of a month or year, else any: a
    flag ("published": true) or a number of an issue is none."""

    def read_in(orders: Iterable[dates.DateOrder | None]) -> Callable[[object], str | None]:
        def read(value: object) -> str | None:
            words = _scalar(value)
            is_day = words is not None and (
                dates.of_milliseconds(words) or any(dates.parse(words, order) for order in orders)
            )
            return words if is_day else None

        return read

    def read_period(value: object) -> str | None:
        words = _scalar(value)
        return words if words and dates.period(words) else None

    readings = (read_in([options.date_order]), read_in(dates.DateOrder), read_period, None)
    return next((column for read in readings if (column := guess(flat, DATE, read))), None)


def fragment(text: str) -> str:
    """The text as the fragment of a URI.

    >>> fragment("round 2 #1")
    'round%202%20%231'
    """
    return quote(text, safe=_UNESCAPED)


def with_distinct_uris(documents: Iterable[Document | DocumentError]) -> Iterator[Document | DocumentError]:
    """The documents, with ``~2``, ``~3`` appended to a URI that occurs again, skipping URIs that exist already."""
    highest_number: dict[str, int] = {}
    for item in documents:
        if isinstance(item, Document):
            if item.uri in highest_number:
                number = next(
                    candidate
                    for candidate in count(highest_number[item.uri] + 1)
                    if f"{item.uri}~{candidate}" not in highest_number
                )
                highest_number[item.uri] = number
                item = replace(item, uri=f"{item.uri}~{number}", name=f"{item.name}~{number}")
            highest_number[item.uri] = 1
        yield item


def flattened(record: Mapping[str, object]) -> dict[str, object]:
    """The columns of a record, and those of nested objects, one level deep.

    >>> flattened({"meta": {"city": "Oslo", "hall": {"floor": 2}}})["meta.hall"]
    {'floor': 2}
    """
    flat: dict[str, object] = dict(record)
    for column, value in record.items():
        if isinstance(value, Mapping):
            flat |= {f"{column}.{name}": inner for name, inner in value.items() if f"{column}.{name}" not in flat}
    return flat


def _has_fields(column: str, flat: Mapping[str, object]) -> bool:
    return any(other.startswith(f"{column}.") for other in flat)


def _if_textual(value: object) -> str | None:
    """A non-empty string for a value that may be a text, even an empty one; else None."""
    return "text" if value is None or isinstance(value, str | list | tuple) else None


def _is_container(column: str) -> bool:
    return column == "_source" or key(column) in CONTAINERS


@lru_cache(maxsize=4096)
def key(column: str) -> str:
    """The name of a column in lower case, without signs and spaces.

    >>> key("Full text")
    'fulltext'
    """
    return _NOT_ALPHANUMERIC.sub("", column).lower()


def _scalar(value: object, *, whole: bool = False) -> str | None:
    """A value as a string: for an object its name, unless the ``whole`` value is asked for; None for deeper values."""
    match value:
        case None | "":
            return None
        case str():
            return value.strip() or None
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case dt.date():
            return value.isoformat()
        case Mapping() if not whole:
            return _name_of(value)
        case list() | tuple():
            texts = [None if isinstance(item, list | tuple) else _scalar(item, whole=whole) for item in value]
            return "; ".join(filter(None, texts)) or None if None not in texts else None
        case _:
            return None


def _name_of(value: Mapping[str, object]) -> str | None:
    """The name of an object, or its date, which MongoDB may give in milliseconds since 1970."""
    match value.get("$date"):
        case int(since) | {"$numberLong": str(since)} if since is not True:
            with suppress(ValueError, OverflowError):
                return (_EPOCH + dt.timedelta(milliseconds=int(since))).isoformat()
    return next((text for name in NAME_KEYS if isinstance(text := value.get(name), str) and text.strip()), None)


def paragraphs(value: object, depth: int = _DEPTH) -> str:
    """The text of a value: for a list, its members as paragraphs; for an object, its text column.

    >>> paragraphs(["Talks began.", {"text": "They go on."}])
    'Talks began.\\n\\nThey go on.'
    """
    match value:
        case str():
            return value
        case list() | tuple() if depth:
            return markup.PARAGRAPH_BREAK.join(text for item in value if (text := paragraphs(item, depth - 1)).strip())
        case Mapping() if depth and (column := guess(value, TEXT, paragraphs)):
            return paragraphs(value[column], depth - 1)
        case _:
            return ""
