"""From a row of a table, a JSON object or front matter to the parts of a document, by the names of the columns."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from urllib.parse import quote

from kg.errors import DocumentError, EmptyDocumentError, NoColumnError
from kg.model import Document, Genre
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
    "distinct",
    "document",
    "flattened",
    "fragment",
    "guess",
    "has_text",
    "is_of_document",
    "key",
    "no_column",
    "paragraphs",
]

# Names in the order of preference, in small letters and digits.
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
    *("publication", "medium", "feed", "provider", "issuer"),
)
TEXT = (
    *("text", "fulltext", "body", "bodytext", "articlebody", "articletext", "content", "maintext", "rawtext"),
    *("documenttext", "article", "story", "transcript", "paragraphs", "statement", "message"),
)
GENRE = ("genre",)
# These keep one name in the metadata, whatever the column is called.
KEPT = {
    "url": ("url", "link", "canonicalurl", "weburl", "permalink", "sourceurl"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang", "languagecode"),
}
# Objects inside a record that describe the document, not a person or place in it; ``_source`` is Elasticsearch's.
CONTAINERS = frozenset(
    {"meta", "metadata", "attributes", "properties", "fields", "data", "document", "article", "header", "info"}
)
# The names under which loaders put what they found out themselves.
OWN = frozenset({"date_as_written", DATE_FROM, "encoding_repaired", "format", "omitted"})
# How an object is called; MongoDB writes so a date and an id.
NAMES = ("$date", "name", "title", "label", "$oid")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_SIGNS = re.compile(r"[\W_]+")
# Characters that a fragment may hold as they are (RFC 3986), but for those that a shell takes for its own.
_PLAIN = "/:?@-._~+,;="
_LONGEST_NAME = 200
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Description:
    """What a record tells of a document besides its text."""

    id: str | None
    title: str | None
    date: dt.date | None
    source: str | None
    genre: Genre | None
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """Columns and what they hold; what to call the record where it has no id (``17``), and how errors name it."""

    values: Mapping[str, object]
    label: str
    place: str


def document(record: Record, source: Source, options: Options, codec: str) -> Document:
    """The document of a record; its URI is the source's with the record's id, or label, as fragment.

    Raises `NoColumnError`, `EmptyDocumentError`.
    """
    flat = flattened(record.values)
    column = options.columns.text or guess(flat, TEXT, paragraphs) or guess(flat, TEXT, _unfilled)
    if column not in flat:
        names = [name for name, value in flat.items() if not (isinstance(value, Mapping) and _inside(name, flat))]
        raise no_column("text", options.columns.text, names, record.place)
    text = paragraphs(flat[column])
    if markup.is_markup(text):
        text = markup.plain(text, record.place)
    if not text.strip():
        raise EmptyDocumentError(place=record.place)
    parts = described({name: value for name, value in flat.items() if name != column}, options)
    return Document(
        text=text,
        name=parts.id or f"{source.stem}-{record.label}",
        uri=f"{source.uri}#{fragment(parts.id or record.label)}",
        title=parts.title,
        date=parts.date,
        source=parts.source,
        genre=parts.genre,
        encoding=codec,
        metadata=parts.metadata,
    )


def has_text(record: Record, options: Options) -> bool:
    """Whether a record has the column of the text that is named, or else one that is known to hold text and does."""
    flat, named = flattened(record.values), options.columns.text
    return named in flat if named else guess(flat, TEXT, paragraphs) is not None


def is_of_document(record: Record) -> bool:
    """Whether a record has an id or a title, or a column that is known to hold text, be it empty."""
    return bool(guess(record.values, (*ID, *TITLE)) or guess(record.values, TEXT, _unfilled))


def no_column(part: str, named: str | None, columns: Iterable[str], place: str) -> NoColumnError:
    """The error of a table or record without the column that holds a part of the document."""
    wanted = named or f"that is known to hold the {part}"
    return NoColumnError(place=place, wanted=wanted, columns=", ".join(columns) or "none", part=part)


def described(flat: Mapping[str, object], options: Options) -> Description:
    """What a record that is `flattened` tells, by the columns that are named, else by those whose names say so; the
    rest is metadata. What lies deeper is left out and its name kept under ``omitted``.
    """
    columns = options.columns
    used = {
        "id": columns.id or guess(flat, ID),
        "title": columns.title or guess(flat, TITLE),
        "date": columns.date or guess(flat, DATE),
        "source": columns.source or guess(flat, SOURCE),
        "genre": guess(flat, GENRE),
        **{part: guess(flat, names) for part, names in KEPT.items()},
    }
    found = {part: _scalar(flat.get(column)) for part, column in used.items() if column}
    genre = _unaccented(found.get("genre") or "").lower()
    date, metadata = dated(found.get("date"), options)
    metadata |= {part: words for part in KEPT if (words := found.get(part))}
    consumed = {column for part, column in used.items() if part != "genre" or genre in set(Genre)}
    deep: list[str] = []
    for column, value in flat.items():
        if column in consumed or (isinstance(value, Mapping) and _inside(column, flat)):
            continue
        if words := _scalar(value, whole=True):
            metadata.setdefault(f"column.{column}" if column in OWN else column, words)
        elif value and not isinstance(value, str):
            deep.append(column)
    if deep:
        metadata["omitted"] = "; ".join(deep)
    name = found.get("id")
    return Description(
        id=one_line(name)[:_LONGEST_NAME] if name else None,
        title=found.get("title"),
        date=date,
        source=found.get("source"),
        genre=Genre(genre) if genre in set(Genre) else None,
        metadata=metadata,
    )


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def dated(written: str | None, options: Options) -> tuple[dt.date | None, dict[str, str]]:
    """The date that a document gives, and the metadata that keeps how it was written where that says more or other."""
    date = dates.parse(written, options.date_order) if written else None
    if not written or (date and written == date.isoformat()):
        return date, {}
    return date, {"date_as_written": written}


def guess(
    record: Mapping[str, object], names: Sequence[str], read: Callable[[object], str | None] | None = None
) -> str | None:
    """The first column, in the order of ``names``, that is called so and holds something (which ``read`` tells).

    >>> guess({"Doc ID": 7, "Full text": "Talks began."}, TEXT)
    'Full text'
    """
    read = read or _scalar
    plain: dict[str, str] = {}
    nested: dict[str, str] = {}
    for column, held in record.items():
        container, _, last = column.rpartition(".")
        inside, whole = key(last), key(column)
        if inside in names and _is_container(container) and inside not in nested and read(held):
            nested[inside] = column
        contained = isinstance(held, Mapping) and _is_container(column)
        if whole in names and whole not in plain and not contained and read(held):
            plain[whole] = column
    return next((found[name] for found in (plain, nested) for name in names if name in found), None)


def fragment(text: str) -> str:
    """The text as the fragment of a URI.

    >>> fragment("round 2 #1")
    'round%202%20%231'
    """
    return quote(text, safe=_PLAIN)


def distinct(documents: Iterable[Document | DocumentError]) -> Iterator[Document | DocumentError]:
    """The documents, the second and later of one URI told apart by ``~2``, ``~3``, where no other is called so."""
    last: dict[str, int] = {}
    for item in documents:
        if isinstance(item, Document):
            if item.uri in last:
                number = next(each for each in count(last[item.uri] + 1) if f"{item.uri}~{each}" not in last)
                last[item.uri] = number
                item = replace(item, uri=f"{item.uri}~{number}", name=f"{item.name}~{number}")
            last[item.uri] = 1
        yield item


def flattened(record: Mapping[str, object]) -> dict[str, object]:
    """The columns of a record, and those of the objects in it, one level deep.

    >>> flattened({"meta": {"city": "Oslo", "hall": {"floor": 2}}})["meta.hall"]
    {'floor': 2}
    """
    flat: dict[str, object] = dict(record)
    for column, value in record.items():
        if isinstance(value, Mapping):
            flat |= {f"{column}.{name}": inner for name, inner in value.items() if f"{column}.{name}" not in flat}
    return flat


def _inside(column: str, flat: Mapping[str, object]) -> bool:
    return any(other.startswith(f"{column}.") for other in flat)


def _unfilled(value: object) -> str | None:
    """A word for what may hold a text, whether it does or not."""
    return "text" if value is None or isinstance(value, str | list | tuple) else None


def _is_container(column: str) -> bool:
    return column == "_source" or key(column) in CONTAINERS


@lru_cache(maxsize=4096)
def key(column: str) -> str:
    """The name of a column in small letters and digits.

    >>> key("Full text")
    'fulltext'
    """
    return _SIGNS.sub("", column).lower()


def _scalar(value: object, *, whole: bool = False) -> str | None:
    """A value in words; of an object its name, unless the ``whole`` value is asked for; None of anything deeper."""
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
            return _called(value)
        case list() | tuple():
            texts = [None if isinstance(item, list | tuple) else _scalar(item, whole=whole) for item in value]
            return "; ".join(filter(None, texts)) or None if None not in texts else None
        case _:
            return None


def _called(value: Mapping[str, object]) -> str | None:
    """How an object is called. MongoDB may count a date in milliseconds since 1970."""
    match value.get("$date"):
        case int(since) | {"$numberLong": str(since)} if since is not True:
            with suppress(ValueError, OverflowError):
                return (_EPOCH + dt.timedelta(milliseconds=int(since))).isoformat()
    return next((text for name in NAMES if isinstance(text := value.get(name), str) and text.strip()), None)


def paragraphs(value: object, depth: int = _DEPTH) -> str:
    """The text of a value: of a list, its members' as paragraphs; of an object, that of its text column.

    >>> paragraphs(["Talks began.", {"text": "They go on."}])
    'Talks began.\\n\\nThey go on.'
    """
    match value:
        case str():
            return value
        case list() | tuple() if depth:
            return markup.JOINED.join(text for item in value if (text := paragraphs(item, depth - 1)).strip())
        case Mapping() if depth and (column := guess(value, TEXT, paragraphs)):
            return paragraphs(value[column], depth - 1)
        case _:
            return ""
