"""Where a process of ours may take its modules from."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["safe_path"]


def safe_path() -> list[str]:
    """``sys.path`` in absolute paths, without the working directory: its files are the person's, and not to be run.

    The folder of this package is always among them, and comes last where it is the working directory.

    >>> str(Path.cwd()) in safe_path()[:-1]
    False
    """
    ours = str(Path(__file__).absolute().parents[2])
    try:
        Path.cwd()
    except FileNotFoundError:
        return [entry for entry in sys.path if Path(entry).is_absolute()]
    here = Path().stat()  # not by its name: a folder above it may be closed to us
    entries = [Path(entry).absolute() for entry in sys.path]
    kept = [str(entry) for entry in entries if not _is_folder(entry, here)]
    return kept if ours in kept else [*kept, ours]


def _is_folder(entry: Path, folder: os.stat_result) -> bool:
    """Whether the entry is this folder, by whatever name."""
    try:
        return os.path.samestat(entry.stat(), folder)
    except OSError:  # what is not there, such as the archive of the standard library
        return False
