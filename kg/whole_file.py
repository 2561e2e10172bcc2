"""Files that are written completely or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import OutputError

__all__ = ["made_folder", "part_beside", "whole_file", "write_whole"]


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A context manager: a file that replaces ``path`` if the block succeeds; otherwise what was there stays.

    Links are followed; a pipe or a device is written to directly. Raises `kg.errors.OutputError` for every `OSError`,
    including those of the block, except `BrokenPipeError`, which means that the reader of a pipe has closed it.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as output:
                yield output
            return
        place = path.resolve()
        part = part_beside(place)
        try:
            with part.open("wb") as output:
                yield output
            if place.exists():
                shutil.copymode(place, part)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path=path, detail=error.strerror or str(error)) from error


def part_beside(path: Path) -> Path:
    """Where this process writes what will replace ``path``: ``.NAME.PID.part`` beside it.

    Those that killed writers of ``path`` left are deleted, with SQLite's logs of them; those of other running processes
    stay. Nothing is raised for what cannot be deleted.
    """
    name_of_part = re.compile(rf"\.{re.escape(path.name)}\.(?P<pid>\d+)\.part(-journal|-wal|-shm)?")
    with contextlib.suppress(OSError):
        for file in list(path.parent.iterdir()):
            match = name_of_part.fullmatch(file.name)
            if match and not _is_another_running(int(match["pid"])):
                with contextlib.suppress(OSError):
                    file.unlink()
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _is_another_running(pid: int) -> bool:
    # Windows has no harmless signal, and does not delete a file that a running process has open.
    if sys.platform == "win32" or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass  # it runs, and is somebody else's
    return True


@contextlib.contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """A context manager: creates a folder to write into. Raises `kg.errors.OutputError` for every `OSError`, including
    those of the block."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise OutputError(path=folder, detail=error.strerror or str(error)) from error


def write_whole(path: Path, text: str) -> None:
    """Write a text to a file, completely or not at all. See `whole_file`."""
    with whole_file(path) as output:
        output.write(text.encode())
