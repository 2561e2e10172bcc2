"""Opening the SQLite file: access, schema version, and translating SQLite's errors."""

from __future__ import annotations

import os
import sqlite3
import stat
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

from kg.errors import (
    KgWarning,
    NotOpenError,
    OutputError,
    RecordBusyError,
    RecordDamagedError,
    RecordForeignError,
    RecordMissingError,
    RecordNewerError,
    RecordOlderError,
    RecordPathError,
    RecordUnwritableError,
)
from kg.errors.checking import input_errors
from kg.processes.lazy import LazyModule

if TYPE_CHECKING:
    from kg.record.record import Record

__all__ = [
    "SCHEMA",
    "TIMEOUT",
    "Opened",
    "check_path",
    "check_same",
    "connect",
    "of_path",
    "open_record",
    "transaction",
    "translated",
]

APPLICATION = 0x6B676E65
"""``PRAGMA application_id`` of a record: "kgne"."""

_MIGRATIONS = sorted(Path(__file__).with_name("migrations").glob("*.sql"))
SCHEMA = len(_MIGRATIONS)
"""The schema version (``PRAGMA user_version``) that this code reads and writes: one for each file of ``migrations``."""

COPYING = LazyModule("kg.record.keeping.copying")
JUDGEMENTS = LazyModule("kg.judgements")
DOCUMENTS = LazyModule("kg.record.documents")
RECORD = LazyModule("kg.record.record")
TIMEOUT = 30.0
"""How many seconds a writer waits for another one."""
LONGEST = 504
"""The longest path of a file, in bytes, for which SQLite can open the logs next to it, whose names are longer."""
_DENIED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNUSABLE = {"closed database": "it has been closed", "same thread": "another thread has opened it"}
"""Words of the sqlite3 module's errors about an unusable connection, and what they mean."""


def open_record(
    path: Path | str,
    create: bool = False,
    *,
    read_only: bool = False,
    or_read_only: bool = False,
    is_copy: bool = False,
    timeout: float = TIMEOUT,
) -> Record:
    """Open the record at ``path`` (``talks.kg/record.db``); close it, or use it as a context manager.

    One process writes at a time; the next one waits up to ``timeout`` seconds and then raises `RecordBusyError`. Any
    number may read meanwhile, each from the last finished write. A record of an earlier schema is migrated; a backup is
    kept next to it (``record.db.schema-7-1``), with a `KgWarning`, unless it ``is_copy`` of another record. A record
    that was resolved by other rules is resolved again. Neither happens with ``read_only``. ``or_read_only``: a record
    that cannot be written to, or not backed up, is opened for reading.

    Raises `RecordMissingError`, `RecordForeignError`, `RecordNewerError`, `RecordOlderError`, `RecordDamagedError`,
    `RecordPathError` or `RecordUnwritableError`, and `InputError` where the system does not tell what is at the path.
    """
    if or_read_only:
        try:
            return open_record(path, create, is_copy=is_copy, timeout=timeout)
        except RecordUnwritableError as unwritable:
            try:
                return open_record(path, read_only=True, timeout=timeout)
            except RecordOlderError:
                raise unwritable from None
    absolute = Path(path).absolute()
    connection = connect(absolute, create=create, read_only=read_only, is_copy=is_copy, timeout=timeout)
    record: Record = RECORD.Record(absolute, connection, timeout)
    try:
        if not read_only:
            record.resolve_anew(only_if_outdated=True)
    except BaseException:
        record.close()
        raise
    return record


class Opened(NamedTuple):
    """The process that opened a record, and the file (device and inode; None where there is none)."""

    process: int
    file: tuple[int, int] | None

    @classmethod
    def now(cls, path: Path) -> Self:
        """The state for this process and the file that is at ``path`` now."""
        try:
            status = path.stat()
        except OSError:
            return cls(os.getpid(), None)
        return cls(os.getpid(), (status.st_dev, status.st_ino))


def check_same(path: Path, opened: Opened) -> None:
    """Raise `NotOpenError` in a process that was forked since, which SQLite forbids, and where another file is at
    ``path``: what is written to the old file would be lost, and the stores next to it are those of the new one."""
    current = Opened.now(path)
    if current.process != opened.process:
        raise NotOpenError(what=f"the record {path}", detail="another process has opened it")
    if current.file != opened.file:
        raise NotOpenError(what=f"the record {path}", detail="its file has been removed or replaced since")


def connect(path: Path, *, create: bool, read_only: bool, is_copy: bool = False, timeout: float) -> sqlite3.Connection:
    """An open connection to a record of the current schema, in autocommit mode.

    A reader never writes a byte, not even to bring an older file up to date, and never waits for the writer. A commit
    is on the disk when it returns: the write-ahead log is synced at every one (``synchronous = FULL``).
    """
    check_path(path)
    with input_errors(path):  # too long a name, or a folder that may not be entered
        is_missing = not path.is_file() or path.stat().st_size == 0
    if is_missing:
        if not create or read_only:
            raise RecordMissingError(path=path)
        if not path.parent.is_dir():
            raise RecordUnwritableError(path=path, detail="its folder is not there")
    if not read_only:
        _reserve(path)
    with translated(path, timeout):
        connection = _open(path, read_only, timeout)
        try:
            _set_up(connection, path, read_only)
            if not read_only:
                _bring_up_to_date(connection, path, is_copy)
        except BaseException:
            connection.close()
            raise
    return connection


def check_path(path: Path) -> None:
    """Check that SQLite can open a file at this path, links followed. Raises `RecordPathError`."""
    length = len(os.fsencode(os.path.realpath(path)))
    if length > LONGEST:
        raise RecordPathError(path=path, length=length, most=LONGEST)


def _reserve(path: Path) -> None:
    """Create a missing file for its owner alone: it holds whole texts. SQLite's logs have the same rights."""
    with suppress(OSError):  # it exists, or SQLite will say why it cannot be created
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # Logs that were made while the record was write-protected are so, too, and would keep it from being written to.
    for log in (path.with_name(path.name + ending) for ending in ("-wal", "-shm")):
        with suppress(OSError):
            if os.access(path, os.W_OK) and not os.access(log, os.W_OK):
                log.chmod(stat.S_IMODE(path.stat().st_mode))


def _open(path: Path, read_only: bool, timeout: float) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    connection = sqlite3.connect(
        f"{address}?mode={'ro' if read_only else 'rwc'}", timeout=timeout, isolation_level=None, uri=True
    )
    if not read_only:
        return connection
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        # SQLite cannot use a log in a folder that it may not write to; a file without a log needs none.
        log = path.with_name(path.name + "-wal")
        if error.sqlite_errorcode & 0xFF not in _DENIED or (log.exists() and log.stat().st_size):
            raise
        return sqlite3.connect(f"{address}?immutable=1", timeout=timeout, isolation_level=None, uri=True)
    return connection


def _set_up(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    version, application = (_pragma(connection, name) for name in ("user_version", "application_id"))
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION and (tables or application or version):
        raise RecordForeignError(path=path, detail="it is a database of another program")
    if version > SCHEMA:
        raise RecordNewerError(path=path, found=version, known=SCHEMA)
    if read_only:
        if not tables:
            raise RecordMissingError(path=path)
        if version < SCHEMA:
            raise RecordOlderError(path=path, found=version, known=SCHEMA)
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.create_function("text_key", 1, lambda text: JUDGEMENTS.text_key(text), deterministic=True)
        connection.create_function("header_digest", 4, lambda *row: DOCUMENTS.header_digest(*row), deterministic=True)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_size_limit = 67108864")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, is_copy: bool) -> None:
    """Migrate the file to the current schema in one transaction, after backing it up.

    Raises `RecordUnwritableError` where the backup fails: nothing is changed then.
    """
    if _pragma(connection, "user_version") == SCHEMA:
        return
    backup: Path | None = None
    with transaction(connection):
        # Another process may have migrated it while this one waited for the lock.
        version = _pragma(connection, "user_version")
        if version >= SCHEMA:
            return
        if version and not is_copy:
            backup = COPYING.unused(path, f"schema-{version}")
            try:
                # SQLite does not back up through a connection that is writing.
                with closing(_open(path, True, TIMEOUT)) as reader:
                    COPYING.copy_to(reader, backup)
            except OutputError as error:
                detail = f"the copy of it as it was, {backup.name}: {error.fields['detail']}"
                raise RecordUnwritableError(path=path, detail=detail) from error
        for step in range(version, SCHEMA):
            for statement in _statements(_MIGRATIONS[step].read_text(encoding="utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    if backup is not None:
        warnings.warn(
            f"the record {path} had schema {version} and has {SCHEMA} now, which an earlier version of kg does not "
            f"read; as it was it is kept in {backup}",
            KgWarning,
            stacklevel=2,
        )


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, the last of which need not end in a semicolon:
    `sqlite3.Connection.executescript` would commit on its own."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE") -> Iterator[None]:
    """A transaction: ``IMMEDIATE`` takes the writer's lock at once, ``DEFERRED`` gives several reads one state of the
    file. Inside another transaction it is a part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def of_path(path: Path) -> Iterator[None]:
    """Turn errors about a copy of a record into errors about the record at ``path``."""
    try:
        yield
    except (RecordForeignError, RecordNewerError, RecordDamagedError) as error:
        raise type(error)(**{**error.fields, "path": path}) from error


@contextmanager
def translated(path: Path, timeout: float) -> Iterator[None]:
    """Turn what SQLite raises about the file into our coded errors."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _BUSY:
            raise RecordBusyError(path=path, seconds=f"{timeout:g}") from error
        if code in _DENIED:
            raise RecordUnwritableError(path=path, detail=error) from error
        if code == sqlite3.SQLITE_NOTADB:
            raise RecordForeignError(path=path, detail="it is no SQLite file") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise RecordDamagedError(path=path, detail=error) from error
        # Errors of the sqlite3 module itself have no code.
        for words, detail in _UNUSABLE.items():
            if words in str(error):
                raise NotOpenError(what=f"the record {path}", detail=detail) from error
        if "Could not decode to UTF-8" in str(error):
            raise RecordDamagedError(path=path, detail=error) from error
        raise
