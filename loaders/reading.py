"""From paths to documents that are checked, dated and in English, or to errors in their place."""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote

from kg.errors import (
    DocumentError,
    EmptyDocumentError,
    ForeignLanguageError,
    KgWarning,
    LoaderFaultError,
    SecretAddressError,
)
from kg.errors.checking import check_class
from kg.model import Document, Genre, Granularity, PageStart, When
from kg.printing.addresses import hushed, is_secret
from loaders import dates, encoding, language, page_starts, paths, records, registry
from loaders.archives import zipped_folder
from loaders.defaults import DATE_FROM, DateFrom, with_defaults
from loaders.options import Options
from loaders.source import Place, Source, document_errors, of_file, readable_name, spooled
from loaders.text import transcript
from loaders.text.openings import date_in_opening

__all__ = ["documents", "load", "located", "read"]

STDIN = "-"

_REQUIRED: Final = ("text", "name", "uri")
_FIELDS: Final[Mapping[str, tuple[type, str]]] = {
    **dict.fromkeys((*_REQUIRED, "title", "source", "encoding"), (str, "a string")),
    "date": (dt.date, "a datetime.date"),
    "genre": (Genre, f"a kg.model.Genre ({', '.join(Genre)})"),
    "granularity": (Granularity, f"a kg.model.Granularity ({', '.join(Granularity)})"),
    "metadata": (Mapping, "strings by strings"),
    "pages": (tuple, "a tuple of kg.model.PageStart"),
}
"""The type of each field that a loader sets, and its description."""

# Without a handler, the messages of these libraries about broken documents would go to stderr.
for _name in ("pypdf", "trafilatura", "htmldate", "readability_lxml", "feedparser", "charset_normalizer", "warcio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read(
    names: paths.Paths, options: Options | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Document | DocumentError]:
    """The documents at the paths, in order, with a `DocumentError` in place of each that cannot be read.

    ``names`` are one path or several: a file, a folder (read recursively in alphabetical order, without hidden files,
    and without graphs, about which a `KgWarning` is issued), a glob, a ``file:`` URI, or ``-`` for ``stdin`` (default:
    that of the process). A file that several paths lead to is read once. Documents are loaded lazily. Raises at once,
    before anything is read, `NothingFoundError` for a path without files, or that is none, `UnknownLoaderError` and
    `UnknownEncodingError` for such options, and `ParameterValueError` for ``options`` of another class.
    """
    check_class("options", options, {"loaders.Options": Options})
    options = options or Options()
    copies = ExitStack()
    return _read_files(located(names, options, copies, stdin=stdin), options, copies)


def located(
    names: paths.Paths,
    options: Options,
    copies: ExitStack,
    *,
    stdin: BinaryIO | None = None,
    own_graph: Path | None = None,
) -> Iterator[Place | DocumentError]:
    """The files that `read` loads, in order, with errors in place of paths that lead to none. Streams are copied to
    files, which exist until the caller closes ``copies``. ``own_graph``, into which the documents are read, is passed
    over without a warning. Raises at once what `read` raises."""
    registry.check(options.format)
    encoding.check(options.encoding)
    paths_and_errors: list[Path | DocumentError | None] = []
    given_names = paths.path_names(names)
    empty_folders: list[Path] = []
    for name in given_names:
        if name == STDIN:
            paths_and_errors.append(None)
            continue
        # If no path leads to a file, that is an error, as it is for a single one.
        on_empty = empty_folders.append if len(empty_folders) < len(given_names) - 1 else None
        paths_and_errors += paths.find(
            name,
            follow_links=options.follow_links,
            on_graph=_warn_of_graph,
            on_empty=on_empty,
            own_graph=own_graph,
        )
    for folder in empty_folders:
        _warn_of_empty(folder)
    # A named pipe is read if it is a given path, as with <(command); reading one found in a folder might never end.
    return _places(paths_and_errors, {Path(name) for name in given_names}, copies, stdin)


def _warn_of_graph(graph: Path) -> None:
    warnings.warn(f"{readable_name(graph)} is a graph, which is not read", KgWarning, stacklevel=4)


def _warn_of_empty(folder: Path) -> None:
    message = f"{readable_name(folder)} holds no file that is not hidden: nothing is read there"
    warnings.warn(message, KgWarning, stacklevel=4)


def load(file: Place, options: Options) -> Iterator[Document | DocumentError]:
    """The documents of one file, in its order, with a `DocumentError` in place of each that cannot be read."""
    try:
        source = of_file(file)
    except DocumentError as error:
        yield error
    else:
        yield from documents(source, options)


def documents(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """The documents of one source, in its order, by the loader for its format, or of each file in a ZIP archive."""
    if not zipped_folder.is_folder(source):
        yield from _documents_of_file(source, options)
        return
    try:
        # Two files of an archive may have one path.
        with document_errors(source.place):
            yield from records.with_distinct_uris(_documents_of_folder(source, options))
    except DocumentError as error:
        yield error


def _documents_of_folder(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    is_empty = True
    for file in zipped_folder.files(source, options):
        is_empty = False
        if isinstance(file, DocumentError):
            yield file
        else:
            yield from map(_as_part, _documents_of_file(file, options))
    if is_empty:
        raise EmptyDocumentError(place=source.place)


def _as_part(item: Document | DocumentError) -> Document | DocumentError:
    """The document of a file in an archive with one fragment in its URI, as a URI may have."""
    if isinstance(item, DocumentError):
        return item
    archive, mark, part = item.uri.partition("#")
    return replace(item, uri=archive + mark + part.replace("#", "-"))


def _documents_of_file(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    loader_name = "choice"
    try:
        with document_errors(source.place):
            loader_name, loader = registry.choose(source, options)
            is_empty = True
            for document in records.with_distinct_uris(loader(source, options)):
                is_empty = False
                if isinstance(document, DocumentError):
                    yield document
                elif detail := _type_problem(document):
                    yield LoaderFaultError(place=source.place, loader=registry.with_package(loader_name), detail=detail)
                else:
                    yield _completed_document(document, source, loader_name, options)
            if is_empty:
                raise EmptyDocumentError(place=source.place)
    except DocumentError as error:
        yield error
    # Handled by the process pool that limits memory, since what is left may be fragmented.
    except MemoryError:
        raise
    # Parsers and external loaders may fail in any way on malformed input; one file must not stop the others.
    except Exception as error:  # noqa: BLE001
        detail = encoding.one_line(f"{type(error).__name__}: {error}").rstrip(".: ")
        fault = LoaderFaultError(place=source.place, loader=registry.with_package(loader_name), detail=detail)
        fault.__cause__ = error
        yield fault


def _read_files(
    files: Iterable[Place | DocumentError], options: Options, copies: ExitStack
) -> Iterator[Document | DocumentError]:
    with copies:
        for file in files:
            if isinstance(file, DocumentError):
                yield file
            else:
                yield from load(file, options)


def _places(
    paths_and_errors: Iterable[Path | DocumentError | None],
    given_paths: set[Path],
    copies: ExitStack,
    stdin: BinaryIO | None,
) -> Iterator[Place | DocumentError]:
    seen_paths: set[str] = set()
    for path in paths_and_errors:
        if path is None:
            yield copies.enter_context(spooled(stdin or sys.stdin.buffer))
        elif isinstance(path, DocumentError):
            yield path
        elif (real := os.path.realpath(path)) in seen_paths:
            continue
        elif path in given_paths and path.is_fifo():
            with path.open("rb") as stream:
                file = copies.enter_context(spooled(stream, str(path)))
            yield file
        else:
            seen_paths.add(real)
            yield Place(path)


def _type_problem(document: object) -> str | None:
    """What is wrong with the type of what a loader yields, or of one of its fields: "title is 7, not a string"."""
    if not isinstance(document, Document):
        return f"it yields {encoding.one_line(repr(document))[:80]}, neither a Document nor a DocumentError"
    for field, (kind, description) in _FIELDS.items():
        value = getattr(document, field)
        fits = isinstance(value, kind) or (
            value is None and field not in {*_REQUIRED, "metadata", "granularity", "pages"}
        )
        if fits and field == "metadata":
            fits = all(isinstance(text, str) for pair in value.items() for text in pair)
        if fits and field == "pages":
            fits = all(isinstance(page, PageStart) for page in value)
        if not fits:
            return (
                f"{field} of the document {document.name!r} is {encoding.one_line(repr(value))[:80]}, not {description}"
            )
    return None


def _completed_document(
    document: Document, source: Source, loader_name: str, options: Options
) -> Document | DocumentError:
    is_part = document.uri != source.uri
    place = f"{source.place}, {document.name}" if is_part else source.place
    metadata = {encoding.clean(key): encoding.clean(value) for key, value in document.metadata.items()}
    if any(is_secret(unquote(address)) for address in (document.uri, metadata.get("url", ""))):
        return SecretAddressError(place=hushed(unquote(place)))
    text_before = encoding.clean_for_repair(document.text)
    repaired_text = encoding.repair(text_before)
    clean_text = transcript.with_speakers(encoding.clean(repaired_text))
    if not clean_text.strip():
        return EmptyDocumentError(place=place)
    foreign_language = language.foreign(clean_text)
    if foreign_language and options.check_language:
        return ForeignLanguageError(place=place, language=foreign_language)
    metadata["format"] = loader_name
    if repairs := _repairs(text_before, repaired_text):
        metadata["encoding_repaired"] = "; ".join(repairs)
    date = document.date.date() if isinstance(document.date, dt.datetime) else document.date
    when = None if date is None else When(date, document.granularity)
    if when is None and not is_part and (day := dates.in_name(source.name)):
        when, metadata[DATE_FROM] = When(day), DateFrom.FILENAME.value
    if when is None and (when := date_in_opening(clean_text)):
        metadata[DATE_FROM] = DateFrom.TEXT.value
    document_without_defaults = replace(
        document,
        text=clean_text,
        title=_one_line(document.title),
        pages=page_starts.moved(document.pages, document.text, clean_text),
        source=_one_line(document.source),
        language=foreign_language or "en",
        metadata=metadata,
    )
    return with_defaults(
        document_without_defaults.dated(when), when=options.when, source=options.source, genre=options.genre
    )


def _repairs(text_before: str, repaired_text: str) -> list[str]:
    """What was repaired in a text: by `encoding.repair`, whose result is ``repaired_text``, and by `encoding.clean`."""
    is_misread = repaired_text != text_before and encoding.clean(repaired_text) != encoding.clean(text_before)
    repairs = {
        "UTF-8 read as windows-1252": is_misread,
        "windows-1252 read as ISO 8859-1": encoding.has_windows_bytes(repaired_text if is_misread else text_before),
    }
    return [repair for repair, is_done in repairs.items() if is_done]


def _one_line(text: str | None) -> str | None:
    return encoding.one_line(encoding.repair(text)) or None if text else None
