"""Documents that are ZIP archives: Word documents and workbooks."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from kg.errors import DamagedDocumentError, DocumentTooLargeError, EncryptedDocumentError
from loaders.source import Source

__all__ = ["BROKEN", "MARK", "members"]

MARK = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
"""What the standard library raises for damaged archives."""


def members(data: bytes, source: Source, most: int) -> Mapping[str, zipfile.ZipInfo]:
    """The members of an archive by name. Raises `DamagedDocumentError`, `EncryptedDocumentError`, and
    `DocumentTooLargeError` if they have more than ``most`` bytes together, unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members_by_name = {member.filename: member for member in archive.infolist()}
    except BROKEN as error:
        raise DamagedDocumentError(place=source.place, detail=str(error)) from error
    if any(member.flag_bits & 1 for member in members_by_name.values()):
        raise EncryptedDocumentError(place=source.place, detail="")
    if sum(member.file_size for member in members_by_name.values()) > most:
        raise DocumentTooLargeError(place=f"{source.place}, unpacked,", limit=most)
    return members_by_name
