"""Open an Oxigraph store on disk: as it is now, for reading, or as its one writer."""

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
"""Seconds between attempts to open a store whose files change under the reader's hands."""
PATIENCE = 5.0
"""Seconds to wait for another writer."""
MARK: Final = "CURRENT"
"""The file that every RocksDB folder has."""
BROKEN: Final = (OSError, RuntimeError)
"""What Oxigraph raises where it cannot read its files; RuntimeError also for a query that it cannot evaluate."""
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""What keeps a store from being written, and is no damage of its files. Oxigraph tells it in words only."""


def check_folder(path: Path) -> bool:
    """Whether a store lies at the path; False where nothing does, or an empty folder.

    Raises `RdfStoreForeignError` where something else lies there.
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
    """The store as it is now, without its lock: what is written later does not show.

    While another process writes, files may vanish between looking and opening; it tries again for a second and a half.
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
    """The store for its one writer, made where there is none; another writer is waited for.

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
    """An empty store, there at once or not at all: one that was cut short in the making cannot be opened."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as place:
        part = Path(place) / path.name
        Store(str(part)).flush()
        try:
            part.rename(path)
        except OSError:
            if not check_folder(path):  # else somebody else was faster, and has made it as well
                raise


def signature(path: Path) -> object:
    """Something that compares unequal when whoever opened the store now would see other files than before."""
    try:
        with os.scandir(path) as entries:
            return sorted((entry.name, (at := entry.stat()).st_size, at.st_mtime_ns, at.st_ino) for entry in entries)
    except OSError:
        return None


def reason(error: BaseException) -> str:
    """What an engine's error says, in one line and without its type."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
