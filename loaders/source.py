"""Sources of bytes: a file, standard input, or a record inside another file."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import shutil
import stat
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast
from urllib.parse import SplitResult, urlsplit

from kg.errors import DamagedDocumentError, DocumentTooLargeError, UnreadableFileError
from kg.model.places import uri_of
from kg.printing.escaping import escaped
from loaders.options import NO_LIMIT

__all__ = ["HEAD", "Place", "Source", "document_errors", "of_bytes", "of_file", "parts_of", "readable_name", "spooled"]

# Bytes that are passed to ``sniff``.
HEAD = 65_536
GZIP = b"\x1f\x8b"

# A suffix, with what editors and browsers append to it for a copy, so that an old draft has no loader.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}(?:[~#]| ?\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class Source:
    """A source of bytes.

    ``name`` is the file's name (empty for standard input), ``uri`` that of a `Document` made of all bytes, ``place``
    its name in errors, ``head`` the first `HEAD` bytes, ``charset`` an encoding that is declared outside the bytes (in
    an HTTP header). Gzip is decompressed transparently: ``talks.jsonl.gz`` is read like ``talks.jsonl``.
    """

    name: str
    uri: str
    place: str
    head: bytes = field(repr=False)
    opener: Callable[[], BinaryIO] = field(repr=False)
    charset: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix in lower case, without ``.gz``; empty if what follows the last dot is no suffix.

        >>> of_bytes(b"", "Talks.JSONL.gz").suffix, of_bytes(b"", "Remarks by Mr. Liu").suffix
        ('.jsonl', '')
        """
        suffix = PurePosixPath(self._uncompressed).suffix
        return suffix.lower() if _SUFFIX.fullmatch(suffix) else ""

    @property
    def stem(self) -> str:
        """The name without suffix; ``stdin`` for standard input."""
        name = self._uncompressed
        return name.removesuffix(PurePosixPath(name).suffix) if self.suffix else name or "stdin"

    @property
    def _uncompressed(self) -> str:
        return self.name[:-3] if self.name.lower().endswith(".gz") else self.name

    def open(self) -> BinaryIO:
        """A stream of the bytes from the start, which the caller closes."""
        return self.opener()

    def read(self, limit: int) -> bytes:
        """All bytes. Raises `DocumentTooLargeError` if there are more than ``limit``."""
        with self.open() as stream:
            # A file makes room for all that is asked for.
            data = stream.read(limit + 1 if limit < NO_LIMIT else -1)
        if len(data) > limit:
            raise DocumentTooLargeError(place=self.place, limit=limit)
        return data


@dataclass(frozen=True, slots=True)
class Place:
    """The path of a file; and a name, URI and place for its `Source` other than those of the path."""

    path: Path
    name: str | None = None
    uri: str | None = None
    place: str | None = None

    @property
    def source_uri(self) -> str:
        """The URI of its `Source`."""
        return self.uri or uri_of(self.path)

    def __str__(self) -> str:
        return self.place or readable_name(self.path)


def of_bytes(data: bytes, name: str, uri: str = "", place: str = "", charset: str | None = None) -> Source:
    """A source for bytes in memory, such as a record of an archive."""
    return Source(name, uri, place or name, data[:HEAD], lambda: io.BufferedReader(io.BytesIO(data)), charset)


def of_file(file: Place) -> Source:
    """A source for a regular file. Raises a `DocumentError` if it is none, cannot be opened, or is damaged gzip."""
    path, place = file.path, str(file)
    with document_errors(place):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableFileError(place=place, detail="it is a device, pipe or socket, not a file")
        with path.open("rb") as stream:
            is_gzip = stream.read(2) == GZIP

        def opener() -> BinaryIO:
            return cast("BinaryIO", gzip.open(path)) if is_gzip else path.open("rb")

        with opener() as content_stream:
            head = _head(content_stream)
    return Source(
        readable_name(Path(path.name)) if file.name is None else file.name,
        file.source_uri,
        place,
        head,
        opener,
    )


def _head(stream: BinaryIO) -> bytes:
    """The first bytes. Of a truncated gzip file, the bytes before its end: the error is reported when it is loaded."""
    head = b""
    try:
        while len(head) < HEAD and (part := stream.read1(HEAD - len(head))):  # type: ignore[attr-defined]
            head += part
    except EOFError:
        if not head:
            raise
    return head


@contextmanager
def spooled(stream: BinaryIO, place: str = "standard input") -> Iterator[Place]:
    """Copies a stream to a temporary file, which exists within the context; the URI has the SHA-256 of its bytes."""
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        with path.open("rb") as copy:
            digest = hashlib.file_digest(copy, "sha256").hexdigest()[:16]
        yield Place(path, name="", uri=f"stdin:{digest}", place=place)


@contextmanager
def document_errors(place: str) -> Iterator[None]:
    """Turns errors of the operating system and of decompression into `DocumentError`s with the place."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedDocumentError(place=place, detail=str(error).rstrip(".")) from error
    except OSError as error:
        raise UnreadableFileError(place=place, detail=error.strerror or str(error)) from error


def parts_of(address: str) -> SplitResult:
    """The parts of an address, all empty if it is invalid.

    >>> parts_of("file:///a/b.txt").path, parts_of("http://[a/b.txt").path
    ('/a/b.txt', '')
    """
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def readable_name(path: Path) -> str:
    r"""The path for display; bytes that are not UTF-8, and terminal control characters, are shown as ``\xfc``."""
    return escaped(os.fsencode(path).decode("utf-8", "backslashreplace"))
