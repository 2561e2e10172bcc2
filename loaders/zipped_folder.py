"""Folders as ZIP archives, in which databases send many files: each is read as it would be in a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import DamagedDocumentError, DocumentError, DocumentTooLargeError, EncryptedDocumentError
from loaders.options import Options
from loaders.paths import is_of_system
from loaders.records import fragment
from loaders.source import Source, of_bytes
from loaders.zipped import BROKEN, MARK

__all__ = ["files", "is_folder"]

_SUFFIX = ".zip"
# One of these is in each document of Office, LibreOffice and an e-book.
_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})


def is_folder(source: Source) -> bool:
    """Whether a source is a ZIP archive, called so, and no document that is one. The first bytes do not tell: a Word
    document in an archive is not packed again."""
    if source.suffix != _SUFFIX or not source.head.startswith(MARK):
        return False
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            return _OF_DOCUMENTS.isdisjoint(archive.namelist())
    except (OSError, *BROKEN):
        # `files` says so.
        return True


def files(folder: Source, options: Options) -> Iterator[Source | DocumentError]:
    """The files in an archive as sources, in alphabetical order, without those that a system does not show, and an
    error in place of each that cannot be unpacked, or has more than ``max_bytes``. Raises `DamagedDocumentError`.

    The fragment of the URI of each is its path in the archive.
    """
    with folder.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise DamagedDocumentError(place=folder.place, detail=str(error)) from error
        with archive:
            for member in sorted(archive.infolist(), key=lambda each: each.filename):
                path = PurePosixPath(member.filename)
                if not member.is_dir() and not any(map(is_of_system, path.parts)):
                    yield _file(archive, member, folder, options)


def _file(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Source, options: Options
) -> Source | DocumentError:
    place = f"{folder.place}, {member.filename}"
    if member.flag_bits & 1:
        return EncryptedDocumentError(place=place, detail="")
    try:
        with archive.open(member) as packed:
            data = packed.read(options.max_bytes + 1)
    except BROKEN as error:
        fault = DamagedDocumentError(place=place, detail=str(error))
        fault.__cause__ = error
        return fault
    if len(data) > options.max_bytes:
        return DocumentTooLargeError(place=place, limit=options.max_bytes)
    uri = f"{folder.uri}#{fragment(member.filename)}"
    return of_bytes(data, PurePosixPath(member.filename).name, uri, place)
