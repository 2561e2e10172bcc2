"""Opening an Oxigraph store on disk: a snapshot for reading, or exclusively for writing."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.errors import (
    RdfStoreBusyError,
    RdfStoreDamagedError,
    RdfStoreForeignError,
    RdfStoreMissingError,
    RdfStoreUnwritableError,
)

__all__ = ["BROKEN", "open_for_writing", "open_snapshot", "reason", "signature"]

PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts to open a store whose files are changing."""
PATIENCE = 5.0
"""Seconds to wait for another writer."""
MARK: Final = "CURRENT"
"""The file that every RocksDB folder has."""
BROKEN: Final = (OSError, RuntimeError)
"""Raised by Oxigraph when it cannot read its files; RuntimeError also for a query that it cannot evaluate."""
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""Errors that prevent writing without any damage to the files. Oxigraph reports them by their message only."""


def check_folder(path: Path) -> bool:
    """Whether there is a store at the path; False for an empty folder, or none.

    Raises `RdfStoreForeignError` where there is something else.
    """
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except FileNotFoundError:
        return False
    except NotADirectoryError as error:
        raise RdfStoreForeignError(path=path, found="a file") from error
    if names and MARK not in names:
        raise RdfStoreForeignError(path=path, found=", ".join(names[:3]))
    return bool(names)


def open_snapshot(path: Path) -> Store:
    """A snapshot of the store, without taking its lock: later writes are not visible in it.

    While another process writes, files may vanish during the opening, which is retried for a second and a half.
    Raises `RdfStoreMissingError`, `RdfStoreForeignError` or `RdfStoreDamagedError`.
    """
    if not check_folder(path):
        raise RdfStoreMissingError(path=path)
    for pause in PAUSES:
        try:
            return Store.read_only(str(path))
        except BROKEN:
            time.sleep(pause)
    try:
        return Store.read_only(str(path))
    except BROKEN as error:
        raise RdfStoreDamagedError(path=path, detail=reason(error)) from error


def open_for_writing(path: Path) -> Store:
    """The store for its one writer, created if needed; waits for another writer.

    Raises `RdfStoreForeignError`, `RdfStoreBusyError`, `RdfStoreDamagedError` or `RdfStoreUnwritableError`.
    """
    there = check_folder(path)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            if not there:
                _make(path)
            return Store(str(path))
        except BROKEN as error:
            detail = reason(error)
            if "lock" not in detail.lower():
                unwritable = not there or any(os.strerror(number) in detail for number in _UNWRITABLE)
                kind = RdfStoreUnwritableError if unwritable else RdfStoreDamagedError
                raise kind(path=path, detail=detail) from error
            if time.monotonic() > until:
                raise RdfStoreBusyError(path=path, seconds=f"{PATIENCE:g}") from error
            time.sleep(0.1)


def _make(path: Path) -> None:
    """Create an empty store by a rename, since a store whose creation was interrupted cannot be opened."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as place:
        part = Path(place) / path.name
        Store(str(part)).flush()
        try:
            part.rename(path)
        except OSError:
            if not check_folder(path):  # else another process has created it in the meantime
                raise


def signature(path: Path) -> object:
    """A value that differs once the files of the store have changed."""
    try:
        with os.scandir(path) as entries:
            return sorted((entry.name, (at := entry.stat()).st_size, at.st_mtime_ns, at.st_ino) for entry in entries)
    except OSError:
        return None


def reason(error: BaseException) -> str:
    """The message of an engine's error in one line, or the name of its type."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
