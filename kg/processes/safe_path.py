"""The import path of the processes that we start."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["safe_path"]


def safe_path() -> list[str]:
    """The entries of ``sys.path`` as absolute paths, without the working directory, whose files are the user's
    and must not be run.

    The folder that holds this package is always included; where it is the working directory, it comes last.

    >>> str(Path.cwd()) in safe_path()[:-1]
    False
    """
    own_folder = str(Path(__file__).absolute().parents[2])
    try:
        Path.cwd()
    except FileNotFoundError:
        return [entry for entry in sys.path if Path(entry).is_absolute()]
    working_directory = Path().stat()  # compared by inode, not by path: a folder above may be unreadable
    entries = [Path(entry).absolute() for entry in sys.path]
    kept_entries = [str(entry) for entry in entries if not _is_folder(entry, working_directory)]
    return kept_entries if own_folder in kept_entries else [*kept_entries, own_folder]


def _is_folder(entry: Path, folder: os.stat_result) -> bool:
    """Whether the path leads to this folder, under whatever name."""
    try:
        return os.path.samestat(entry.stat(), folder)
    except OSError:  # it does not exist, such as the zipped standard library
        return False
