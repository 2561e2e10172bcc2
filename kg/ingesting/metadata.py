"""A table with the metadata of documents: one row for each file, with its date, source, title, genre and tags."""

from __future__ import annotations

import contextlib
import datetime as dt
import warnings
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from kg.errors import AnnotationError, InputError, JudgementValueError, KgWarning
from kg.errors.checking import input_errors
from kg.judgement_entry import coder, in_turn, without_repeats
from kg.judgements import AboutDocument, Judgement, Verdict, text_key
from kg.judgements.settings import SETTINGS, TAGS, checked_settings
from kg.lists.delimited import delimited_rows
from kg.model import Document
from kg.model.places import uri_of

if TYPE_CHECKING:
    from kg.errors import DocumentError
    from kg.pool import NotYet
    from kg.record import Record

__all__ = [
    "MetadataRow",
    "Rows",
    "read_metadata",
    "rows_of_files",
    "rows_of_record",
    "settings_of_record",
    "with_metadata",
]

FILE: Final = ("file", "document")
"""The names that the column with the file, or another name of the document, may have."""


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """A row of a table: its line, the file that it names, and what it sets, as judgements keep it."""

    line: int
    file: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table by the URI of the file that each means, and those that mean no file here."""

    by_uri: Mapping[str, MetadataRow]
    unmatched: Sequence[MetadataRow] = ()


def read_metadata(path: Path) -> list[MetadataRow]:
    """The rows of a CSV or TSV file with a column ``file`` and one or more of `SETTINGS`; several tags are separated by
    ``|``. An empty cell sets nothing, and neither do other columns.

    Raises `InputError`, and `AnnotationError` with the line of the first row that is wrong.
    """
    try:
        with input_errors(path):
            text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path=path, detail=f"its byte {error.start + 1} is no UTF-8: save it as CSV UTF-8") from error
    lines = delimited_rows(text, lambda line, detail: AnnotationError(line=line, path=path, detail=detail))
    header = [cell.casefold() for cell in next(lines, (1, []))[1]]
    column = next((name for name in FILE if name in header), None)
    if column is None or not set(SETTINGS).intersection(header):
        detail = f"it has no column file, or none of {', '.join(SETTINGS)}, but {', '.join(header)}"
        raise AnnotationError(line=1, path=path, detail=detail)
    rows = []
    for line, cells in lines:
        if len(cells) != len(header):
            detail = f"the header has {len(header)} columns and this line {len(cells)}"
            raise AnnotationError(line=line, path=path, detail=detail)
        cell_by_name = dict(zip(header, cells, strict=True))
        if not cell_by_name[column]:
            raise AnnotationError(line=line, path=path, detail=f"the column {column} is empty")
        values: dict[str, object] = {name: cell for name, cell in cell_by_name.items() if cell and name in SETTINGS}
        if TAGS in values:
            values[TAGS] = [tag.strip() for tag in cell_by_name[TAGS].split("|") if tag.strip()]
        try:
            rows.append(MetadataRow(line, cell_by_name[column], checked_settings(values)))
        except JudgementValueError as error:
            raise AnnotationError(line=line, path=path, detail=str(error.args[0]).rstrip(".")) from error
    return rows


def rows_of_files(rows: Iterable[MetadataRow], uris: Iterable[str], table: Path) -> Rows:
    """The rows by the URIs of the files that they name: by a path from the folder of the ``table`` or from the working
    directory, else by the end of a path, else by a name without its ending.

    Raises `AnnotationError` for a row that names several files, or a file that an earlier row has named.
    """
    known_uris = dict.fromkeys(uris)
    uris_by_path_end: dict[str, list[str]] = defaultdict(list)
    uris_by_stem: dict[str, list[str]] = defaultdict(list)
    for uri in known_uris:
        path = Path(unquote(urlsplit(uri).path))
        uris_by_stem[path.stem].append(uri)
        for number in range(1, len(path.parts)):
            uris_by_path_end["/".join(path.parts[-number:])].append(uri)
    by_uri: dict[str, MetadataRow] = {}
    unmatched = []
    for row in rows:
        places = (uri_of(table.parent / row.file), uri_of(Path(row.file)))
        named = [place for place in places if place in known_uris][:1]
        named = named or uris_by_path_end.get(row.file, []) or uris_by_stem.get(row.file, [])
        if len(named) > 1:
            detail = f"{row.file!r} is the name of {len(named)} files, {named[0]} and {named[1]}: give more of the path"
            raise AnnotationError(line=row.line, path=table, detail=detail)
        if not named:
            unmatched.append(row)
            continue
        if (earlier_row := by_uri.setdefault(named[0], row)) is not row:
            detail = f"line {earlier_row.line} has {row.file!r} already"
            raise AnnotationError(line=row.line, path=table, detail=detail)
    return Rows(by_uri, unmatched)


def rows_of_record(rows: Iterable[MetadataRow], record: Record, table: Path) -> Rows:
    """The rows by the URIs of documents of the record; a row may also name a document by its id or name."""
    uris_by_name: dict[str, set[str]] = defaultdict(set)
    plain_uris = []
    for entry in record.documents():
        plain_uris += [uri for uri in entry.uris if "#" not in uri]
        for name in (entry.id, entry.name, *entry.uris):
            uris_by_name[name].add(entry.uri)
    rows = list(rows)
    named = {row.file: uris_by_name[row.file] for row in rows if len(uris_by_name[row.file]) == 1}
    of_files = rows_of_files((row for row in rows if row.file not in named), plain_uris, table)
    by_uri = dict(of_files.by_uri)
    for row in (row for row in rows if row.file in named):
        (uri,) = named[row.file]
        if (earlier_row := by_uri.setdefault(uri, row)) is not row:
            detail = f"line {earlier_row.line} has {earlier_row.file!r}, which is the same document"
            raise AnnotationError(line=row.line, path=table, detail=detail)
    return Rows(by_uri, of_files.unmatched)


def with_metadata(
    record: Record,
    items: Generator[Document | DocumentError | NotYet],
    rows_by_uri: Mapping[str, MetadataRow],
) -> Generator[Document | DocumentError | NotYet]:
    """The items; before each document is passed on, its row is recorded as a setting, so that the document is read
    with it. A setting holds for a text: where two files have one text, only the first row counts, and a `KgWarning`
    names another one that differs. Another names the row of a file that is no document itself, but holds some."""
    person, row_by_text = coder(), dict[str, MetadataRow]()
    documents, files_of_parts = set[str](), dict[str, None]()
    with contextlib.closing(items):
        for item in items:
            if isinstance(item, Document):
                documents.add(item.uri)
                files_of_parts.setdefault(item.uri.partition("#")[0])
            if isinstance(item, Document) and (row := rows_by_uri.get(item.uri)) and row.values:
                first_row = row_by_text.setdefault(text_key(item.text), row)
                if first_row is row:
                    about = AboutDocument(text_key(item.text), item.name)
                    setting = Judgement(Verdict.SET, about, person, dt.datetime.now(dt.UTC), "", row.values)
                    new, _ = without_repeats(record, [setting], arriving=[item])
                    record.judge(in_turn(record, new))
                elif first_row.values != row.values:
                    warnings.warn(_same_text(first_row, row), KgWarning, stacklevel=2)
            yield item
    for uri in files_of_parts:
        if uri not in documents and (row := rows_by_uri.get(uri)):
            warnings.warn(_several_documents(row), KgWarning, stacklevel=2)


def settings_of_record(record: Record, rows: Rows, table: Path) -> list[tuple[str, str, Mapping[str, Any]]]:
    """What `kg.graph.Graph.judge_each` takes for the rows of a record's documents, in the order of the table.

    Raises `AnnotationError` for a row that means no document, and for two rows that set one text differently.
    """
    if rows.unmatched:
        row = rows.unmatched[0]
        raise AnnotationError(line=row.line, path=table, detail=f"no document of the graph is called {row.file!r}")
    requests: list[tuple[str, str, Mapping[str, Any]]] = []
    row_by_text: dict[str, MetadataRow] = {}
    for uri, row in sorted(rows.by_uri.items(), key=lambda item: item[1].line):
        document = record.document(uri)
        first_row = row_by_text.setdefault(text_key(document.text), row)
        if first_row.values != row.values:
            raise AnnotationError(line=row.line, path=table, detail=_same_text(first_row, row))
        if row.values and first_row is row:
            requests.append(("set", document.id, row.values))
    return requests


def _same_text(first_row: MetadataRow, row: MetadataRow) -> str:
    return f"{row.file!r} has exactly the text of {first_row.file!r} (line {first_row.line}), whose metadata both get"


def _several_documents(row: MetadataRow) -> str:
    return (
        f"line {row.line} of the metadata sets nothing, since {row.file!r} holds several documents: write date and "
        "source into the file, or set them for each document with `kg document set`"
    )
