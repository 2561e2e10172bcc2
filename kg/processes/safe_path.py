"""Where a process of ours may take its modules from."""

from __future__ import annotations

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
        here = Path.cwd().resolve()
    except FileNotFoundError:
        return [entry for entry in sys.path if Path(entry).is_absolute()]
    entries = [Path(entry).absolute() for entry in sys.path]
    kept = [str(entry) for entry in entries if entry.resolve() != here]
    return kept if ours in kept else [*kept, ours]
