"""Folders as ZIP archives, in which databases send many files: each is read as it would be in a folder. One may hold
others, as mail programs and clouds pack what somebody sends."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EmptyDocumentError,
    EncryptedDocumentError,
    UnreadableFileError,
)
from kg.printing.escaping import escaped
from loaders.archives.zipped import BROKEN, MARK
from loaders.options import Options
from loaders.paths import is_of_system
from loaders.records import fragment
from loaders.source import GZIP, Source, of_bytes

__all__ = ["files", "is_folder"]

# Standard input has no name.
_SUFFIXES = frozenset({".zip", ""})
# The others are rare, and the standard library unpacks them without a limit.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# Times the limit of a file that all files of an archive may have, so that a small one cannot hold a sea of zeros.
_MOST = 100
# One of these is in each document of Office, LibreOffice and an e-book.
_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})


def is_folder(source: Source) -> bool:
    """Whether a source is a ZIP archive, called so or without suffix, and no document that is one. The first
    bytes do not tell: a Word document in an archive is not packed again."""
    if source.suffix not in _SUFFIXES or not source.head.startswith(MARK):
        return False
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            return _OF_DOCUMENTS.isdisjoint(archive.namelist())
    except (OSError, *BROKEN):
        # `files` says so.
        return True


def files(folder: Source, options: Options) -> Iterator[Source | DocumentError]:
    """The files in an archive, and in the archives in it, as sources, in alphabetical order, without those that a
    system does not show, and an error in place of each that is a link, cannot be unpacked, or has more than
    ``max_bytes``. Raises `DamagedDocumentError`, and `DocumentTooLargeError` if they have more than a hundred times as
    many together, unpacked.

    The fragment of the URI of each is its path in the archive.
    """
    limit = options.max_bytes * _MOST
    with folder.open() as stream, _opened(stream, folder.place) as archive:
        left = limit - _size(archive)
        if left < 0:
            raise _too_large(folder, limit)
        for file in _members(archive, folder, f"{folder.uri}#", options):
            if isinstance(file, DocumentError) or not is_folder(file):
                yield file
                continue
            try:
                with file.open() as inner_stream, _opened(inner_stream, file.place) as inner_archive:
                    if _size(inner_archive) > left:
                        raise _too_large(file, limit)
                    left -= _size(inner_archive)
                    is_empty = True
                    for inner_file in _members(inner_archive, file, f"{file.uri}/", options):
                        is_empty = False
                        yield inner_file
                    if is_empty:
                        raise EmptyDocumentError(place=file.place)
            except DocumentError as error:
                yield error


def _opened(stream: BinaryIO, place: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except BROKEN as error:
        raise DamagedDocumentError(place=place, detail=str(error)) from error


def _size(archive: zipfile.ZipFile) -> int:
    """The bytes of all files, of which no more than an archive declares are unpacked."""
    return sum(member.file_size for member in archive.infolist())


def _too_large(folder: Source, limit: int) -> DocumentTooLargeError:
    return DocumentTooLargeError(place=f"{folder.place}, with all that it holds unpacked,", limit=limit)


def _members(
    archive: zipfile.ZipFile, folder: Source, address: str, options: Options
) -> Iterator[Source | DocumentError]:
    """The files of an archive; ``address`` is what precedes the path of each in its URI."""
    # Old programs for Windows write backslashes.
    members = [(each.filename.replace("\\", "/"), each) for each in archive.infolist()]
    for name, member in sorted(members, key=lambda each: each[0]):
        # The path of what lies outside the folder that was packed has ".." in it.
        parts = (part for part in PurePosixPath(name).parts if part != "..")
        if not name.endswith("/") and not any(map(is_of_system, parts)):
            place = f"{folder.place}, {escaped(name)}"
            data = _unpacked(archive, member, place, options.max_bytes)
            if isinstance(data, DocumentError):
                yield data
            else:
                yield of_bytes(data, escaped(PurePosixPath(name).name), address + fragment(name), place)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, limit: int) -> bytes | DocumentError:
    """The bytes of a file, unpacked once more if they are gzip; or why it cannot be read."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return UnreadableFileError(place=place, detail="it is a link")
    if member.flag_bits & 1:
        return EncryptedDocumentError(place=place, detail="")
    if member.compress_type not in _METHODS:
        return BinaryDocumentError(place=place, kind="a file packed by another method than Deflate")
    try:
        with archive.open(member) as packed:
            data = packed.read(limit + 1)
        if data.startswith(GZIP) and len(data) <= limit:
            with gzip.open(io.BytesIO(data)) as packed_again:
                data = packed_again.read(limit + 1)
    except (*BROKEN, gzip.BadGzipFile) as error:
        fault = DamagedDocumentError(place=place, detail=str(error).rstrip("."))
        fault.__cause__ = error
        return fault
    return data if len(data) <= limit else DocumentTooLargeError(place=place, limit=limit)
