"""The folder of a graph: which one a person means, whether one is there, and making a new one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kg.errors import ForeignFolderError, NoGraphError, RecordUnwritableError, SeveralGraphsError
from kg.settings import NEW_SETTINGS, SETTINGS

__all__ = ["RECORD", "find_graph", "is_graph", "make_folder"]

SUFFIX: Final = ".kg"
RECORD: Final = "record.db"


def find_graph(named: str | os.PathLike[str] | None = None, working_directory: Path | None = None) -> Path:
    """The folder that a person means: the ``named`` one, else KG_GRAPH, else the only ``*.kg`` in the working folder.

    A named folder need not be there. Raises `NoGraphError` or `SeveralGraphsError`.
    """
    named = named or os.environ.get("KG_GRAPH")
    if named:
        return Path(named)
    here = working_directory or Path.cwd()
    found = sorted(path for path in here.glob(f"*{SUFFIX}") if path.is_dir())
    if not found:
        raise NoGraphError(folder=here)
    if len(found) > 1:
        raise SeveralGraphsError(folder=here, names=", ".join(path.name for path in found))
    return found[0]


def is_graph(folder: Path) -> bool:
    """Whether a graph lies in this folder."""
    return (folder / SETTINGS).is_file() or (folder / RECORD).is_file()


def make_folder(folder: Path) -> None:
    """Begin a new graph with its settings. What else the folder holds is somebody's, so that it is left alone."""
    part = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ForeignFolderError(folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(NEW_SETTINGS, encoding="utf-8")
        part.replace(folder / SETTINGS)
    except OSError as error:
        raise RecordUnwritableError(path=folder, detail=error.strerror or error) from error
