"""Copies of the record's file, whole or not at all, while others read it and write to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from kg.errors import InputError, OutputError, RecordBusyError, RecordMissingError, RecordUnwritableError
from kg.record.opening import translated
from kg.whole_file import part_beside

__all__ = ["copy_from", "copy_to", "copy_untouched", "move_aside", "unused"]

LOGS = ("-wal", "-shm", "-journal")
PAUSE = 0.2
"""The pause before a record that was written to while it was copied is copied again, in seconds."""


def copy_to(db: sqlite3.Connection, path: Path) -> None:
    """Write a copy of the record, as the last finished write left it, into one file that replaces ``path``.

    Only its owner can read it; it is on the disk when this returns, whole or not at all. What killed calls left beside
    ``path`` is deleted. Raises `OutputError`.
    """
    partial = part_beside(path)
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
                db.backup(copy)
                # In this mode there is no log that would have to be copied with it.
                copy.execute("PRAGMA journal_mode = DELETE")
            _flush(partial)
            partial.replace(path)
            _flush(path.parent)
        finally:
            for leftover in (partial, *(partial.with_name(partial.name + log) for log in LOGS)):
                leftover.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(path=path, detail=error.strerror or str(error)) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
            raise
        raise OutputError(path=path, detail=str(error)) from error


def copy_from(backup: Path, path: Path, timeout: float) -> None:
    """Replace the content of the record at ``path`` by that of a backup, in one transaction.

    Processes that have the record open see the change as one write. Raises what opening a record raises.
    """
    address = backup.absolute().as_uri()
    with translated(path, timeout), closing(sqlite3.connect(path, timeout=timeout, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        # Take the write lock first: the backup itself would not wait for another writer.
        with closing(sqlite3.connect(f"{address}?mode=ro", isolation_level=None, uri=True)) as source:
            source.backup(db)


def copy_untouched(path: Path, copy: Path, timeout: float) -> None:
    """Copy a record with its log without opening it, so that nothing in its folder changes; SQLite may write there even
    for a reader. The folder may be read-only.

    If the record is written to meanwhile, the copy is made again, for up to ``timeout`` seconds. Raises
    `RecordMissingError`, `RecordBusyError`, `InputError` where it may not be read, and `RecordUnwritableError` where
    the copy cannot be written.
    """
    log, copied_log = (file.with_name(f"{file.name}-wal") for file in (path, copy))
    deadline = time.monotonic() + timeout
    while True:
        state_before = _file_states((path, log))
        if state_before[0] is None:
            raise RecordMissingError(path=path)
        try:
            shutil.copyfile(path, copy)
            copied_log.unlink(missing_ok=True)
            if state_before[1] is not None:
                shutil.copyfile(log, copied_log)
        except FileNotFoundError:
            pass  # its last writer has just closed it, which moved the log into the file
        except OSError as error:
            detail = error.strerror or error
            if error.filename and Path(error.filename) in (path, log):
                raise InputError(path=error.filename, detail=detail) from error
            raise RecordUnwritableError(path=copy, detail=detail) from error
        if _file_states((path, log)) == state_before:
            return
        if time.monotonic() > deadline:
            raise RecordBusyError(path=path, seconds=f"{timeout:g}")
        time.sleep(PAUSE)


def _file_states(paths: Sequence[Path]) -> list[tuple[int, int, int] | None]:
    """Inode, size and modification time of each file, which change with every write; None where there is no file."""
    states: list[tuple[int, int, int] | None] = []
    for path in paths:
        try:
            status = path.stat()
            states.append((status.st_ino, status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            states.append(None)
    return states


def unused(path: Path, what: str) -> Path:
    """The first path next to ``path`` that does not exist: its name with ``.WHAT-1``, ``.WHAT-2`` and so on."""
    number = 1
    while (candidate := path.with_name(f"{path.name}.{what}-{number}")).exists():
        number += 1
    return candidate


def move_aside(path: Path) -> Path:
    """Rename a file that is no record any more, with its logs; the new path.

    The logs are renamed first: SQLite would take a log that is left behind for that of a new file.
    """
    new_path = unused(path, "damaged")
    for suffix in LOGS:
        if (log := path.with_name(path.name + suffix)).exists():
            log.replace(new_path.with_name(new_path.name + suffix))
    if path.exists():
        path.replace(new_path)
    return new_path


def _flush(path: Path) -> None:
    """Have the system write a file or folder to the disk; on Windows, folders cannot be flushed."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
