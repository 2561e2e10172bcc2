"""Publishes files that readers may open while the next one is written: whole or not at all, even if a writer is killed.

Every publication is a file of its own, ``00000007-r42-1a2b3c4d.grafeo``: the seventh, current up to revision 42, with
the layout 1a2b3c4d; before the layout there may be ``h`` and the sixteen digits of the record's history. A file is
created by a rename and never changes, so that its name says everything about it without opening it. Readers take the
newest of their layout; older ones are deleted.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import GraphBusyError

__all__ = ["Publication", "Published"]

PATIENCE = 10.0
"""Seconds that a writer waits for another."""
_NAME = re.compile(
    r"(?P<number>\d{8,})-r(?P<revision>\d+)(?:-h(?P<history>[0-9a-f]{16}))?-(?P<layout>[0-9a-f]{8})\.grafeo"
)


@dataclass(frozen=True, slots=True)
class Published:
    """A published file. ``number`` counts publications; ``revision`` is the record's, ``history`` the fingerprint that
    distinguishes it from another record's, empty if unknown."""

    path: Path
    number: int
    revision: int
    layout: str
    history: str = ""


class Publication:
    """The folder in which files of one layout (eight hexadecimal digits) are published."""

    def __init__(self, folder: Path, layout: str) -> None:
        self.folder = folder
        self._layout = layout

    def current(self) -> Published | None:
        """The newest file of this layout; None where nothing has been published."""
        return max(
            (file for file in self._files() if file.layout == self._layout), key=lambda file: file.number, default=None
        )

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Be the only writer; gives the path for the next file. A file that is left there is deleted afterwards.

        Raises `GraphBusyError` when another writer is not done after `PATIENCE` seconds, `OSError` where the folder
        cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "write.lock").open("a+b") as lock:
            deadline = time.monotonic() + PATIENCE
            while not _lock(lock):
                if time.monotonic() > deadline:
                    raise GraphBusyError(folder=self.folder, seconds=f"{PATIENCE:g}")
                time.sleep(0.05)
            try:
                self._sweep()
                yield self.folder / "work.grafeo"
            finally:
                self._sweep()
                _unlock(lock)

    def publish(self, work: Path, revision: int, history: str = "", *, move: bool) -> Published:
        """Publish the file at ``work``, which must be complete. Only within `writing`.

        With ``move`` the file itself is renamed; else a copy of it is published.
        """
        number = max((file.number for file in self._files()), default=0) + 1
        suffix = f"-h{history}" if history else ""
        final = self.folder / f"{number:08d}-r{revision}{suffix}-{self._layout}.grafeo"
        ready = work if move else self.folder / "work.copy"
        if not move:
            shutil.copyfile(work, ready)
        _flush(ready)
        ready.replace(final)
        _flush_folder(self.folder)
        self._delete(before=number)
        return Published(final, number, revision, self._layout, history)

    def withdraw(self) -> None:
        """Delete everything published, the newest last. Only within `writing`."""
        self._delete(before=None)
        _flush_folder(self.folder)

    def _files(self) -> Iterator[Published]:
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                history = match["history"] or ""
                yield Published(path, int(match["number"]), int(match["revision"]), match["layout"], history)

    def _delete(self, before: int | None) -> None:
        for file in sorted(self._files(), key=lambda file: file.number):
            if before is None or file.number < before:
                _discard(file.path)

    def _sweep(self) -> None:
        for leftover in self.folder.glob("work.*"):
            _discard(leftover)


def _discard(path: Path) -> None:
    try:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except PermissionError:
        # Windows does not delete a file that a reader has open; the next writer tries again.
        if sys.platform != "win32":
            raise


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
