"""Where the bytes of a document come from: a file, standard input, or a record inside another file."""

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

__all__ = ["HEAD", "Place", "Source", "kept", "of_bytes", "of_file", "parts_of", "readable_name", "told"]

# Bytes that a sniffer gets to see.
HEAD = 65_536
GZIP = b"\x1f\x8b"

# With what editors and browsers add for a copy: an old draft is no document beside the new one.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}(?:[~#]| ?\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes, what they are called, and how to get them.

    ``name`` is the file's name (empty for standard input), ``uri`` what a `Document` made of all the bytes carries,
    ``place`` how errors name it, ``head`` the first `HEAD` bytes, ``charset`` an encoding that the carrier of the bytes
    declares (an HTTP header). Gzip is taken off already: ``talks.jsonl.gz`` reads like ``talks.jsonl``.
    """

    name: str
    uri: str
    place: str
    head: bytes = field(repr=False)
    opener: Callable[[], BinaryIO] = field(repr=False)
    charset: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix in small letters, ``.gz`` apart; empty where what follows the last dot is not one.

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
        """The bytes from the start; the caller closes."""
        return self.opener()

    def read(self, limit: int) -> bytes:
        """All bytes. Raises `DocumentTooLargeError` where there are more than ``limit``."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise DocumentTooLargeError(place=self.place, limit=limit)
        return data


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies, and what a `Source` made of it says instead of its own name, URI and place."""

    path: Path
    name: str | None = None
    uri: str | None = None
    place: str | None = None

    @property
    def source_uri(self) -> str:
        """The URI of the `Source` that is made of it."""
        return self.uri or uri_of(self.path)

    def __str__(self) -> str:
        return self.place or readable_name(self.path)


def of_bytes(data: bytes, name: str, uri: str = "", place: str = "", charset: str | None = None) -> Source:
    """Bytes that are in memory, such as a record of an archive."""
    return Source(name, uri, place or name, data[:HEAD], lambda: io.BufferedReader(io.BytesIO(data)), charset)


def of_file(file: Place) -> Source:
    """A regular file. Raises `DocumentError`s for what is none, cannot be opened, or is not compressed as it says."""
    path, place = file.path, str(file)
    with told(place):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableFileError(place=place, detail="it is a device, pipe or socket, not a file")
        with path.open("rb") as stream:
            zipped = stream.read(2) == GZIP

        def opener() -> BinaryIO:
            return cast("BinaryIO", gzip.open(path)) if zipped else path.open("rb")

        with opener() as unzipped:
            head = _head(unzipped)
    return Source(
        readable_name(Path(path.name)) if file.name is None else file.name,
        file.source_uri,
        place,
        head,
        opener,
    )


def _head(stream: BinaryIO) -> bytes:
    """The first bytes; of a file that ends inside its compression those before the end, of which loading tells."""
    head = b""
    try:
        while len(head) < HEAD and (part := stream.read1(HEAD - len(head))):  # type: ignore[attr-defined]
            head += part
    except EOFError:
        if not head:
            raise
    return head


@contextmanager
def kept(stream: BinaryIO, place: str = "standard input") -> Iterator[Place]:
    """Bytes that can be read once: kept in a temporary file until the context ends, and known by their SHA-256."""
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        with path.open("rb") as copy:
            digest = hashlib.file_digest(copy, "sha256").hexdigest()[:16]
        yield Place(path, name="", uri=f"stdin:{digest}", place=place)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns what the operating system and the decompressor say into `DocumentError`s that name the place."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedDocumentError(place=place, detail=str(error).rstrip(".")) from error
    except OSError as error:
        raise UnreadableFileError(place=place, detail=error.strerror or str(error)) from error


def parts_of(address: str) -> SplitResult:
    """The parts of an address, each empty where it is none.

    >>> parts_of("file:///a/b.txt").path, parts_of("http://[a/b.txt").path
    ('/a/b.txt', '')
    """
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def readable_name(path: Path) -> str:
    r"""The path in characters; bytes that are not UTF-8, and what would steer a terminal, are shown as ``\xfc``."""
    return escaped(os.fsencode(path).decode("utf-8", "backslashreplace"))
