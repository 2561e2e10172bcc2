"""Folders as ZIP archives, in which databases send many files: each is read as it would be in a folder."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import (
    BinaryDocumentError,
    DamagedDocumentError,
    DocumentError,
    DocumentTooLargeError,
    EncryptedDocumentError,
    UnreadableFileError,
)
from kg.printing.escaping import escaped
from loaders.options import Options
from loaders.paths import is_of_system
from loaders.records import fragment
from loaders.source import Source, of_bytes
from loaders.zipped import BROKEN, MARK

__all__ = ["files", "is_folder"]

# Standard input has no name.
_SUFFIXES = frozenset({".zip", ""})
# The others are rare, and the standard library unpacks them without a limit.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
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
    """The files in an archive as sources, in alphabetical order, without those that a system does not show, and an
    error in place of each that is a link, cannot be unpacked, or has more than ``max_bytes``. Raises
    `DamagedDocumentError`.

    The fragment of the URI of each is its path in the archive.
    """
    with folder.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise DamagedDocumentError(place=folder.place, detail=str(error)) from error
        with archive:
            # Old programs for Windows write backslashes.
            members = [(each.filename.replace("\\", "/"), each) for each in archive.infolist()]
            for name, member in sorted(members, key=lambda each: each[0]):
                # The path of what lies outside the folder that was packed has ".." in it.
                parts = (part for part in PurePosixPath(name).parts if part != "..")
                if not name.endswith("/") and not any(map(is_of_system, parts)):
                    yield _file(archive, member, name, folder, options)


def _file(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, folder: Source, options: Options
) -> Source | DocumentError:
    place = f"{folder.place}, {escaped(name)}"
    if stat.S_ISLNK(member.external_attr >> 16):
        return UnreadableFileError(place=place, detail="it is a link")
    if member.flag_bits & 1:
        return EncryptedDocumentError(place=place, detail="")
    if member.compress_type not in _METHODS:
        return BinaryDocumentError(place=place, kind="a file packed by another method than Deflate")
    try:
        with archive.open(member) as packed:
            data = packed.read(options.max_bytes + 1)
    except BROKEN as error:
        fault = DamagedDocumentError(place=place, detail=str(error))
        fault.__cause__ = error
        return fault
    if len(data) > options.max_bytes:
        return DocumentTooLargeError(place=place, limit=options.max_bytes)
    return of_bytes(data, escaped(PurePosixPath(name).name), f"{folder.uri}#{fragment(name)}", place)
